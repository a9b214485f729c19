"""The columns of a ruled table, told by its header: two lines or one, broken words, set vertically, misread.

The words of each layout's columns are data, see `Columns.load`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Table, TableCell

_HEADER_WITHIN = 12
"""Rows at the top of a table among which its header stands: some begin with a title and lines of a form."""
_HEADER_ROWS = 3
_SAME = 86
"""Likeness, of 100, from which a heading is one that was misread; `Metas` and `Meta` are 89."""
_SHORT = 5
"""Letters up to which a heading must be exact: `Tipo` is nearly `Tema`."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header of a table ends, and which of the table's columns each of the layout's stands in."""

    first_row: int
    end_row: int
    columns: Mapping[str, int]

    def passages(self, table: Table) -> Iterator[Passage]:
        """Yield the cells of the header."""
        yield from (cell.passage for cell in table.cells if self.first_row <= cell.row < self.end_row)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a layout: the headings that each is known by, and which of them must be there.

    `required` are sets of columns, one of which a header must have. A heading that could name several columns
    names the first that none before it has.
    """

    headings: Mapping[str, tuple[str, ...]]
    required: tuple[frozenset[str], ...]

    @classmethod
    def load(cls, file: Path, name: str) -> Columns:
        """Load a table `[name]` of a TOML file: lists of headings by column, and the lists `required`."""
        table = tomllib.loads(file.read_text(encoding="utf-8"))[name]
        headings = {key: tuple(value) for key, value in table.items() if key != "required"}
        return cls(headings, tuple(map(frozenset, table["required"])))

    def header(self, table: Table) -> Header | None:
        """Find the header of a table; None if it has none with the required columns.

        Of several rows that could be it, the one that names most columns is.
        """
        found = [
            header
            for first in range(min(_HEADER_WITHIN, table.height))
            for end in range(first + 1, min(first + _HEADER_ROWS, table.height) + 1)
            if (header := self._header(table, first, end)) is not None
        ]
        best = max(found, key=lambda header: (len(header.columns), -header.end_row), default=None)
        return replace(best, end_row=_end(table, best)) if best else None

    def _header(self, table: Table, first: int, end: int) -> Header | None:
        columns: dict[str, int] = {}
        for position in range(table.width):
            cells = (table.at(row, position) for row in range(first, end))
            texts = dict.fromkeys(cell.text for cell in cells if cell and cell.column == position)
            if name := self.named(" ".join(texts), columns):
                columns[name] = position
        is_whole = any(required <= columns.keys() for required in self.required)
        return Header(first, end, columns) if is_whole else None

    def named(self, heading: str, taken: Container[str] = ()) -> str | None:
        """Return the column that a heading names, the likeliest of those that no other heading has."""
        return likeliest(heading, {name: one for name, one in self.headings.items() if name not in taken})


def _end(table: Table, header: Header) -> int:
    """Return where a header ends most of whose cells go on over rows where others are divided."""
    end = header.end_row
    while end < table.height:
        cells = [table.at(end, column) for column in header.columns.values()]
        going_on = sum(cell is not None and cell.row < end for cell in cells)
        if 2 * going_on <= len(cells):
            break
        end += 1
    return end


def likeliest(heading: str, headings: Mapping[str, Iterable[str]]) -> str | None:
    """Return the name whose headings are likest to a given one; None if none is."""
    likeness = {name: _likeness(heading, aliases) for name, aliases in headings.items()}
    best = max(likeness, key=lambda name: likeness[name], default=None)
    return best if best and likeness[best] >= _SAME else None


def _likeness(heading: str, aliases: Iterable[str]) -> float:
    """Return how like a heading is to the likeliest of the aliases, from 0 to 100."""
    given, words = compact(heading), _sorted_words(heading)
    return max(
        (
            100.0
            if given == compact(alias)
            else max(fuzz.ratio(given, compact(alias)), fuzz.ratio(words, _sorted_words(alias)))
            if len(given) > _SHORT
            else 0.0
            for alias in aliases
        ),
        default=0.0,
    )


@lru_cache(maxsize=4096)
def _sorted_words(text: str) -> str:
    """Return the words in order of the alphabet: those that are set vertically may come in any order."""
    return "".join(sorted(fold(text).split()))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the header; a merged cell is that of its first row, and of the others too."""

    number: int
    cells: Mapping[str, TableCell]

    def own(self, name: str) -> TableCell | None:
        """Return the cell of a column if it begins in this row."""
        cell = self.cells.get(name)
        return cell if cell and cell.row == self.number else None

    def passage(self, name: str) -> Passage | None:
        """Return what a column has in this row; None if that is blank, or the table lacks the column."""
        cell = self.cells.get(name)
        return cell.passage if cell and cell.passage else None


def rows_below(table: Table, header: Header) -> Sequence[TableRow]:
    """Return the rows below a header."""
    return [
        TableRow(
            row,
            {
                name: cell
                for name, position in header.columns.items()
                if (cell := table.at(row, position)) is not None
            },
        )
        for row in range(header.end_row, table.height)
    ]
