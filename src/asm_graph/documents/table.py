"""A table: sheets of rows of cells, every row with the place where a person finds it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_ROWS = 200_000
"""The largest table that governments publish of these layouts has some 20,000 rows."""
MAX_CELLS = 20_000_000
"""The widest one has 291 columns and less than two million cells."""

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows` are its cells as text, blank ones empty, white space kept, the first row is row 1.

    `places` names each row where numbers do not (the pointers of a JSON file); `formulas` are the addresses
    of cells that hold a formula in place of a value; `merged` has, by row and position of a cell that is
    merged with one above it, the row of that one.
    """

    name: str
    rows: Sequence[Sequence[str]] = field(repr=False)
    places: Sequence[str] | None = field(default=None, repr=False)
    formulas: frozenset[str] = frozenset()
    merged: Mapping[tuple[int, int], int] = field(default_factory=dict, repr=False)

    def place(self, number: int) -> str:
        """Where a row stands, as `asm:cell` says it: `A5:KE5`, or the pointer `/0/anios/3`."""
        if self.places is not None:
            return self.places[number - 1]
        return f"A{number}:{address(number, max(len(self.rows[number - 1]) - 1, 0))}"


@dataclass(frozen=True, slots=True)
class TableDocument:
    """A file of tables: a workbook, a CSV file (one sheet, named as the file is) or a JSON list of objects.

    `encoding` is that of its text, None for a workbook; `sha256` is taken over the bytes as received.
    """

    path: Path
    sheets: tuple[Sheet, ...] = field(repr=False)
    encoding: str | None
    sha256: str
    size: int
    media_type: str


def address(row: int, column: int) -> str:
    """The address of a cell; rows count from 1, columns from 0.

    >>> address(5, 290)
    'KE5'
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
