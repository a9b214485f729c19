"""XLSX as a table: held against its limits as a stream first, and read whole only then."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import lzma
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook

from asm_graph.documents.table import MAX_CELLS, MAX_ROWS, Sheet, TableDocument, normalized_sheet
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_UNPACKED = 400_000_000
"""Bytes of all parts of a workbook when unpacked; the largest published one has 25 million."""

_CONTENTS = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAX_INDEX = 2_000_000
_CHUNK = 1_000_000
_CARRY = 400
"""Bytes of a chunk that the next one sees again: more than any opening tag of a cell has."""
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_FORMULA = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]+\d+)"[^<>]*>\s*<(?:\w+:)?f[\s>/]')
_SHOWN_FORMULAS = 1_000
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError, KeyError,
    ET.ParseError, CalamineError,
)  # fmt: skip
"""What the ZIP archive and its parts raise when bytes of it are wrong, locked, or packed in another way."""
_EXACT = 2.0**53
"""Below it every whole number is a double of its own."""


@dataclass(frozen=True, slots=True)
class _Inspected:
    rows: int
    cells: int
    formulas: frozenset[str]


def read_workbook(path: Path, data: bytes) -> TableDocument:
    """Every sheet of a workbook, each cell as text.

    Raises:
        UnreadableDocument: it is cut, locked, no workbook, or larger than the limits of this module.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inspected = _inspect(path, archive)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(workbook, name, inspected.get(name)) for name in workbook.sheet_names]
    except _DAMAGE as error:
        raise UnreadableDocument(
            f"{path}: is no whole XLSX workbook ({error}); save it again as “Excel workbook (.xlsx)”."
        ) from error
    sheets = [normalized_sheet(path, sheet) for sheet in sheets]
    return TableDocument(path, tuple(sheets), None, hashlib.sha256(data).hexdigest(), len(data), MEDIA_TYPE)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as those of an XLSX file and name its contents somewhere."""
    return data.startswith(b"PK\x03\x04") and (b"xl/" in data)


def _inspect(path: Path, archive: zipfile.ZipFile) -> dict[str, _Inspected]:
    """What each sheet holds, without unpacking more than a chunk of it."""
    size = sum(part.file_size for part in archive.infolist())
    if size > MAX_UNPACKED:
        raise UnreadableDocument(f"{path}: unpacks to {size:,} bytes, over {MAX_UNPACKED:,}; divide it.")
    found: dict[str, _Inspected] = {}
    for name, part in _parts(archive):
        inspected = _count(archive, part)
        if inspected.rows > MAX_ROWS or inspected.cells > MAX_CELLS:
            raise UnreadableDocument(
                f"{path}, sheet {name!r}: has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells; "
                "divide it, or delete the empty rows below the table."
            )
        found[name] = inspected
    return found


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet with the part that holds it (ECMA-376, part 1, 18.2.20)."""
    targets = {
        element.get("Id"): posixpath.normpath(posixpath.join("xl", element.get("Target", "")))
        for element in _index(archive, _RELATIONS)
    }
    names = set(archive.namelist())
    for element in _index(archive, _CONTENTS).iter():
        if element.tag.endswith("}sheet"):
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            part = targets.get(key, "")
            part = part.removeprefix("xl/") if part.startswith("xl//") else part.lstrip("/")
            if part in names:
                yield element.get("name", ""), part


def _index(archive: zipfile.ZipFile, part: str) -> ET.Element:
    with archive.open(part) as file:
        # Expat refuses entities that grow and fetches none; the size is bounded here.
        return ET.fromstring(file.read(_MAX_INDEX))  # noqa: S314  (see the line above)


def _count(archive: zipfile.ZipFile, part: str) -> _Inspected:
    rows = cells = 0
    formulas: set[str] = set()
    carried = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = carried + chunk
            fresh = len(carried)
            rows += sum(match.end() > fresh for match in _ROW.finditer(text))
            cells += sum(match.end() > fresh for match in _CELL.finditer(text))
            if len(formulas) < _SHOWN_FORMULAS:
                formulas.update(match[1].decode() for match in _FORMULA.finditer(text))
            if rows > MAX_ROWS or cells > MAX_CELLS:
                break
            carried = text[-_CARRY:]
    return _Inspected(rows, cells, frozenset(formulas))


def _sheet(workbook: CalamineWorkbook, name: str, inspected: _Inspected | None) -> Sheet:
    if inspected is None:
        return Sheet(name, ())
    sheet = workbook.get_sheet_by_name(name)
    rows = [tuple(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    merged = {
        (row, column): top + 1
        for (top, column), (bottom, _) in sheet.merged_cell_ranges or ()
        for row in range(top + 2, min(bottom + 1, len(rows)) + 1)
    }
    return Sheet(name, rows, formulas=inspected.formulas, merged=merged)


def _text(value: object) -> str:
    """A cell as text: whole numbers without a fraction, days as ISO 8601, truth as Spanish Excel shows it."""
    match value:
        case str():
            return value
        case bool():
            return "VERDADERO" if value else "FALSO"
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
    return str(value)
