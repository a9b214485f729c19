"""Files of office programs that are neither text nor XLSX, each with what its owner can do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_AS_TABLE = "save it as XLSX or CSV"
_AS_TEXT = "save it as plain text in UTF-8"
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The beginning of Microsoft's compound files ([MS-CFB]), whose streams have names in UTF-16."""

_IN_ZIP: Mapping[bytes, str] = {
    b"xl/workbook.bin": f"a binary Excel workbook (.xlsb); {_AS_TABLE}",
    b"application/vnd.oasis.opendocument.spreadsheet": f"an OpenDocument spreadsheet (.ods); {_AS_TABLE}",
    b"application/vnd.oasis.opendocument.text": f"an OpenDocument text (.odt); {_AS_TEXT}",
    b"word/document.xml": f"a Word document (.docx); {_AS_TEXT}",
    b"ppt/presentation.xml": f"a presentation (.pptx); {_AS_TEXT}",
    b"Index/Document.iwa": f"a document of Numbers or Pages; {_AS_TABLE} where it is a table, else as text",
}
_IN_COMPOUND: Mapping[str, str] = {
    "EncryptedPackage": "an office file with a password; save it without one",
    "Workbook": f"an Excel workbook of the old form (.xls); {_AS_TABLE}",
    "Book": f"an Excel workbook of the old form (.xls); {_AS_TABLE}",
    "WordDocument": f"a Word document of the old form (.doc); {_AS_TEXT}",
}
_MARKUP: Mapping[re.Pattern[bytes], str] = {
    re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|office:spreadsheet"): (
        f"a spreadsheet as XML; open it in a spreadsheet program and {_AS_TABLE}"
    ),
    re.compile(rb"<(?:!doctype html|html|table)\b", re.IGNORECASE): (
        f"a web page, even where it is called .xls; open it in a spreadsheet program and {_AS_TABLE}"
    ),
}
_HEAD = 4_000
_RICH_TEXT = b"{\\rtf"


def foreign_kind(data: bytes) -> str | None:
    """Name a file that can be read as neither text nor workbook, with the remedy; else None."""
    if data.startswith(_ZIP):
        found = next((kind for mark, kind in _IN_ZIP.items() if mark in data), None)
        if found and (b"xl/" not in data or b"xl/workbook.bin" in data):
            return found
        return (
            None
            if b"xl/" in data
            else "a ZIP archive or a cut office file; unpack the one, download the other again"
        )
    if data.startswith(_COMPOUND):
        streams = ((name.encode("utf-16-le"), kind) for name, kind in _IN_COMPOUND.items())
        old = f"an old office file; where it is a table, {_AS_TABLE}, else as plain text in UTF-8"
        return next((kind for name, kind in streams if name in data), old)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(_RICH_TEXT):
        return f"a rich text (.rtf); {_AS_TEXT}"
    if head.startswith(b"<"):
        return next((kind for mark, kind in _MARKUP.items() if mark.search(head)), None)
    return None
