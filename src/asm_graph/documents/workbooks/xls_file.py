"""XLS: the workbooks of Excel up to 2003 ([MS-XLS] and the forms before it), as xlrd reads them."""

from __future__ import annotations

import datetime as dt
import io
import struct
from typing import TYPE_CHECKING

import xlrd
from xlrd.compdoc import CompDocError

from asm_graph.documents.table import (
    MAX_CELLS,
    HiddenParts,
    MergedArea,
    Sheet,
)
from asm_graph.documents.workbooks.cell_text import cell_text
from asm_graph.documents.workbooks.number_formats import counts_elapsed_time, parse_format
from asm_graph.documents.workbooks.sheet_scan import day_0, shown_formulas, within
from asm_graph.documents.zip_archives import reason
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as XlsSheet

    from asm_graph.documents.workbooks.sheet_scan import Position

MEDIA_TYPE = "application/vnd.ms-excel"

_DAMAGE = (
    xlrd.XLRDError, CompDocError, struct.error, AssertionError, AttributeError, ArithmeticError, LookupError,
    MemoryError, NameError, TypeError, ValueError,
)  # fmt: skip
"""What xlrd raises where bytes are wrong: it looks into them without asking whether they are there."""
_FORMULAS = {0x0006, 0x0206, 0x0406}
_SHEET_START = 0x0085
_FIRST_OF_SEVERAL_SHEETS = 50
"""The version, as xlrd counts them, of Excel 5."""
_RECORD = struct.Struct("<HH")
_START = struct.Struct("<IBB")
_CELL = struct.Struct("<HH")


def read_xls(path: Path, data: bytes) -> tuple[Sheet, ...]:
    """Read every worksheet of a workbook, each cell as text: what its format says, and the words of errors.

    Raises:
        UnreadableDocument: it is cut, locked, no workbook, or has more cells than a table may have.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
        return tuple(_sheets(path, book, data))
    except _DAMAGE as error:
        if "encrypted" in str(error):
            raise UnreadableDocument(
                Message("{path}: is an office file with a password; save it without one.", path=path)
            ) from error
        raise UnreadableDocument(
            Message(
                "{path}: is no whole XLS workbook ({error}); save it again as “Excel workbook (.xlsx)”.",
                path=path,
                error=reason(error),
            )
        ) from error


def _sheets(path: Path, book: Book, data: bytes) -> Iterator[Sheet]:
    formulas = _formulas(book, data)
    spanned = 0
    for index, name in enumerate(book.sheet_names()):
        sheet = book.sheet_by_index(index)
        rows = _rows(book, sheet)
        width = max(map(len, rows), default=0)
        spanned += width * len(rows)
        if spanned > MAX_CELLS:
            raise UnreadableDocument(
                Message(
                    "{path}, sheet {name!r}: has more than {cells:,} cells; divide it.",
                    path=path,
                    name=name,
                    cells=MAX_CELLS,
                )
            )
        padded = [row + [""] * (width - len(row)) for row in rows]
        yield _sheet(book, sheet, padded, formulas.get(index, set()))
        book.unload_sheet(index)


def _rows(book: Book, sheet: XlsSheet) -> list[list[str]]:
    """Return the cells as far as they are filled: styles go on beside them and below."""
    rows = []
    for number in range(sheet.nrows):
        row = [_text(book, cell) for cell in sheet.row(number)]
        while row and not row[-1]:
            row.pop()
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _sheet(book: Book, sheet: XlsSheet, rows: list[list[str]], formulas: set[Position]) -> Sheet:
    # The library gives ends that are exclusive, and counts from 0.
    areas = (MergedArea(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells)
    return Sheet(
        sheet.name,
        rows,
        formulas=shown_formulas(formulas),
        merged_areas=within(areas, len(rows)),
        hidden=HiddenParts(
            sheet.visibility != 0,
            frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
            frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        ),
        day_0=day_0(is_1904=bool(book.datemode)),
    )


def _text(book: Book, cell: Cell) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return cell_text(bool(cell.value))
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#ERROR!"))
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
            if cell.ctype == xlrd.XL_CELL_DATE:
                return cell_text(_moment(cell.value, code, book.datemode))
            return parse_format(code).shown(cell.value) or cell_text(cell.value)
    return ""


def _moment(value: float, code: str, date_system: int) -> object:
    """Return the day, the time of a day, or the time elapsed that a number says; itself if it says none."""
    try:
        if counts_elapsed_time(code):
            return dt.timedelta(seconds=round(value * 86_400))
        moment = xlrd.xldate_as_datetime(value, date_system)
    except (OverflowError, ValueError):
        return value
    if value < 0:
        return value
    return moment.time() if value < 1 else moment


def _formulas(book: Book, data: bytes) -> Mapping[int, set[Position]]:
    """Find the formulas of the sheets, by the index of each sheet; xlrd tells their values only.

    The workbook is one stream of records ([MS-XLS] 2.1.4): of itself, with the places where the records of
    each sheet begin, then of the sheets. Before Excel 5 the file is the stream, and of one sheet alone.
    """
    is_one_sheet = book.biff_version < _FIRST_OF_SEVERAL_SHEETS
    stream, at = (data, 0) if is_one_sheet else (book.mem, book.base)
    end = len(data) if is_one_sheet else at + book.stream_len
    starts: dict[int, int] = {}
    found: dict[int, set[Position]] = {}
    sheet = 0 if is_one_sheet else -1
    while at + _RECORD.size <= end:
        kind, length = _RECORD.unpack_from(stream, at)
        sheet = starts.get(at, sheet)
        body = stream[at + _RECORD.size : at + _RECORD.size + length]
        if kind == _SHEET_START and length >= _START.size:
            position, _, other_kind = _START.unpack_from(body)
            if not other_kind:  # such as a chart or a macro
                starts[position + book.base] = len(starts)
        elif kind in _FORMULAS and sheet >= 0:
            row, column = _CELL.unpack_from(body)
            found.setdefault(sheet, set()).add((row + 1, column))
        at += _RECORD.size + length
    return found
