"""Binary workbooks of our own records ([MS-XLSB]), which no library writes."""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

from tests.documents_of_ours.raw_workbooks import relations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PERCENT = 10
"""The built-in format `0.00%`."""


def record(kind: int, body: bytes = b"") -> bytes:
    """A record: its number in one byte or two, its length in seven bits a byte, its body."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(body)
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | 0x80 if size else low])
        if not size:
            return head + length + body


def text(value: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def cell(kind: int, column: int, value: bytes = b"", style: int = 0) -> bytes:
    """A cell of a kind in a style."""
    return record(kind, struct.pack("<II", column, style) + value)


def number(column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return cell(5, column, struct.pack("<d", value), style)


def words(column: int, value: str) -> bytes:
    """A cell with a text."""
    return cell(6, column, text(value))


def formula(column: int, value: float, style: int = 0) -> bytes:
    """A cell with a formula and the number that it gave."""
    return cell(9, column, struct.pack("<d", value) + struct.pack("<HII", 0, 0, 0), style)


def row(index: int, *cells: bytes, hidden: bool = False) -> bytes:
    """A row and its cells."""
    head = struct.pack("<IIHBBBI", index, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    return record(0, head) + b"".join(cells)


def sheet(*rows: bytes, columns: bytes = b"", merged: bytes = b"") -> bytes:
    """The records of a sheet."""
    size = record(148, struct.pack("<IIII", 0, 9, 0, 9))
    return b"".join([record(129), size, columns, record(145), *rows, record(146), merged, record(130)])


def workbook(
    path: Path,
    sheets: dict[str, bytes],
    formats: Sequence[str] = (),
    *,
    hidden: Sequence[str] = (),
    flags: int = 0,
) -> Path:
    """Write a workbook; style 1 has the first of `formats`, the last style the built-in `0.00%`."""
    bundle = b"".join(
        record(156, struct.pack("<II", name in hidden, index) + text(f"rId{index}") + text(name))
        for index, name in enumerate(sheets, 1)
    )
    codes = b"".join(record(44, struct.pack("<H", 164 + n) + text(code)) for n, code in enumerate(formats))
    keys = [0, *range(164, 164 + len(formats)), PERCENT]
    styles = b"".join(record(47, struct.pack("<HHHHHBBH", 0, key, 0, 0, 0, 0, 0, 0)) for key in keys)
    listed = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.bin")]).encode(),
        "xl/workbook.bin": b"".join(
            [record(131), record(153, struct.pack("<III", flags, 0, 0)), record(143), bundle, record(144),
             record(132)]
        ),
        "xl/_rels/workbook.bin.rels": relations([*listed, ("rId99", "styles", "styles.bin")]).encode(),
        "xl/styles.bin": b"".join(
            [record(278), record(615, struct.pack("<I", len(formats))), codes, record(616),
             record(626), record(47, struct.pack("<HHHHHBBH", 0xFFFF, 9, 0, 0, 0, 0, 0, 0)), record(627),
             record(617, struct.pack("<I", len(keys))), styles, record(618), record(279)]
        ),
        **{f"xl/worksheets/sheet{n}.bin": data for n, data in enumerate(sheets.values(), 1)},
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _types(count: int) -> bytes:
    kinds = {"workbook": "sheet.binary.macroEnabled.main", "styles": "styles"}
    kinds |= {f"worksheets/sheet{number}": "worksheet" for number in range(1, count + 1)}
    listed = "".join(
        f'<Override PartName="/xl/{part}.bin" ContentType="application/vnd.ms-excel.{kind}"/>'
        for part, kind in kinds.items()
    )
    relations_type = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations_type}"/>{listed}</Types>'
    ).encode()
