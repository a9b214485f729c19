"""What a file is, by its bytes: a text, a workbook, or a JSON list of records."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents import json_file as json_rows
from asm_graph.documents.foreign_files import foreign_kind
from asm_graph.documents.office_files import read_office_file
from asm_graph.documents.page_layout import lay_out
from asm_graph.documents.pdf import pdf_file as pdf
from asm_graph.documents.text_file import TextDocument, decoded, looks_like_json
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents.table import TableDocument

MAX_BYTES = 100_000_000
"""The largest table that governments publish of the known layouts has some 20 million bytes."""

_CHUNK = 1 << 20
_LOCK = "~$"


def load(
    path: Path,
    content: bytes | None = None,
    *,
    progress: pdf.PageProgress = pdf.silent,
    cache: Path | None = None,
) -> TextDocument | TableDocument:
    """Read and decode a file; CSV stays a text, since only a reader knows its header.

    `content` is what was read from the path before, if it is a pipe, which can be read only once. The
    document's path is the one to show, see `shown_path`. `progress` is told how many pages are read, of how
    many; `cache` is a folder that keeps what was read of scanned pages.

    Raises:
        UnreadableDocument: it is missing, too large, empty, binary, cut, or has no text in it.
    """
    data = b"".join(read_chunks(path)) if content is None else content
    name = shown_path(path)
    if path.name.startswith(_LOCK):
        raise UnreadableDocument(
            Message(
                "{name}: is what Office keeps beside a file while it has it open; give that file.", name=name
            )
        )
    if pdf.is_pdf(data):
        pages = pdf.read_pages(name, data, progress, cache)
        return lay_out(name, pages, hashlib.sha256(data).hexdigest(), len(data), pdf.MEDIA_TYPE)
    if document := read_office_file(name, data):
        return document
    if kind := foreign_kind(data):
        raise UnreadableDocument(Message("{name}: is {kind}.", name=name, kind=kind))
    text = decoded(name, data)
    return json_rows.as_table(text) if looks_like_json(text.text) else text


def shown_path(path: Path) -> Path:
    r"""Make a path that can be shown and published: what is no UTF-8 becomes replacement characters.

    Archives from Windows bring such names (`caf\xe9.csv`); files are opened by the path as it is.
    """
    return Path(os.fsencode(path).decode(errors="replace"))


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, a pipe or a device up to the limit of a document, in pieces.

    Raises:
        UnreadableDocument: it is missing, cannot be read, or larger than `MAX_BYTES`, which is told before
            the first piece where the file system knows.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size  # 0 of a pipe
            read = 0
            while max(size, read) <= MAX_BYTES and (chunk := file.read(min(_CHUNK, MAX_BYTES + 1))):
                read += len(chunk)
                yield chunk
    except OSError as error:
        raise UnreadableDocument(
            Message(
                "{path}: cannot be read ({reason}); check the path.",
                path=shown_path(path),
                reason=system_reason(error),
            )
        ) from error
    if max(size, read) > MAX_BYTES:
        raise UnreadableDocument(
            Message(
                "{path}: larger than {limit:,} bytes; no document of a known layout is.",
                path=shown_path(path),
                limit=MAX_BYTES,
            )
        )
