"""The canonical text of drafted blocks: every cell and word is found again where it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents.block_text import (
    DraftCell,
    DraftLine,
    DraftTable,
    DraftWord,
    PageEnd,
    compose,
)
from asm_graph.documents.lines import lines
from asm_graph.documents.paged_document import Area, Table, TextLine
from asm_graph.documents.pages import Box

AREA = Area(1, Box(1, 2, 3, 4))


def line(text: str) -> DraftLine:
    return DraftLine((DraftWord(text),))


def cell(row: int, column: int, text: str, row_span: int = 1, column_span: int = 1) -> DraftCell:
    words = tuple(DraftWord(word) for word in text.split())
    return DraftCell(row, column, words, row_span, column_span)


def test_rows_are_lines_with_tabs_and_pages_end_with_a_form_feed() -> None:
    merged = DraftTable((cell(0, 0, "Tema", 2), cell(0, 1, "uno dos", 1, 2), cell(1, 2, "tres")))
    composed = compose([line("Anexo D"), merged, PageEnd(), line("fin")])
    assert composed.text == "Anexo D\nTema\tuno dos\t\n\t\ttres\n\ffin\n"
    heading, table, last = composed.blocks
    assert isinstance(heading, TextLine)
    assert isinstance(table, Table)
    assert (heading.text, last.text if isinstance(last, TextLine) else "") == ("Anexo D", "fin")
    assert [one.text for one in table.row(1)] == ["Tema", "tres"]


def test_words_are_joined_and_lead_to_their_places() -> None:
    words = (
        DraftWord("Insti", AREA, 0.9),
        DraftWord("tucional", AREA, 0.5, is_joined=True),
        DraftWord("x", AREA),
    )
    composed = compose([line("a"), DraftLine(words)])
    assert composed.text == "a\nInstitucional x\n"
    assert [composed.text[one.span.start : one.span.end] for one in composed.words] == [
        "Insti",
        "tucional",
        "x",
    ]
    assert composed.words[1].confidence == 0.5


def test_repeated_headers_stand_where_they_are_printed() -> None:
    table = DraftTable(
        (cell(0, 0, "No."), cell(1, 0, "1"), cell(2, 0, "2")),
        repeated={2: (line("No."),)},
        page_ends=frozenset({2}),
    )
    composed = compose([table])
    assert composed.text == "No.\n1\n\fNo.\n2\n"
    (block,) = composed.blocks
    assert isinstance(block, Table)
    assert [one.text for one in block.repeated] == ["No."]
    assert [one.offsets[0] for one in block.repeated] == [7]


@given(st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=3), min_size=1, max_size=4))
def test_every_cell_is_one_cell_of_a_line(rows: list[list[str]]) -> None:
    """Whatever separators a cell holds, the text has as many rows, and in each as many cells."""
    cells = tuple(
        DraftCell(number, column, (DraftWord(text),))
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    composed = compose([DraftTable(cells)])
    width = max(map(len, rows))
    found = [one.cells() for one in lines(composed.text)][:-1]
    assert [len(row) for row in found] == [width] * len(rows)
    (table,) = composed.blocks
    assert isinstance(table, Table)
    for one in table.cells:
        assert one.passage.strip().text == found[one.row][one.column].text
