"""A file of text, decoded and held against being half a document, a scan or no text at all."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from asm_graph.documents.encodings import GarbledWord, decoded_text
from asm_graph.documents.normalization import no_text
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

_PICTURE = Message("a picture; save it as PDF, whose pages are read by OCR")
_SIGNATURES = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"\x1f\x8b": Message("a compressed file; unpack it first"),
}
_CONTROL = re.compile(rb"[^\t\n\r\f\v -\xff]")
_END_OF_FILE = b"\x1a"
"""With which programs of DOS end a text."""
_HEAD = 4_000
"""Bytes that show whether every other one is zero, as in UTF-16."""
_ZEROS = 0.3
_LETTERS_NEEDED = 40
"""Fewer letters than this in a whole file is what pdftotext leaves of a scan: page breaks and specks."""


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A decoded text; offsets count its characters (a byte order mark is none of them, line ends are kept).

    `text` is as the file has it, not normalized: excerpts quote it, and it is published so. `sha256` is taken
    over the bytes as received; `encoding` is that of most words, as Python calls it (`utf-8`, `cp850`).
    """

    path: Path
    text: str = field(repr=False)
    encoding: str
    sha256: str
    size: int
    media_type: str = "text/plain"

    @property
    def is_recognized(self) -> bool:
        """Whether some of it was recognized by OCR; a text was not."""
        return False


def decoded(path: Path, data: bytes) -> TextDocument:
    """Decode the bytes of a file.

    Raises:
        UnreadableDocument: it is empty, binary, or has no text in it.
    """
    text, encoding = _decode(path, data.removesuffix(_END_OF_FILE))
    if sign := no_text(text):
        line = text.count("\n", 0, text.index(sign)) + 1
        raise UnreadableDocument(
            Message(
                "{path}, line {line}: holds U+{code:04X}, which no text has; remove it.",
                path=path,
                line=line,
                code=ord(sign),
            )
        )
    if not looks_like_json(text):  # whose parser tells where it is cut off
        hold_letters(path, text, Message("give the document itself"))
    return TextDocument(path, text, encoding, hashlib.sha256(data).hexdigest(), len(data))


def looks_like_json(text: str) -> bool:
    """Tell whether a text begins as a JSON list of objects does, or as an object."""
    return "".join(text.lstrip()[:200].split()).startswith(("[{", "[]", '{"'))


def hold_letters(path: Path, text: str, remedy: str) -> None:
    """Hold a text against having hardly a letter.

    Raises:
        UnreadableDocument: it has so few; the remedy says what to give instead.
    """
    letters = sum(1 for _ in islice(filter(str.isalpha, text), _LETTERS_NEEDED))
    if letters < _LETTERS_NEEDED:
        if not text.strip():
            reason = Message("is empty")
        elif letters == 0 or "\f" in text:
            reason = Message("has hardly a letter in it, like a scan without text")
        else:
            reason = Message("has too few letters for a document ({letters:,})", letters=letters)
        raise UnreadableDocument(
            Message("{path}: {reason}; {remedy}.", path=path, reason=reason, remedy=remedy)
        )


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableDocument(Message("{path}: is {kind}.", path=path, kind=kind))
    if encoding := _wide_encoding(data):
        try:
            data = data.decode(encoding).encode()
        except UnicodeDecodeError as error:
            raise UnreadableDocument(
                Message(
                    "{path}: is no whole UTF-16 (byte {start}); save it as UTF-8.",
                    path=path,
                    start=error.start,
                )
            ) from error
    elif control := _CONTROL.search(data):  # in all other encodings these bytes are nothing else
        raise UnreadableDocument(
            Message(
                "{path}: is binary (control character at byte {start}), and neither a whole PDF "
                "nor a whole office file; download it again, or save it again as PDF, XLSX or CSV.",
                path=path,
                start=control.start(),
            )
        )
    try:
        text, found = decoded_text(data)
    except GarbledWord as error:
        raise UnreadableDocument(
            Message(
                "{path}, line {line}: the letters of “{error}” are lost, or of no encoding that "
                "its words prove; export it again as UTF-8.",
                path=path,
                line=error.line,
                error=error,
            )
        ) from error
    return text, "utf-16" if encoding else found


def _wide_encoding(data: bytes) -> str | None:
    """Return which UTF-16 the bytes are: by the mark that they begin with, or by every other one a zero."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:_HEAD]
    zeros = head[::2].count(0), head[1::2].count(0)
    if max(zeros) <= max(_LETTERS_NEEDED / 2, _ZEROS * len(head) / 2) or min(zeros) > max(zeros) / 10:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
