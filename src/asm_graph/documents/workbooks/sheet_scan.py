"""Sheets as calamine reads their values, completed by what it does not tell.

For XLSX, XLSB and OpenDocument alike, the file is gone through first: how far a sheet spans, which cells hold
formulas, errors and numbers that their formats change, what is hidden. Only then are its values read.
"""

from __future__ import annotations

import datetime as dt
from array import array
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING
from xml.parsers import expat

from asm_graph.documents.table import DAY_0, MAX_CELLS, MAX_ROWS, HiddenParts, MergedArea, Sheet, address
from asm_graph.documents.workbooks.cell_text import cell_text
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from python_calamine import CalamineWorkbook

    from asm_graph.documents.workbooks.number_formats import NumberFormat

_SHOWN_FORMULAS = 1_000
_DAY_0_OF_1904 = dt.date(1904, 1, 1)
"""Day 0 in the 1904 date system, that of old Macintoshes (ECMA-376, part 1, 18.17.4.1)."""

Position = tuple[int, int]
"""A row, which counts from 1, and a column, which counts from 0."""


class OversizedSheet(Exception):
    """A sheet has or spans more rows or cells than a table may have."""


@dataclass(slots=True)
class Extent:
    """How many rows and cells a sheet has, and how far its filled ones reach; both are held to the limits."""

    rows: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = -1

    def fill(self, row: int, column: int) -> None:
        """Take note of a filled cell.

        Raises:
            OversizedSheet: the sheet spans more than `MAX_ROWS` rows or `MAX_CELLS` cells.
        """
        if row > self.last_row or column > self.last_column:
            self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)
            self.hold()

    def hold(self) -> None:
        """Hold what was counted to the limits.

        Raises:
            OversizedSheet: there are more than `MAX_ROWS` rows or `MAX_CELLS` cells.
        """
        spanned = self.last_row * (self.last_column + 1)
        if max(self.rows, self.last_row) > MAX_ROWS or max(self.cells, spanned) > MAX_CELLS:
            raise OversizedSheet


@dataclass(slots=True)
class SheetScan:
    """What was found.

    `words` are those of cells whose value says something else: of errors (`#DIV/0!`); `styled` has by row the
    numbers in the styles that were asked for, columns and styles by turns; `hidden_columns` are ranges.
    """

    formulas: set[Position] = field(default_factory=set)
    words: dict[Position, str] = field(default_factory=dict)
    styled: dict[int, array[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[MergedArea] = field(default_factory=list)

    def style(self, row: int, column: int, style: int) -> None:
        """Take note of a number whose style was asked for."""
        self.styled.setdefault(row, array("l")).extend((column, style))


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Where a sheet stands in its package, and whether it is hidden."""

    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of its sheets: their names, and the formats that change numbers by their styles."""

    sheets: Mapping[str, SheetPart]
    formats: Mapping[int, NumberFormat]
    day_0: dt.date = DAY_0


def day_0(*, is_1904: bool) -> dt.date:
    """Return day 0 of one of the two date systems."""
    return _DAY_0_OF_1904 if is_1904 else DAY_0


def part_parser() -> expat.XMLParserType:
    """Make a parser for a part of a package, which has no document type and so declares no entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(*_: object) -> None:
    raise ValueError(Message("a part declares a document type"))


def read_sheet(workbook: CalamineWorkbook, name: str, package: Package, scan: SheetScan) -> Sheet:
    """Read a sheet, each cell as text: what its format says, and the words of errors."""
    sheet = workbook.get_sheet_by_name(name)
    rows = [
        _row(values, scan.styled.get(number), package.formats)
        for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    _write_words(rows, scan.words)
    areas = [
        MergedArea(top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(
        name,
        rows,
        formulas=shown_formulas(scan.formulas),
        merged_areas=within(areas or scan.merged, len(rows)),
        hidden=HiddenParts(
            package.sheets[name].hidden, frozenset(scan.hidden_rows), frozenset(chain(*scan.hidden_columns))
        ),
        day_0=package.day_0,
    )


def shown_formulas(positions: Iterable[Position]) -> frozenset[str]:
    """Return the addresses of formulas, of very many the first ones."""
    return frozenset(address(*position) for position in sorted(positions)[:_SHOWN_FORMULAS])


def within(areas: Iterable[MergedArea], height: int) -> tuple[MergedArea, ...]:
    """Return the merged areas that begin within the rows of a sheet."""
    return tuple(area for area in areas if area.first_row <= height)


def _write_words(rows: list[list[str]], words: Mapping[Position, str]) -> None:
    """Write the words into their cells, which may stand beyond all values; rows stay equally long."""
    height = max((row for row, _ in words), default=0)
    width = max([*map(len, rows), *(column + 1 for _, column in words)], default=0)
    rows.extend([] for _ in range(len(rows), height))
    for cells in rows:
        cells.extend([""] * (width - len(cells)))
    for (row, column), word in words.items():
        rows[row - 1][column] = word


def _row(
    values: Sequence[object], styled: Sequence[int] | None, formats: Mapping[int, NumberFormat]
) -> list[str]:
    """Write a row as text; `styled` has the columns and styles of numbers whose formats change them."""
    cells = ["" if value == "" else cell_text(value) for value in values]  # blank are most of a wide row
    for column, style in zip(styled[::2], styled[1::2], strict=True) if styled else ():
        value = values[column] if column < len(values) else None
        if isinstance(value, float):
            cells[column] = formats[style].shown(value) or cells[column]
    return cells
