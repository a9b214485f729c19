"""Files of office programs that are not read, each with what its owner can do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_AS_TABLE = Message("save it as XLSX or CSV")
_AS_TEXT = Message("save it as DOCX or PDF")
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""The beginning of Microsoft's compound files ([MS-CFB]), whose streams have names in UTF-16."""

_IN_ZIP: Mapping[bytes, str] = {
    b"application/vnd.oasis.opendocument.text": Message(
        "an OpenDocument text (.odt); {remedy}", remedy=_AS_TEXT
    ),
    b"application/vnd.oasis.opendocument.presentation": Message("a presentation (.odp); save it as PDF"),
    b"ppt/presentation.xml": Message("a presentation (.pptx); save it as PDF"),
    b"Index/Document.iwa": Message(
        "a document of Numbers or Pages; {remedy} where it is a table, else as PDF", remedy=_AS_TABLE
    ),
}
_IN_COMPOUND: Mapping[str, str] = {
    "EncryptedPackage": Message("an office file with a password; save it without one"),
    "WordDocument": Message("a Word document of the old form (.doc); {remedy}", remedy=_AS_TEXT),
    "PowerPoint Document": Message("a presentation of the old form (.ppt); save it as PDF"),
}
_MARKUP: Mapping[re.Pattern[bytes], str] = {
    re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|office:spreadsheet"): (
        Message("a spreadsheet as XML; open it in a spreadsheet program and {remedy}", remedy=_AS_TABLE)
    ),
    re.compile(rb"<(?:!doctype html|html|table)\b", re.IGNORECASE): (
        Message(
            "a web page, even where it is called .xls; open it in a spreadsheet program and {remedy}",
            remedy=_AS_TABLE,
        )
    ),
}
_HEAD = 4_000
_RICH_TEXT = b"{\\rtf"


def foreign_kind(data: bytes) -> str | None:
    """Name a file of an office program that is not read, with the remedy; else None."""
    if data.startswith(_ZIP):
        found = next((kind for mark, kind in _IN_ZIP.items() if mark in data), None)
        return found or Message(
            "a ZIP archive, or an office file that is cut off; unpack the archive and give its files, or "
            "download the office file again"
        )
    if data.startswith(_COMPOUND):
        streams = ((name.encode("utf-16-le"), kind) for name, kind in _IN_COMPOUND.items())
        old = Message("an old office file; where it is a table, {remedy}, else as PDF", remedy=_AS_TABLE)
        return next((kind for name, kind in streams if name in data), old)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(_RICH_TEXT):
        return Message("a rich text (.rtf); {remedy}", remedy=_AS_TEXT)
    if head.startswith(b"<"):
        return next((kind for mark, kind in _MARKUP.items() if mark.search(head)), None)
    return None
