"""Files of office programs: which of them a file is, by its bytes, and what reads it."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from typing import TYPE_CHECKING

from asm_graph.documents.docx_file import read_docx
from asm_graph.documents.ods_file import ODS
from asm_graph.documents.xls_file import read_xls
from asm_graph.documents.xlsb_file import XLSB
from asm_graph.documents.xlsx_file import XLSX
from asm_graph.documents.zip_workbook import DAMAGE, read_zip_workbook
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from asm_graph.documents.table import TableDocument
    from asm_graph.documents.text_file import TextDocument

    Reader = Callable[[Path, bytes], TableDocument | TextDocument]

_ZIP = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_MEDIA_TYPES = ("mimetype", "[Content_Types].xml")
_MOST_BYTES = 1_000_000
_MOST_PARTS = 20_000
"""The largest published workbook has some hundred; each costs memory before anything is unpacked."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The beginning of Microsoft's compound files ([MS-CFB]), whose streams have names in UTF-16."""
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
"""The first record of a workbook without a compound file around it."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))

_READERS: Mapping[bytes, Reader] = {
    b"xl/workbook.bin": partial(read_zip_workbook, kind=XLSB),
    b"xl/": partial(read_zip_workbook, kind=XLSX),
    b"spreadsheetml.sheet.main": partial(read_zip_workbook, kind=XLSX),
    b"word/": read_docx,
    b"application/vnd.oasis.opendocument.spreadsheet": partial(read_zip_workbook, kind=ODS),
}
"""What reads an archive, by what names its content; the first that fits."""


def reader_of(path: Path, data: bytes) -> Reader | None:
    """Return what reads the file of an office program; None if it is none, or of none that can be read.

    Raises:
        UnreadableDocument: it is an archive of too many parts.
    """
    if data.startswith(_COMPOUND):
        is_workbook = _ENCRYPTED not in data and any(name in data for name in _WORKBOOK_STREAMS)
        return read_xls if is_workbook else None
    if _BARE_XLS.match(data):
        return read_xls
    if not data.startswith(_ZIP):
        return None
    if (count := data.count(_ENTRY)) > _MOST_PARTS:
        raise UnreadableDocument(
            f"{path}: is an archive of {count:,} parts, over {_MOST_PARTS:,}; divide it."
        )
    content = _content(data)
    return next((reader for mark, reader in _READERS.items() if mark in content), None)


def _content(data: bytes) -> bytes:
    """Return what tells the content of an archive: the names of its parts, and their media types.

    All of its bytes stand for the names of one that is cut; else what is packed inside would count too.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kinds = [_head(archive, name) for name in _MEDIA_TYPES if name in names]
    except DAMAGE:
        return data
    return b"\n".join([*kinds, *(name.lower().encode(errors="replace") for name in names)])


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as file:
        return file.read(_MOST_BYTES)
