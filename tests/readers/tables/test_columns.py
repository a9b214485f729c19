"""Headers: found wherever they stand and however they are written, and missed with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Sheet
from asm_graph.readers import LAYOUTS
from asm_graph.readers.tables.column_aliases import aliases_by_layout
from asm_graph.readers.tables.columns import (
    TableColumn,
    TableLayout,
    differences,
    find_header,
)
from asm_graph.spanish.forms import compact

LAYOUT = TableLayout(
    "gasto",
    (
        TableColumn("CICLO", "asm:year"),
        TableColumn("RAMO", "asm:branch"),
        TableColumn("MODALIDAD", "asm:programKey"),
        TableColumn("MONTO", "asm:amount"),
        TableColumn("NOTA", "asm:remarks", optional=True),
        TableColumn("CAPÍTULO", reason="what the money was spent on"),
        TableColumn("VALOR_YYYY", "asm:value", pattern=r"valor(\d{4})"),
    ),
)
NAMES = ["CICLO", "RAMO", "MODALIDAD", "MONTO"]


def sheet(*rows: list[str]) -> Sheet:
    return Sheet("Hoja", rows)


@given(st.permutations([*NAMES, "NOTA", "CAPÍTULO", "AJENA"]))
def test_columns_are_found_in_any_order(names: list[str]) -> None:
    header = find_header(sheet(names), LAYOUT)
    assert header is not None
    assert header.columns == {name: names.index(name) for name in names if name != "AJENA"}


@pytest.mark.parametrize(
    "names",
    [
        ["ciclo", "ramo", "modalidad", "monto"],
        [" Ciclo ", "RAMO.", "Modalidad\n", "Monto:"],
        ["\ufeffCICLO", "ra mo", "Módalidad", "MONTO"],
    ],
)
def test_case_accents_spaces_and_signs_do_not_count(names: list[str]) -> None:
    header = find_header(sheet(names), LAYOUT)
    assert header is not None
    assert header.columns == {name: place for place, name in enumerate(NAMES)}


def test_a_title_may_stand_above() -> None:
    header = find_header(sheet(["Gasto 2008-2018"], [], NAMES), LAYOUT)
    assert header is not None
    assert header.row == 3


def test_the_header_stands_near_the_top() -> None:
    assert find_header(sheet(*[["x"]] * 20, NAMES), LAYOUT) is None


def test_patterns_give_what_they_match() -> None:
    header = find_header(sheet([*NAMES, "VALOR_2010", "valor 2011", "VALOR_X"]), LAYOUT)
    assert header is not None
    assert header.matches == {r"valor(\d{4})": (("2010", 4), ("2011", 5))}


def test_doubled_headers_are_all_told() -> None:
    header = find_header(sheet([*NAMES, "ramo", "AJENA", "Ajena"]), LAYOUT)
    assert header is not None
    assert header.columns["RAMO"] == 1
    assert set(header.doubled.values()) == {(1, 4), (5, 6)}


def test_an_alias_is_the_column_and_no_difference() -> None:
    columns = tuple(TableColumn(name, "asm:x", aliases=(f"ID_{name}", f"{name} oficial")) for name in NAMES)
    layout = TableLayout("gasto", columns)
    for names in ([f"ID_{name}" for name in NAMES], [f"{NAMES[0]} OFICIAL", *NAMES[1:]]):
        found = sheet(names)
        header = find_header(found, layout)
        assert header is not None
        assert header.columns == {name: place for place, name in enumerate(NAMES)}
        assert not header.renamed
        assert not header.unknown
        assert not list(differences(found, header, layout))


def test_the_header_itself_goes_before_its_alias() -> None:
    layout = TableLayout("gasto", tuple(TableColumn(name, "asm:x", aliases=("CLAVE",)) for name in NAMES[:1]))
    header = find_header(sheet(["CLAVE", NAMES[0]]), layout)
    assert header is not None
    assert (header.columns, header.unknown) == ({NAMES[0]: 1}, (0,))


def test_a_header_near_to_an_alias_is_the_column() -> None:
    layout = TableLayout(
        "gasto",
        (*(TableColumn(name, "asm:x") for name in NAMES), TableColumn("UR", "asm:x", aliases=("Unidad",))),
    )
    header = find_header(sheet([*NAMES, "Las unidades"]), layout)
    assert header is not None
    assert header.renamed == {"UR": "Las unidades"}


def test_a_column_without_a_header_is_known_by_the_one_before_it() -> None:
    columns = (
        *(TableColumn(name, "asm:x") for name in NAMES),
        TableColumn("TEXTO", "asm:x", unnamed_after="RAMO"),
    )
    layout = TableLayout("gasto", columns)
    found = sheet(["CICLO", "RAMO", " ", "MODALIDAD", "MONTO"])
    header = find_header(found, layout)
    assert header is not None
    assert header.columns["TEXTO"] == 2
    (told,) = differences(found, header, layout)
    assert told.endswith("the blank header at C1 was taken for the column TEXTO")
    assert find_header(sheet(["CICLO", "RAMO", "MODALIDAD", "MONTO"]), layout) is None


def test_every_alias_belongs_to_a_column_of_its_layout_and_to_one_alone() -> None:
    layouts = {one.name: one.columns for one in LAYOUTS}
    assert aliases_by_layout()
    for name, aliases in aliases_by_layout().items():
        headers = {one.header for one in layouts[name]}
        assert headers >= set(aliases), name
        forms = [compact(form) for several in aliases.values() for form in several]
        assert len(forms) == len(set(forms)), name
        assert not set(forms) & set(map(compact, headers)), name
