"""A file of text, decoded and held against being half a document, a scan or no text at all."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURES = {
    b"%PDF": "a PDF; export its text first (for example with pdftotext -layout)",
    b"\x89PNG": "a picture; it has to be transcribed first",
    b"\xff\xd8\xff": "a picture; it has to be transcribed first",
    b"II*\x00": "a scan; it has to be transcribed first",
    b"\x1f\x8b": "compressed; unpack it first",
}
_CONTROL = re.compile(rb"[^\t\n\r\f\v -\xff]")
_CONTINUATION = "".join(bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xC0))
_ENCODED_TWICE = re.compile(f"Ã[{re.escape(_CONTINUATION)}\x80-\x9f]")
"""What is left of an accented letter, `Ã³` of `ó`, when UTF-8 is taken for Windows-1252 and encoded again."""
_ACCENTED = re.compile("[áéíóúñÁÉÍÓÚÑ]")
_LETTERS_NEEDED = 40
"""Fewer letters than this in a whole file is what pdftotext leaves of a scan: page breaks and specks."""


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A decoded text; offsets count its characters (a byte order mark is none of them, line ends are kept).

    `sha256` is taken over the bytes as received, `encoding` is `utf-8` or `cp1252`.
    """

    path: Path
    text: str = field(repr=False)
    encoding: str
    sha256: str
    size: int
    media_type: str = "text/plain"


def decoded(path: Path, data: bytes) -> TextDocument:
    """The text of a file's bytes.

    Raises:
        UnreadableDocument: it is empty, binary, or has no text in it.
    """
    text, encoding = _decode(path, data)
    if sum(map(str.isalpha, text)) < _LETTERS_NEEDED:
        reason = "is empty" if not text.strip() else "has hardly a letter in it, like a scan without text"
        raise UnreadableDocument(f"{path}: {reason}; give the text of the document.")
    return TextDocument(path, text, encoding, hashlib.sha256(data).hexdigest(), len(data))


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableDocument(f"{path}: is {kind}.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableDocument(f"{path}: is UTF-16; save it as UTF-8.")
    if control := _CONTROL.search(data):  # in both encodings these bytes are nothing else
        raise UnreadableDocument(
            f"{path}: is binary (control character at byte {control.start()}), and no whole workbook; give a "
            "text file, CSV or XLSX."
        )
    try:
        text, encoding = data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _decode_cp1252(path, data), "cp1252"
    if len(_ENCODED_TWICE.findall(text)) > len(_ACCENTED.findall(text)):
        raise UnreadableDocument(
            f"{path}: was encoded twice (“Ã³” stands for “ó”); export it again as UTF-8."
        )
    return text, encoding


def _decode_cp1252(path: Path, data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{path}: neither UTF-8 nor Windows-1252 (byte {error.start}); save it as UTF-8."
        ) from error
