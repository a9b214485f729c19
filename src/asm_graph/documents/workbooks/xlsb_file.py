"""XLSB: the binary workbooks of Excel, and what their records say besides the values of cells ([MS-XLSB]).

No maintained library of a permissive license tells the styles of cells, formulas, or what is hidden.
"""

from __future__ import annotations

import io
import struct
from functools import partial
from typing import IO, TYPE_CHECKING

from xlrd import error_text_from_code

from asm_graph.documents.table import LAST_COLUMN, MergedArea
from asm_graph.documents.workbooks.number_formats import BUILT_IN
from asm_graph.documents.workbooks.sheet_scan import Extent, Package, SheetPart, SheetScan, day_0
from asm_graph.documents.workbooks.xlsx_file import Relations, changing_formats
from asm_graph.documents.workbooks.zip_workbook import WorkbookKind, scan_parts
from asm_graph.messages import Message

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

_WORKBOOK = "xl/workbook.bin"

# The numbers of records ([MS-XLSB] 2.3).
_ROW, _BLANK, _RK, _ERROR, _REAL = 0, 1, 2, 3, 5
_FORMULAS, _FORMULA_NUMBER, _FORMULA_ERROR = range(8, 12), 9, 11
_RICH_TEXT = 62
_CELLS = frozenset(range(1, 12)) | {_RICH_TEXT}
_SHORTEST = {0: 16, 1: 8, 2: 12, 3: 9, 4: 9, 5: 16, 6: 12, 7: 12, 8: 12, 9: 16, 10: 9, 11: 9, 62: 13, 148: 16}
"""Bytes that records have at least: calamine looks at them without asking, and so ends the process."""
_SHORT_CELLS = range(12, 19)
_NUMBERS = {_RK, _REAL, _FORMULA_NUMBER}
_COLUMNS, _MERGED = 60, 176
_SHEET, _PROPERTIES = 156, 153
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618

_CELL = struct.Struct("<II")
_STYLE_BITS = 0xFF_FFFF
_ROW_HEADER = struct.Struct("<I7xB")
_ROW_IS_HIDDEN = 0x10
_COLUMN_RANGE = struct.Struct("<II8xH")
_AREA = struct.Struct("<IIII")
_TWO = struct.Struct("<HH")
_LENGTH = struct.Struct("<I")
_NO_TEXT = 0xFFFF_FFFF
_MOST_BYTES_OF_LENGTH = 4


def _scan(path: Path, archive: zipfile.ZipFile) -> tuple[Package, Mapping[str, SheetScan]]:
    """Go through the records of each sheet."""
    package = _read_package(archive)
    scans = dict(scan_parts(path, archive, package, partial(_scan_sheet, styles=package.formats)))
    return package, scans


XLSB = WorkbookKind("XLSB workbook", "application/vnd.ms-excel.sheet.binary.macroenabled.12", _scan)


def _read_package(archive: zipfile.ZipFile) -> Package:
    relations = Relations.read(archive, _WORKBOOK)
    names = set(archive.namelist())
    sheets: dict[str, SheetPart] = {}
    is_1904 = False
    with archive.open(_WORKBOOK) as part:
        for kind, body in _records(part):
            if kind == _SHEET:
                key, end = _text(body, 8)
                name, _ = _text(body, end)
                if name in sheets:
                    raise ValueError(Message("two sheets are called {name!r}", name=name))
                if (target := relations.by_id(key)) not in names:  # calamine would end the process
                    raise ValueError(Message("the sheet {name!r} is missing", name=name))
                sheets[name] = SheetPart(target, body[0] != 0)
            elif kind == _PROPERTIES:
                is_1904 = bool(body[0] & 1)
    codes = dict(BUILT_IN)
    styles: list[int] = []
    if (target := relations.by_type("styles")) in names:
        with archive.open(target) as part:
            styles = _styles(part, codes)
    return Package(sheets, changing_formats(codes, styles), day_0(is_1904=is_1904))


def _styles(part: IO[bytes], codes: dict[int, str]) -> list[int]:
    """Return the number of the format of each style, and add the formats to `codes`."""
    styles: list[int] = []
    is_within = False
    for kind, body in _records(part):
        if kind == _FORMAT:
            codes[int.from_bytes(body[:2], "little")], _ = _text(body, 2)
        elif kind in {_STYLES, _STYLES_END}:
            is_within = kind == _STYLES
        elif kind == _STYLE and is_within:
            styles.append(_TWO.unpack_from(body)[1])
    return styles


def _scan_sheet(part: IO[bytes], styles: Container[int]) -> SheetScan:
    """Go through the records of a sheet; `styles` are those whose numbers are wanted.

    Raises:
        OversizedSheet: it has or spans more rows or cells than a table may have.
        ValueError, struct.error: it breaks off, or has cells in a form that calamine passes over.
    """
    found, extent = SheetScan(), Extent()
    row = 0
    for kind, body in _records(part):
        if kind == _ROW:
            index, flags = _ROW_HEADER.unpack_from(body)
            row = index + 1
            extent.rows += 1
            extent.hold()
            if flags & _ROW_IS_HIDDEN:
                found.hidden_rows.add(row)
        elif kind in _CELLS:
            extent.cells += 1
            if kind != _BLANK:
                extent.fill(row, _CELL.unpack_from(body)[0])
                _note(found, kind, body, row, styles)
        elif kind in _SHORT_CELLS:
            raise ValueError(Message("has cells in the short form"))
        elif kind == _COLUMNS:
            first, last, flags = _COLUMN_RANGE.unpack_from(body)
            if flags & 1:
                found.hidden_columns.append(range(first, min(last, LAST_COLUMN) + 1))
        elif kind == _MERGED:
            top, bottom, left, right = _AREA.unpack_from(body)
            found.merged.append(MergedArea(top + 1, left, bottom + 1, right))
    return found


def _note(found: SheetScan, kind: int, body: bytes, row: int, styles: Container[int]) -> None:
    """Take note of a filled cell."""
    column, style = _CELL.unpack_from(body)
    if kind in _FORMULAS:
        found.formulas.add((row, column))
    if kind == _RICH_TEXT:  # calamine passes over it; a byte of flags stands before the text
        found.words[row, column], _ = _text(body, _CELL.size + 1)
    elif kind in {_ERROR, _FORMULA_ERROR}:
        found.words[row, column] = error_text_from_code.get(body[_CELL.size], "#ERROR!")
    elif kind in _NUMBERS and (style & _STYLE_BITS) in styles:
        found.style(row, column, style & _STYLE_BITS)


def _records(part: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the body of each record ([MS-XLSB] 2.1.4)."""
    with io.BufferedReader(part) as file:  # type: ignore[type-var]  # a part of an archive can be read into
        while first := file.read(1):
            kind = first[0]
            if kind & 0x80:
                kind = kind & 0x7F | (_byte(file) & 0x7F) << 7
            length = 0
            for index in range(_MOST_BYTES_OF_LENGTH):
                byte = _byte(file)
                length |= (byte & 0x7F) << 7 * index
                if not byte & 0x80:
                    break
            body = file.read(length)
            if len(body) < max(length, _SHORTEST.get(kind, 0)):
                raise ValueError(Message("a part breaks off"))
            yield kind, body


def _byte(file: IO[bytes]) -> int:
    byte = file.read(1)
    if not byte:
        raise ValueError(Message("a part breaks off"))
    return byte[0]


def _text(body: bytes, start: int) -> tuple[str, int]:
    """Return a text of a record, and where it ends."""
    (length,) = _LENGTH.unpack_from(body, start)
    start += _LENGTH.size
    if length == _NO_TEXT:
        return "", start
    return body[start : start + 2 * length].decode("utf-16-le"), start + 2 * length
