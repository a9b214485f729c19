"""The form of two columns: a label and its value in each row, one table for each ASM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.asm_follow_up.cells import Cell
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.parts.asm_annexes.header import column_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents.paged_document import Table
    from asm_graph.readers.annotator import Annotator

_NUMBER = re.compile(
    r"\A\W*+(?:aspecto(?:\s++susceptible\s++de\s++mejora)?|asm)\s*+"
    r"(?:(?:n[o°º]|n[uú]m(?:ero)?|#)\s*+\.?\s*+)?(?P<number>\d{1,3})\W*+\Z",
    re.IGNORECASE,
)
_LEAST_LABELS = 3


def number_in(line: Passage) -> Passage | None:
    """Return the number of the ASM that a line above a form announces (`Aspecto No. 1.`)."""
    match = _NUMBER.fullmatch(line.text)
    return line.group(match, "number") if match else None


def is_form(table: Table) -> bool:
    """Return whether a table has a label in the first cell of its rows, and enough that ASM have."""
    named = [column for column, _, _ in _rows(table) if column is not Column.UNKNOWN]
    return Column.TEXT in named and len(set(named)) >= _LEAST_LABELS


def read_forms(table: Table, number: Passage | None, annotator: Annotator) -> Iterator[dict[Column, Cell]]:
    """Yield the cells of each ASM of a table by what they state; the label of its text begins another."""
    placed: dict[Column, Cell] = {Column.NUMBER: Cell(number)} if number else {}
    for column, label, value in _rows(table):
        if column is Column.UNKNOWN:
            continue
        annotator.mark("label", label)
        if column in {Column.TEXT, Column.NUMBER} and column in placed and Column.TEXT in placed:
            yield placed
            placed = {}
        if not value:
            continue
        cell = Cell(value)
        if cell.missing:
            annotator.mark("not available", value)
        elif column is not Column.NUMBER or cell.number is not None or column not in placed:
            placed[column] = cell
    if placed:
        yield placed


def _rows(table: Table) -> Iterator[tuple[Column, Passage, Passage]]:
    """Yield what the label of each row announces, the label, and the cells beside it as one."""
    for row in range(table.height):
        filled = [cell for cell in table.row(row) if cell.row == row]
        if not filled or not filled[0].passage or filled[0].column_span >= table.width:
            continue
        values = [cell.passage for cell in filled[1:] if cell.passage]
        label = filled[0].passage
        value = Passage.joined(values) if values else label.slice(0, 0)
        yield column_named(label.text.rstrip(" :.")), label, value
