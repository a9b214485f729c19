"""OpenDocument spreadsheets: what their XML says besides the values of cells (OpenDocument 1.3, part 3, 9).

Rows and cells are repeated by a count: what is blank to the end of the sheet costs nothing, and what is
filled is held to the limits before it is written out.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from asm_graph.documents.table import DAY_0, LAST_COLUMN, MergedArea, is_error
from asm_graph.documents.workbooks.number_formats import parse_format
from asm_graph.documents.workbooks.ods_styles import OdsStyles
from asm_graph.documents.workbooks.sheet_scan import (
    Extent,
    OversizedSheet,
    Package,
    SheetPart,
    SheetScan,
    part_parser,
)
from asm_graph.documents.workbooks.zip_workbook import WorkbookKind, oversized
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.documents.workbooks.number_formats import NumberFormat

_CHUNK = 1_000_000
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_ENCRYPTED = "encrypted-package"
_LOCKED = b"encryption-data"
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_NUMBERS = {"float", "percentage", "currency"}
_SHOWN = "visible"
_TRUTH = {"of:=TRUE()": "VERDADERO", "of:=FALSE()": "FALSO"}
"""Formulas as which LibreOffice writes truth values that were typed."""
_PERCENT = parse_format("0%")
_LONG_TIME = re.compile(r"PT(\d{3,}|2[4-9]|[3-9]\d)H(\d\d)M(\d\d)")
"""A day or more, which calamine leaves as it is written."""


@dataclass(slots=True)
class _Cell:
    """A cell of the row that is being read, `count` times side by side."""

    column: int
    count: int
    attributes: Mapping[str, str]
    texts: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.attributes.get("office:value-type", "")

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()


def _scan(path: Path, archive: zipfile.ZipFile) -> tuple[Package, Mapping[str, SheetScan]]:
    """Go through the styles and the sheets."""
    parts = set(archive.namelist())
    if _ENCRYPTED in parts or (_MANIFEST in parts and _LOCKED in archive.read(_MANIFEST)):
        raise UnreadableDocument(
            Message("{path}: is an office file with a password; save it without one.", path=path)
        )
    styles = OdsStyles()
    if _STYLES in parts:
        with archive.open(_STYLES) as part:
            _parse(part, styles)
    scanner = _Scanner(styles)
    try:
        with archive.open(_CONTENT) as part:
            _parse(part, scanner)
    except OversizedSheet as error:
        raise oversized(path, scanner.sheet) from error
    return Package(scanner.sheets, scanner.formats, scanner.day_0), scanner.scans


ODS = WorkbookKind("OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", _scan)


def _parse(part: IO[bytes], handlers: OdsStyles | _Scanner) -> None:
    parser = part_parser()
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.text
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003  (expat's flag for the end has no name)


class _Scanner:
    """The handlers of expat, and where they are in the document."""

    def __init__(self, styles: OdsStyles) -> None:
        self.sheets: dict[str, SheetPart] = {}
        self.scans: dict[str, SheetScan] = {}
        self.formats: dict[int, NumberFormat] = {}
        self.day_0 = DAY_0
        self._styles = styles
        self._numbers: dict[tuple[str, bool], int] = {}
        self.sheet = ""
        self._extent = Extent()
        self._columns: list[tuple[range, str]] = []
        self._row, self._row_count, self._row_style = 0, 1, ""
        self._is_row_hidden = False
        self._cells: list[_Cell] = []
        self._column = 0
        self._cell: _Cell | None = None
        self._in_note = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of the beginning of an element."""
        if not self.sheets:
            self._styles.start(tag, attributes)
        if tag in _CELLS:
            self._start_cell(attributes)
        elif tag == "table:table-row":
            self._start_row(attributes)
        elif tag == "table:table-column":
            self._start_column(attributes)
        elif tag == "office:annotation":
            self._in_note += 1
        elif tag == "table:table":
            self._start_sheet(attributes)
        elif tag == "table:null-date":
            self.day_0 = dt.date.fromisoformat(attributes.get("table:date-value", DAY_0.isoformat()))

    def end(self, tag: str) -> None:
        """Take note of the end of an element."""
        if not self.sheets:
            self._styles.end(tag)
        if tag in _CELLS:
            self._cell = None
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "office:annotation":
            self._in_note -= 1

    def text(self, text: str) -> None:
        """Take note of what a cell shows, or of what a style writes."""
        if not self.sheets:
            self._styles.text(text)
        elif self._cell is not None and not self._in_note:
            self._cell.texts.append(text)

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        self.sheet = attributes.get("table:name", "")
        if self.sheet in self.sheets:
            raise ValueError(Message("two sheets are called {name!r}", name=self.sheet))
        hidden = attributes.get("table:style-name") in self._styles.hidden_tables
        self.sheets[self.sheet] = SheetPart(_CONTENT, hidden)
        self.scans[self.sheet] = SheetScan()
        self._extent, self._columns, self._row = Extent(), [], 0

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        first = self._columns[-1][0].stop if self._columns else 0
        columns = range(first, min(first + _count(attributes, "columns-repeated"), LAST_COLUMN + 1))
        self._columns.append((columns, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility", _SHOWN) != _SHOWN:
            self.scans[self.sheet].hidden_columns.append(columns)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row_count = _count(attributes, "rows-repeated")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._cells, self._column = [], 0
        self._is_row_hidden = attributes.get("table:visibility", _SHOWN) != _SHOWN

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        count = _count(attributes, "columns-repeated")
        self._cell = _Cell(self._column, count, attributes)
        self._cells.append(self._cell)
        self._column += count

    def _end_row(self) -> None:
        """Write out the filled cells of a row, as often as it is repeated."""
        first, self._row = self._row + 1, self._row + self._row_count
        filled = [cell for cell in self._cells if cell.kind or cell.text]
        if not filled:
            return
        self._extent.rows += self._row_count
        self._extent.cells += self._row_count * sum(cell.count for cell in filled)
        self._extent.fill(self._row, max(cell.column + cell.count for cell in filled) - 1)
        self._extent.hold()
        scan = self.scans[self.sheet]
        if self._is_row_hidden:
            scan.hidden_rows.update(range(first, self._row + 1))
        for cell in filled:
            for row in range(first, self._row + 1):
                for column in range(cell.column, cell.column + cell.count):
                    self._note(scan, cell, row, column)

    def _note(self, scan: SheetScan, cell: _Cell, row: int, column: int) -> None:
        formula = cell.attributes.get("table:formula")
        if formula in _TRUTH:
            scan.words[row, column] = _TRUTH[formula]
            return
        if formula is not None and not is_error(formula.removeprefix("of:=")):  # so is a typed error written
            scan.formulas.add((row, column))
        if is_error(cell.text):
            scan.words[row, column] = cell.text
        elif cell.kind in _NUMBERS and (number := self._number(cell, column)):
            scan.style(row, column, number)
        elif elapsed := _LONG_TIME.match(cell.attributes.get("office:time-value", "")):
            scan.words[row, column] = ":".join(elapsed.groups())
        rows, columns = (_count(cell.attributes, f"{name}-spanned") for name in ("rows", "columns"))
        if rows > 1 or columns > 1:
            scan.merged.append(MergedArea(row, column, row + rows - 1, column + columns - 1))

    def _number(self, cell: _Cell, column: int) -> int:
        """Return the number of a cell's format in `formats`, 0 if it changes no numbers."""
        style = cell.attributes.get("table:style-name") or self._row_style or self._column_style(column)
        key = style, cell.kind == "percentage"
        if key not in self._numbers:
            found = self._styles.format_of(style)
            if not found.changes_numbers and key[1]:
                found = _PERCENT
            self._numbers[key] = len(self._numbers) + 1 if found.changes_numbers else 0
            self.formats[self._numbers[key]] = found
        return self._numbers[key]

    def _column_style(self, column: int) -> str:
        return next((style for columns, style in self._columns if column in columns), "")


def _count(attributes: Mapping[str, str], name: str) -> int:
    """Return how often something is repeated, or how far it spans."""
    count = int(attributes.get(f"table:number-{name}", 1))
    if count < 1:
        raise ValueError(Message("number-{name} is {count}", name=name, count=count))
    return count
