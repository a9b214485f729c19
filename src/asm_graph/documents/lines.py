"""The lines of a text, and the cells of a line in a table (cells are separated by tabs)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `number` counts from one."""

    number: int
    passage: Passage

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return "\t" in self.passage.text

    def cells(self) -> tuple[Passage, ...]:
        """Return the cells of a row, stripped, the empty ones kept."""
        cells: list[Passage] = []
        start = 0
        for part in self.passage.text.split("\t"):
            cells.append(self.passage.slice(start, start + len(part)).strip())
            start += len(part) + 1
        return tuple(cells)


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text, blank ones included, whatever their ends."""
    start, number = 0, 1
    for match in _LINE_END.finditer(text):
        yield Line(number, Passage.of(text, start, match.start()))
        start, number = match.end(), number + 1
    yield Line(number, Passage.of(text, start, len(text)))
