"""What the XML of a sheet says besides the values of its cells: formulas, errors, styles, what is hidden.

The library that reads values (calamine) tells none of these. Expat goes through the sheet once, in chunks.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from asm_graph.documents.table import LAST_COLUMN, column_of
from asm_graph.documents.workbooks.sheet_scan import Extent, SheetScan, part_parser

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from xml.parsers import expat

    from asm_graph.documents.workbooks.sheet_scan import Position

_CHUNK = 1_000_000
_FIGURES = "0123456789"
_TRUE = {"1", "true"}
_VALUES = {"v", "is"}


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


class _Scanner:
    """The handlers of expat, and where they are in the sheet.

    Elements are told by their local names wherever they stand, as calamine tells them: what it may take for a
    cell or a formula is one here.
    """

    def __init__(self, styles: Container[int], parser: expat.XMLParserType) -> None:
        self.found = SheetScan()
        self._styles = styles
        self._parser = parser
        self._extent = Extent()
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
            self.found.words[self._position] = "".join(self._texts).strip()
            self._texts = []
            self._parser.CharacterDataHandler = None
        self._cell = None

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else int(number)
        self._column = -1
        self._extent.rows += 1
        if attributes.get("hidden") in _TRUE:
            self.found.hidden_rows.add(self._row)
        self._extent.hold()

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
        self._extent.cells += 1

    def _start_value(self, cell: Mapping[str, str]) -> None:
        """Take note of a value; only cells with one count for what a sheet spans, as for calamine."""
        row, column = self._position
        self._extent.fill(row, column)
        kind = cell.get("t", "n")
        if kind == "e":
            self._parser.CharacterDataHandler = self._texts.append
        elif kind == "n" and (style := int(cell.get("s") or 0)) in self._styles:
            self.found.style(row, column, style)
