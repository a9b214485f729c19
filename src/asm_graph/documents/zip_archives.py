"""ZIP archives of office programs: what is in one, and what it may unpack to."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

SIGNATURE = b"PK\x03\x04"
MAX_UNPACKED = 400_000_000
"""Bytes of all parts when unpacked; the largest published workbook has 25 million."""
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError, KeyError,
    struct.error, ET.ParseError, expat.ExpatError,
)  # fmt: skip
"""What an archive and its parts raise when bytes are wrong, locked, or packed in another way."""

_ENTRY = b"PK\x01\x02"
_MOST_PARTS = 20_000
"""The largest published workbook has some hundred; each costs memory before anything is unpacked."""
_MEDIA_TYPES = ("mimetype", "[Content_Types].xml")
_MOST_BYTES = 1_000_000
_MOST_WORDS = 200
"""Characters of what a library says; it may quote the file."""


def content_of(path: Path, data: bytes) -> bytes:
    """Return what tells the content of an archive: the names of its parts, and their media types.

    All of its bytes stand for the names of one that is cut; else what is packed inside would count too.

    Raises:
        UnreadableDocument: it has too many parts.
    """
    if (count := data.count(_ENTRY)) > _MOST_PARTS:
        raise UnreadableDocument(
            Message(
                "{path}: is an archive of {count:,} parts, over {limit:,}; give the document alone.",
                path=path,
                count=count,
                limit=_MOST_PARTS,
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kinds = [_head(archive, name) for name in _MEDIA_TYPES if name in names]
    except DAMAGE:
        return data
    return b"\n".join([*kinds, *(name.lower().encode(errors="replace") for name in names)])


def hold_size(path: Path, archive: zipfile.ZipFile) -> None:
    """Hold what an archive unpacks to, by the sizes that it declares, to the limit.

    Raises:
        UnreadableDocument: it is more than `MAX_UNPACKED` bytes.
    """
    size = sum(part.file_size for part in archive.infolist())
    if size > MAX_UNPACKED:
        raise UnreadableDocument(
            Message(
                "{path}: unpacks to {size:,} bytes, over {limit:,}; divide it.",
                path=path,
                size=size,
                limit=MAX_UNPACKED,
            )
        )


def reason(error: Exception) -> str:
    """Return what a library says of damage, in one short line."""
    if error.args and isinstance(error.args[0], Message):
        return error.args[0]
    return " ".join(str(error).split())[:_MOST_WORDS] or type(error).__name__


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as file:
        return file.read(_MOST_BYTES)
