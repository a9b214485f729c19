"""Files of office programs: which of them a file is, by its bytes, and what reads it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from asm_graph.documents.confined import run
from asm_graph.documents.table import TableDocument, normalized_sheet
from asm_graph.documents.word import docx_file
from asm_graph.documents.workbooks import xls_file
from asm_graph.documents.workbooks.ods_file import ODS
from asm_graph.documents.workbooks.xlsb_file import XLSB
from asm_graph.documents.workbooks.xlsx_file import XLSX
from asm_graph.documents.workbooks.zip_workbook import WorkbookKind, read_zip_workbook
from asm_graph.documents.zip_archives import SIGNATURE, content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.documents.table import Sheet

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The beginning of Microsoft's compound files ([MS-CFB]), whose streams have names in UTF-16."""
_BARE_XLS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
"""The first record of a workbook without a compound file around it."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of workbook: its media type, and what reads the sheets of one."""

    media_type: str
    read: Callable[[Path, bytes], tuple[Sheet, ...]]


def _zipped(kind: WorkbookKind) -> _Kind:
    return _Kind(kind.media_type, partial(read_zip_workbook, kind=kind))


_XLS = _Kind(xls_file.MEDIA_TYPE, xls_file.read_xls)
_IN_ZIP: Mapping[bytes, _Kind | None] = {
    b"xl/workbook.bin": _zipped(XLSB),
    b"xl/": _zipped(XLSX),
    b"spreadsheetml.sheet.main": _zipped(XLSX),
    b"word/": None,
    b"application/vnd.oasis.opendocument.spreadsheet": _zipped(ODS),
}
"""The kinds by what names the content of an archive, the first that fits; None for a document of Word."""


def read_office_file(path: Path, data: bytes) -> TableDocument | PagedDocument | None:
    """Read the file of an office program, in a process of its own; None if it is none that can be read.

    Raises:
        UnreadableDocument: it is cut, locked, larger than the limits, or has no text.
    """
    if data.startswith(SIGNATURE):
        content = content_of(path, data)
        mark = next((mark for mark in _IN_ZIP if mark in content), None)
        if mark is None:
            return None
        kind = _IN_ZIP[mark]
    elif _is_xls(data):
        kind = _XLS
    else:
        return None
    digest = hashlib.sha256(data).hexdigest()
    if kind is None:
        return docx_file.document(path, run(docx_file.read_docx, path, data), digest, len(data))
    # The words of a language, by which cells are mended, take longer to load than most files to read.
    sheets = tuple(normalized_sheet(path, sheet) for sheet in run(kind.read, path, data))
    return TableDocument(path, sheets, None, digest, len(data), kind.media_type)


def _is_xls(data: bytes) -> bool:
    if data.startswith(_COMPOUND):
        return _ENCRYPTED not in data and any(name in data for name in _WORKBOOK_STREAMS)
    return _BARE_XLS.match(data) is not None
