"""A table: sheets of rows of cells, every row with the place where a person finds it again."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain, filterfalse
from typing import TYPE_CHECKING

from asm_graph.documents.encodings import Decoder, GarbledWord, with_signs
from asm_graph.documents.normalization import no_text, normalized
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_ROWS = 200_000
"""The largest table that governments publish of these layouts has some 20,000 rows."""
MAX_CELLS = 20_000_000
"""The widest one has 291 columns and less than two million cells."""

LAST_COLUMN = 16_383
"""`XFD`, the last column of a spreadsheet."""

DAY_0 = dt.date(1899, 12, 30)
"""Day 0 of the serial numbers of days in spreadsheets (ECMA-376, part 1, 18.17.4.1)."""

_LETTERS = 26
_ERROR = re.compile(
    r"#[¡¿]?[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ\d_/ ]{0,30}[!?]|#N/[AD]|#GETTING_DATA|#OBTENIENDO_DATOS|Err:\d{3}"
)


def is_error(cell: str) -> bool:
    """Tell whether a cell has nothing but the word of an error, in English or in Spanish.

    >>> is_error("#DIV/0!"), is_error("#¿NOMBRE?"), is_error("#N/D"), is_error("N/D")
    (True, True, True, False)
    """
    return cell.startswith(("#", "Err:")) and _ERROR.fullmatch(cell) is not None


@dataclass(frozen=True, slots=True)
class HiddenParts:
    """What of a sheet whoever opens the workbook does not see; rows count from 1, columns from 0."""

    sheet: bool = False
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Cells merged into the first of them; rows count from 1, columns from 0, both ends are inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows` are its cells as text, blank ones empty, white space kept, the first row is row 1.

    `places` names each row where numbers do not (the pointers of a JSON file); `formulas` are the addresses
    of cells that hold a formula in place of a value. `received` has, by row and position, the cells that were
    mended or normalized as the file has them, so that they are quoted so. `day_0` is that of its serial
    numbers of days.
    """

    name: str
    rows: Sequence[Sequence[str]] = field(repr=False)
    places: Sequence[str] | None = field(default=None, repr=False)
    formulas: frozenset[str] = frozenset()
    merged_areas: tuple[MergedArea, ...] = field(default=(), repr=False)
    received: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    hidden: HiddenParts = HiddenParts()
    day_0: dt.date = DAY_0

    @cached_property
    def _merged_rows(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """The first and last rows of merged areas by their first columns, in order."""
        rows: dict[int, list[tuple[int, int]]] = {}
        for area in self.merged_areas:
            rows.setdefault(area.first_column, []).append((area.first_row, area.last_row))
        return {column: sorted(ranges) for column, ranges in rows.items()}

    def merged_above(self, row: int, position: int) -> int | None:
        """Return the row of the cell with which a cell is merged upwards; None if it stands by itself."""
        ranges = self._merged_rows.get(position, ())
        at = bisect_left(ranges, (row, 0)) - 1
        return ranges[at][0] if at >= 0 and ranges[at][1] >= row else None

    def as_received(self, row: int, position: int) -> str:
        """Return a cell as the file has it, empty where the row is shorter; rows count from 1."""
        cells = self.rows[row - 1]
        return self.received.get((row, position), cells[position] if position < len(cells) else "")

    def place(self, number: int) -> str:
        """Say where a row stands, as `asm:cell` says it: `A5:KE5`, or the pointer `/0/anios/3`."""
        if self.places is not None:
            return self.places[number - 1]
        return f"A{number}:{address(number, max(len(self.rows[number - 1]) - 1, 0))}"


def normalized_sheet(path: Path, sheet: Sheet, *, is_mended: bool = False) -> Sheet:
    """Return a sheet of the file at `path` with every cell normalized, and decoded rightly.

    `is_mended` tells that the cells are of a text that was decoded as a whole.

    Raises:
        UnreadableDocument: a cell holds what no text has, such as NUL, or letters that are lost.
    """
    texts = dict.fromkeys(filterfalse(str.isascii, chain.from_iterable(sheet.rows)))
    try:
        mend = str if is_mended else Decoder.of(texts).mend
        forms = {cell: normalized(mend(cell)) for cell in texts}
    except GarbledWord as error:
        raise UnreadableDocument(
            Message(
                "{path}, {place}: the letters of “{error}” are lost, or of no encoding that "
                "its words prove; export it again as UTF-8.",
                path=path,
                place=_place_of(error.word, sheet),
                error=error,
            )
        ) from error
    rows = [tuple(map(forms.get, row, row)) for row in sheet.rows]
    changed = {cell for cell, form in forms.items() if with_signs(cell) != form}
    received = (
        {
            (number, at): with_signs(cell)
            for number, row in enumerate(sheet.rows, start=1)
            for at, cell in enumerate(row)
            if cell in changed
        }
        if changed
        else {}
    )
    if sign := next(filter(None, (no_text("".join(row)) for row in rows)), None):
        told = Message(
            "{path}, {place}: holds U+{code:04X}, which no text has; remove it.",
            path=path,
            place=_place_of(sign, sheet),
            code=ord(sign),
        )
        raise UnreadableDocument(told)
    return replace(sheet, rows=rows, received=received)


def _place_of(text: str, sheet: Sheet) -> str:
    """Say where a sheet has a text first."""
    cells = (
        (number, at)
        for number, row in enumerate(sheet.rows, start=1)
        for at, cell in enumerate(row)
        if text in cell
    )
    number, at = next(cells, (1, 0))
    where = sheet.place(number) if sheet.places else address(number, at)
    place = where or Message("the names of the columns")
    return Message("sheet {sheet!r}, {place}", sheet=sheet.name, place=place)


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
    """Write the address of a cell; rows count from 1, columns from 0.

    >>> address(5, 290)
    'KE5'
    """
    return f"{_letters_of(column)}{row}"


@lru_cache(maxsize=LAST_COLUMN + 1)
def _letters_of(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


@lru_cache(maxsize=LAST_COLUMN + 1)
def column_of(letters: str) -> int:
    """Read the column that letters name, from 0.

    Raises:
        ValueError: they name no column of a spreadsheet.

    >>> column_of("KE")
    290
    """
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or column > LAST_COLUMN:
            raise ValueError(f"{letters!r} is no column")
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    if not 1 <= column <= LAST_COLUMN + 1:
        raise ValueError(f"{letters!r} is no column")
    return column - 1
