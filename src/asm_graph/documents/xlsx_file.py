"""XLSX as a table: held against its limits as a stream first, and read whole only then."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import lzma
import re
import zipfile
import zlib
from itertools import chain
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from asm_graph.documents.table import (
    MAX_CELLS,
    MAX_ROWS,
    HiddenParts,
    Sheet,
    TableDocument,
    address,
    normalized_sheet,
)
from asm_graph.documents.xlsx_package import read_package
from asm_graph.documents.xlsx_sheet import OversizedSheet, scan_sheet
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from asm_graph.documents.number_formats import NumberFormat
    from asm_graph.documents.xlsx_package import Package
    from asm_graph.documents.xlsx_sheet import SheetScan

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_UNPACKED = 400_000_000
"""Bytes of all parts of a workbook when unpacked; the largest published one has 25 million."""

_READABLE_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", ""}
"""Errors of cells that calamine knows; others (`#SPILL!`) end its reading."""
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError, KeyError,
    ET.ParseError, expat.ExpatError, CalamineError,
)  # fmt: skip
"""What the ZIP archive and its parts raise when bytes of it are wrong, locked, or packed in another way."""
_SHOWN_FORMULAS = 1_000
_HALVES = re.compile("(?:_x[Dd][89A-Fa-f][0-9A-Fa-f]{2}_)+")
"""Escapes of halves of characters (ECMA-376, part 1, 22.9.2.19), which calamine leaves as they are."""
_EXACT = 2.0**53
"""Below it every whole number is a double of its own."""


def read_workbook(path: Path, data: bytes) -> TableDocument:
    """Read every sheet of a workbook, each cell as text: what its format says, and the words of errors.

    Raises:
        UnreadableDocument: it is cut, locked, no workbook, or larger than the limits of this module.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _hold_size(path, archive)
            package = read_package(archive)
            scans = _scan(path, archive, package)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(workbook, name, package, scans) for name in workbook.sheet_names]
    except _DAMAGE as error:
        raise UnreadableDocument(
            f"{path}: is no whole XLSX workbook ({error}); save it again as “Excel workbook (.xlsx)”."
        ) from error
    sheets = [normalized_sheet(path, sheet) for sheet in sheets]
    return TableDocument(path, tuple(sheets), None, hashlib.sha256(data).hexdigest(), len(data), MEDIA_TYPE)


def is_workbook(data: bytes) -> bool:
    """Tell whether the bytes begin as those of an XLSX file and name its contents somewhere."""
    return data.startswith(b"PK\x03\x04") and (b"xl/" in data)


def _hold_size(path: Path, archive: zipfile.ZipFile) -> None:
    size = sum(part.file_size for part in archive.infolist())
    if size > MAX_UNPACKED:
        raise UnreadableDocument(f"{path}: unpacks to {size:,} bytes, over {MAX_UNPACKED:,}; divide it.")


def _scan(path: Path, archive: zipfile.ZipFile, package: Package) -> dict[str, SheetScan]:
    """Go through the XML of each sheet, without unpacking more than a chunk of it."""
    scans: dict[str, SheetScan] = {}
    for name, sheet in package.sheets.items():
        with archive.open(sheet.part) as file:
            try:
                scans[name] = scan_sheet(file, package.formats)
            except OversizedSheet as error:
                raise UnreadableDocument(
                    f"{path}, sheet {name!r}: has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells, or a "
                    "cell far from the others; divide it, or delete the empty rows and columns beside the "
                    "table."
                ) from error
        for (row, column), word in scans[name].errors.items():
            if word not in _READABLE_ERRORS:
                raise UnreadableDocument(
                    f"{path}, sheet {name!r}, {address(row, column)}: shows the error {word!r}, with which "
                    "no value can be read; correct the cell or clear it."
                )
    return scans


def _sheet(workbook: CalamineWorkbook, name: str, package: Package, scans: dict[str, SheetScan]) -> Sheet:
    scan = scans.get(name)
    if scan is None:
        return Sheet(name, ())
    sheet = workbook.get_sheet_by_name(name)
    rows = [
        _row(values, scan.styled.get(number), package.formats)
        for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    for (row, column), word in scan.errors.items():
        if row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = word
    merged = {
        (row, column): top + 1
        for (top, column), (bottom, _) in sheet.merged_cell_ranges or ()
        for row in range(top + 2, min(bottom + 1, len(rows)) + 1)
    }
    return Sheet(
        name,
        rows,
        formulas=frozenset(address(*position) for position in sorted(scan.formulas)[:_SHOWN_FORMULAS]),
        merged=merged,
        hidden=HiddenParts(
            package.sheets[name].hidden, frozenset(scan.hidden_rows), frozenset(chain(*scan.hidden_columns))
        ),
        day_0=package.day_0,
    )


def _row(
    values: Sequence[object], styled: Sequence[int] | None, formats: Mapping[int, NumberFormat]
) -> list[str]:
    """Write a row as text; `styled` has the columns and styles of numbers whose formats change them."""
    cells = list(map(_text, values))
    for column, style in zip(styled[::2], styled[1::2], strict=True) if styled else ():
        value = values[column] if column < len(values) else None
        if isinstance(value, float):
            cells[column] = formats[style].shown(value) or cells[column]
    return cells


def _text(value: object) -> str:
    """Write a cell as text: whole numbers without fraction, days by ISO 8601, truth as in Spanish Excel."""
    match value:
        case str():
            return _HALVES.sub(_emoji, value) if "_x" in value else value
        case bool():
            return "VERDADERO" if value else "FALSO"
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
    return str(value)


def _emoji(escapes: re.Match[str]) -> str:
    """Return what escaped halves make: whole characters, or halves still."""
    halves = bytes.fromhex(escapes[0].replace("_x", "").replace("_", ""))
    return halves.decode("utf-16-be", errors="surrogatepass")
