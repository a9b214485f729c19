"""What the XML of a sheet says besides the values of its cells: formulas, errors, styles, what is hidden.

The library that reads values (calamine) tells none of these. Expat goes through the sheet once, in chunks.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from asm_graph.documents.table import LAST_COLUMN, MAX_CELLS, MAX_ROWS, column_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_CHUNK = 1_000_000
_FIGURES = "0123456789"
_TRUE = {"1", "true"}
_VALUES = {"v", "is"}

Position = tuple[int, int]
"""A row, which counts from 1, and a column, which counts from 0."""


class OversizedSheet(Exception):
    """A sheet has or spans more rows or cells than a table may have."""


@dataclass(slots=True)
class SheetScan:
    """What was found.

    `errors` are the words of cells that show an error (`#DIV/0!`); `styled` has by row the numbers in the
    styles that were asked for, columns and styles by turns; `hidden_columns` are ranges of columns.
    """

    formulas: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    styled: dict[int, array[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)


def scan_sheet(part: IO[bytes], styles: Container[int]) -> SheetScan:
    """Go through the XML of a sheet (ECMA-376, part 1, 18.3); `styles` are those whose numbers are wanted.

    Raises:
        OversizedSheet: it has or spans more than `MAX_ROWS` rows or `MAX_CELLS` cells.
        expat.ExpatError: it is no whole XML.
        ValueError: it declares a document type, or the address of a cell is none.
    """
    parser = part_parser()
    scanner = _Scanner(styles, parser)
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003  (expat's flag for the end has no name)
    return scanner.found


def part_parser() -> expat.XMLParserType:
    """Make a parser for a part of a workbook, which has no document type and so declares no entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(*_: object) -> None:
    raise ValueError("a part declares a document type")


class _Scanner:
    """The handlers of expat, and where they are in the sheet.

    Elements are told by their local names wherever they stand, as calamine tells them: what it may take for a
    cell or a formula is one here.
    """

    def __init__(self, styles: Container[int], parser: expat.XMLParserType) -> None:
        self.found = SheetScan()
        self._styles = styles
        self._parser = parser
        self._rows = self._cells = self._last_row = self._last_column = 0
        self._row, self._column = 0, -1
        self._cell: Mapping[str, str] | None = None
        self._position: Position = (0, 0)
        self._texts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of the beginning of an element."""
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif self._cell is not None:
            if name == "f":
                self.found.formulas.add(self._position)
            elif name in _VALUES:
                self._start_value(self._cell)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), min(int(attributes["max"]), LAST_COLUMN + 1)
            self.found.hidden_columns.append(range(first - 1, last))

    def end(self, tag: str) -> None:
        """Take note of the end of an element."""
        if tag != "c" and not tag.endswith(":c"):
            return
        if self._texts:
            self.found.errors[self._position] = "".join(self._texts).strip()
            self._texts = []
            self._parser.CharacterDataHandler = None
        self._cell = None

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else int(number)
        self._column = -1
        self._rows += 1
        if attributes.get("hidden") in _TRUE:
            self.found.hidden_rows.add(self._row)
        self._hold_limits()

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        """Take note of a cell; one without an address stands beside the one before it (18.3.1.4)."""
        place = attributes.get("r")
        row = self._row
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip(_FIGURES)
            row, self._column = int(place[len(letters) :]), column_of(letters)
        self._position = row, self._column
        self._cell = attributes
        self._cells += 1

    def _start_value(self, cell: Mapping[str, str]) -> None:
        """Take note of a value; only cells with one count for what a sheet spans, as for calamine."""
        row, column = self._position
        if row > self._last_row or column > self._last_column:
            self._last_row, self._last_column = max(row, self._last_row), max(column, self._last_column)
            self._hold_limits()
        kind = cell.get("t", "n")
        if kind == "e":
            self._parser.CharacterDataHandler = self._texts.append
        elif kind == "n" and (style := int(cell.get("s", 0))) in self._styles:
            self.found.styled.setdefault(row, array("l")).extend((column, style))

    def _hold_limits(self) -> None:
        spanned = self._last_row * (self._last_column + 1)
        rows = max(self._rows, self._last_row)
        if rows > MAX_ROWS or max(self._cells, spanned) > MAX_CELLS:
            raise OversizedSheet
