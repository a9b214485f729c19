"""The founding documents printed to PDF are read to the same facts as their texts."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from tests.pdf_printer import PrintedTable, printed

from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.scan import read_page
from asm_graph.readers.layouts import read
from asm_graph.records.texts import Fact
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.pages import Page

SEEDS = Path(__file__).parents[2] / "seeds" / "documents"
FOLLOW_UP = SEEDS / "asm-seguimiento-2007-2008-3x1.txt"
EVALUATION = SEEDS / "eed-2009-2010-3x1.txt"

WIDTHS = {12: (18, 40, 70, 38, 80, 50, 50, 50, 85, 110, 60, 69), 9: (20, 110, 110, 60, 60, 90, 80, 100, 80)}
REST_OF_ROW = {21, 27, 31, 46, 50}
"""Lines of the text that hold the rest of a row, which a page break had cut when the PDF became a text."""
MOVED = {21: (6, 7), 27: (10, 9)}
"""Cells of such lines that the conversion to text moved, and the columns where they belong."""
SAID_TWICE = {42}
THEME_LOST = 11
"""Cells of a row that lost the column of themes, its second one."""


def facts(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """All values of a record with their places in it, without their evidence."""
    if isinstance(value, Fact):
        yield path, value.value
    elif is_dataclass(value):
        for field in fields(value):
            yield from facts(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from facts(one, f"{path}[{index}]")


def table_rows(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows and other lines of the follow-up, with the number of each line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" not in line:
            yield number, line.strip()
        elif number not in SAID_TWICE and not line.startswith("--"):
            cells = [re.sub("</?p>", " ", cell) for cell in line.split("\t")]
            if len(cells) == THEME_LOST:
                cells.insert(1, "")
            if number in MOVED:
                at, place = MOVED[number]
                cells[at], cells[place] = cells[place], cells[at]
            yield number, cells


def follow_up(text: str) -> bytes:
    """The follow-up as it was before it became a text: ruled tables, whose pages end where they may."""
    blocks: list[str | PrintedTable] = []
    notes: list[str | PrintedTable] = []
    rows: list[list[str]] = []
    for number, line in table_rows(text):
        if isinstance(line, list) and number in REST_OF_ROW:
            rows[-1] = [" ".join(filter(None, cells)) for cells in zip(rows[-1], line, strict=True)]
        elif isinstance(line, list):
            rows.append(line)
        elif line.startswith("¹"):
            notes.append(line)
        elif line:
            blocks += ruled(rows)
            rows = []
            blocks.append(line)
    return printed([*blocks, *ruled(rows), *notes], is_landscape=True)


def ruled(rows: Sequence[Sequence[str]]) -> list[PrintedTable]:
    return [PrintedTable(rows, WIDTHS[len(rows[0])])] if rows else []


def evaluation(text: str) -> bytes:
    """The evaluation as running text with its tables."""
    blocks: list[str | PrintedTable] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), "."]:
        if "\t" in line:
            rows.append(line.split("\t"))
        elif line.strip():
            columns = max(map(len, rows), default=1)
            whole = [row + [""] * (columns - len(row)) for row in rows]
            blocks += [PrintedTable(whole, [540 / columns] * columns, headers=0, size=8)] if rows else []
            rows = []
            blocks.append(line.strip())
    return printed(blocks[:-1])


def pages_of(content: bytes) -> PagedDocument:
    document = load(Path("printed.pdf"), content)
    assert isinstance(document, PagedDocument)
    return document


def test_the_follow_up_is_read_from_a_pdf_as_from_its_text() -> None:
    text = load(FOLLOW_UP)
    document = pages_of(follow_up(FOLLOW_UP.read_text(encoding="utf-8")))
    assert len(document.pages) > 1
    expected = dict(facts(read(text).record))
    assert len(expected) > 150
    assert dict(facts(read(document).record)) == expected


def cells_of(page: Page) -> list[tuple[int, int, str]]:
    """The cells of the tables of a page, each with the letters and digits that stand in it."""
    return [
        (cell.row, cell.column, compact(" ".join(w.text for w in page.words if cell.box.has(*w.box.center))))
        for grid in page.grids
        for cell in grid.cells
    ]


def test_a_page_of_the_follow_up_is_read_from_its_picture_as_from_its_text() -> None:
    content = follow_up(FOLLOW_UP.read_text(encoding="utf-8"))
    printed_page = pages_of(content).pages[-1]
    with pdfium.PdfDocument(content) as file:
        picture = file[len(file) - 1].render(scale=200 / 72, rev_byteorder=True).to_numpy()[:, :, :3]
    scanned = read_page(picture, printed_page.number, printed_page.width, printed_page.height)
    expected = cells_of(printed_page)
    assert len(expected) > 50
    assert len([text for *_, text in expected if text]) > 30
    found = cells_of(scanned)
    assert [cell[:2] for cell in found] == [cell[:2] for cell in expected]
    wrong = [one for one, other in zip(found, expected, strict=True) if one != other]
    assert len(wrong) <= 0.02 * len(expected), wrong


def test_the_evaluation_is_read_from_a_pdf_as_from_its_text() -> None:
    text = load(EVALUATION)
    document = pages_of(evaluation(EVALUATION.read_text(encoding="utf-8")))
    assert len(document.pages) > 1
    expected = dict(facts(read(text).record))
    assert len(expected) > 100
    assert dict(facts(read(document).record)) == expected
