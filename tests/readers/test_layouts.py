"""One list of layouts: texts and tables are recognized by their content and read in the same way."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents_of_ours.stated import FOUNDING, document
from tests.paged_documents import Ruled, paged_document

from asm_graph.documents import Sheet, TableDocument, load
from asm_graph.errors import UnknownLayout
from asm_graph.readers import LAYOUTS, read
from asm_graph.readers.layouts import Candidate, recognize
from asm_graph.records.parts import DividedDocument


def csv(*lines: str) -> Candidate:
    return Candidate(document("\n".join(lines) + "\n"))


def test_names_are_distinct_and_groups_stand_together() -> None:
    names = [layout.name for layout in LAYOUTS]
    assert len(names) == len(set(names)) > 10
    order = [layout.precedence for layout in LAYOUTS]
    assert order == sorted(order)


def test_a_layout_of_columns_says_what_each_column_states() -> None:
    columns = [column for layout in LAYOUTS for column in layout.columns]
    assert len(columns) > 100
    assert all(column.property or column.reason for column in columns)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("asm-seguimiento-2007-2008-3x1.txt", "sedesol-asm-follow-up"),
        ("eed-2009-2010-3x1.txt", "coneval-eed"),
    ],
)
def test_a_text_is_recognized_by_its_content(name: str, layout: str) -> None:
    found = recognize(Candidate(load(FOUNDING / name)))
    assert found is not None
    assert found.name == layout


def test_a_text_with_the_header_of_a_table_is_a_table() -> None:
    header = "CICLO,RMP,ID_RAMO,DESC_RAMO,ID_MODALIDAD,ID_PP,DESC_PP,EJERCIDO_MDP"
    found = recognize(csv(header, "2016,20S061,20,Desarrollo Social,S,61,Programa 3x1,12.5"))
    assert found is not None
    assert found.name == "spending"


def test_a_table_never_has_the_layout_of_a_text() -> None:
    table = TableDocument(
        Path("a.xlsx"), (Sheet("a", [["Aspectos susceptibles de mejora"]]),), None, "0" * 64, 1, "x"
    )
    assert recognize(Candidate(table)) is None
    with pytest.raises(UnknownLayout, match="none of the documents that are understood"):
        read(table)


def test_a_text_and_a_table_have_the_same_kind_of_reading() -> None:
    text = read(load(FOUNDING / "asm-seguimiento-2007-2008-3x1.txt"))
    assert text.published is not None
    assert text.account.total == len(text.published)
    table = read(
        document(
            "CICLO,RMP,ID_RAMO,DESC_RAMO,ID_MODALIDAD,ID_PP,DESC_PP,EJERCIDO_MDP\n2016,20S061,20,A,S,61,B,1\n"
        )
    )
    assert (table.published, table.account.total) == (None, 16)
    assert {"facts", "notUnderstood"} <= table.account.as_json().keys() & text.account.as_json().keys()


def test_a_list_of_asm_without_activities_is_an_annex_and_no_follow_up_that_breaks_off() -> None:
    header = ["Núm.", "Aspecto Susceptible de Mejora", "Clasificación", "Prioridad"]
    rows = [["1", "Actualizar el padrón de beneficiarios.", "Específico", "Alta"]]
    document = paged_document(["F. Aspectos Susceptibles de Mejora", Ruled([header, *rows])])
    reading = read(document)
    assert isinstance(reading.record, DividedDocument)
    assert [part.layout for part in reading.record.parts] == ["asm-annex"]
