"""Tables that lack columns of a layout: which, of which layout, and what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from asm_graph.documents import Sheet
from asm_graph.errors import UnknownLayout
from asm_graph.readers.tables.columns import TableColumn, TableLayout, find_header
from asm_graph.readers.tables.near_misses import refuse_near_miss

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


@pytest.mark.parametrize("missing", NAMES)
def test_a_table_that_lacks_a_column_is_told_which(missing: str) -> None:
    names = [name for name in NAMES if name != missing]
    assert find_header(sheet(names), LAYOUT) is None
    with pytest.raises(
        UnknownLayout, match=rf"^a\.csv, sheet 'Hoja', row 2: of its 3 columns, 3 are of .* lacks {missing};"
    ):
        refuse_near_miss(Path("a.csv"), [sheet(["Gasto"], names)], [LAYOUT])


def test_the_nearest_layout_is_named() -> None:
    other = TableLayout(
        "asm", tuple(TableColumn(name, "asm:x") for name in ("CICLO", "RAMO", "TEMA", "ASM", "TIPO"))
    )
    with pytest.raises(UnknownLayout, match="4 are of “asm”, but it lacks TIPO"):
        refuse_near_miss(Path("a.csv"), [sheet(["CICLO", "RAMO", "TEMA", "ASM"])], [LAYOUT, other])


@pytest.mark.parametrize(
    "names",
    [
        ["CICLO", "RAMO"],
        ["A", "B", "C"],
        [],
        ["", "", "", "", ""],
    ],
)
def test_what_has_little_in_common_is_no_near_miss(names: list[str]) -> None:
    refuse_near_miss(Path("a.csv"), [sheet(names)], [LAYOUT])


def test_a_wide_table_that_shares_a_few_common_names_is_no_near_miss() -> None:
    wide = TableLayout("ancha", tuple(TableColumn(name, "asm:x") for name in [*NAMES, *map(str, range(30))]))
    refuse_near_miss(Path("a.csv"), [sheet([*NAMES[:3], *(f"otra {n}" for n in range(30))])], [wide])


def test_layouts_that_a_table_comes_near_to_are_weighed_by_their_share() -> None:
    """A wide layout with more columns in common is not nearer than a narrow one that lacks only one."""
    wide = TableLayout("ancha", tuple(TableColumn(name, "asm:x") for name in [*NAMES, *map(str, range(20))]))
    names = [*NAMES[:3], *map(str, range(10))]
    with pytest.raises(UnknownLayout) as refused:
        refuse_near_miss(Path("a.csv"), [sheet(names), sheet(["x"], NAMES[:3])], [wide, LAYOUT])
    message = str(refused.value)
    assert f"row 2: of its 3 columns, 3 are of “{LAYOUT.name}”, but it lacks {NAMES[3]}" in message
    assert f"It also has 13 of “ancha”, but lacks {NAMES[3]}, 10" in message


def test_a_table_of_another_layout_is_not_told_to_be_restored() -> None:
    names = [*NAMES[:3], *(f"columna {number}" for number in range(30))]
    with pytest.raises(UnknownLayout) as refused:
        refuse_near_miss(Path("a.csv"), [sheet(names)], [LAYOUT])
    message = str(refused.value)
    assert "is none of the tables that are understood; the nearest is" in message
    assert "it has 3 columns among its 33" in message
    assert "`asm-graph template asm` for aspects susceptible of improvement" in message
    assert "Restore" not in message


def test_a_near_miss_names_layouts_in_words_and_the_workbook_that_replaces_them() -> None:
    asm = TableLayout("state-asm-table", tuple(TableColumn(name, "asm:x") for name in NAMES))
    with pytest.raises(UnknownLayout) as refused:
        refuse_near_miss(Path("a.csv"), [sheet(NAMES[:3])], [asm])
    assert "“A state's aspects susceptible of improvement”" in str(refused.value)
    assert "state-asm-table" not in str(refused.value)
    assert "`asm-graph template asm` writes a workbook to fill in instead" in str(refused.value)
    spanish = refused.value.message.spanish
    assert f"pero le faltan {NAMES[3]}; no se leyó nada" in spanish
    assert "`asm-graph template asm` escribe un libro de Excel" in spanish
