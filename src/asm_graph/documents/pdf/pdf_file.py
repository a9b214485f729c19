"""PDF files as pages, read in confined processes: long and scanned ones by several at once."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from queue import SimpleQueue
from typing import TYPE_CHECKING

from asm_graph.documents.confined import ConfinedProcess
from asm_graph.documents.pdf.language import is_language
from asm_graph.documents.pdf.page_reader import PdfReader
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message
from asm_graph.settings import document_limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.documents.pages import Page
    from asm_graph.settings import DocumentLimits

MEDIA_TYPE = "application/pdf"
_SIGNATURE, _END = b"%PDF-", b"startxref"
_HEAD = 1024
"""Bytes in which readers look for the signature: some programs write a line before it."""

_ALONE_SECONDS = 1.0
"""For how long one process reads alone; most files are read by then, and a start takes half of it."""
_WORTH_ANOTHER = 2
"""Pages that are worth starting another process."""


PageProgress = Callable[[int, int], None]
"""Is told how many pages are read, of how many."""


def silent(_read: int, _pages: int) -> None:
    """Report no progress."""


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF, whole or not."""
    return data.startswith(_SIGNATURE) or (_SIGNATURE in data[:_HEAD] and _END in data)


def read_pages(
    path: Path,
    data: bytes,
    progress: PageProgress = silent,
    cache: Path | None = None,
) -> tuple[Page, ...]:
    """Return the pages of a PDF.

    `cache` is a folder that keeps what OCR has read.

    Raises:
        UnreadableDocument: it is damaged or encrypted, or beyond the limits of documents.
    """
    reading = _Reading(path, data, document_limits(), cache)
    found: dict[int, Page] = {}
    for page in reading.pages():
        found[page.number] = page
        progress(len(found), reading.count)
    return tuple(page for _, page in sorted(found.items()))


class _Reading:
    """Reads one PDF: with one process first, and with several if that is not soon done."""

    def __init__(self, path: Path, data: bytes, limits: DocumentLimits, cache: Path | None) -> None:
        self._path, self._data, self._limits, self._cache = path, data, limits, cache
        self._deadline = time.monotonic() + limits.document_seconds
        self._waiting: deque[int] = deque()
        self.count = 0

    def pages(self) -> Iterator[Page]:
        """Yield the pages as they are read."""
        alone_until = time.monotonic() + _ALONE_SECONDS
        with closing(ConfinedProcess(self._path)) as first:
            self._open(first)
            self.count = first.ask("count")
            self._waiting.extend(range(1, self.count + 1))
            while (number := self._next()) is not None:
                yield self._page(first, number)
                if time.monotonic() > alone_until and len(self._waiting) >= _WORTH_ANOTHER:
                    yield from self._by_several(first)

    def _by_several(self, first: ConfinedProcess) -> Iterator[Page]:
        """Yield the pages that are left, read by more processes beside the first."""
        results: SimpleQueue[Page | UnreadableDocument] = SimpleQueue()
        left = len(self._waiting)
        count = min(self._limits.document_processes, os.cpu_count() or 1, left)
        with ThreadPoolExecutor(count) as threads, ExitStack() as ends:
            for number in range(count):
                process = ConfinedProcess(self._path) if number else first
                ends.callback(process.kill)
                threads.submit(self._work, process, results, is_open=number == 0)
            for _ in range(left):
                result = results.get()
                if isinstance(result, UnreadableDocument):
                    raise result
                yield result

    def _work(
        self, process: ConfinedProcess, results: SimpleQueue[Page | UnreadableDocument], *, is_open: bool
    ) -> None:
        """Read pages until none is left."""
        with closing(process):
            try:
                if not is_open:
                    self._open(process)
                while (number := self._next()) is not None:
                    results.put(self._page(process, number))
            except UnreadableDocument as error:
                results.put(error)

    def _next(self) -> int | None:
        try:
            return self._waiting.popleft()
        except IndexError:
            return None

    def _open(self, process: ConfinedProcess) -> None:
        process.open(PdfReader, self._path, self._data, self._limits.document_pages, self._cache)

    def _page(self, process: ConfinedProcess, number: int) -> Page:
        """Read a page; what its text layer says is tried here, where the words of Spanish are at hand."""
        if time.monotonic() > self._deadline:
            raise UnreadableDocument(
                Message(
                    "{path}: is not read within {seconds:g} seconds; split it.",
                    path=self._path,
                    seconds=self._limits.document_seconds,
                )
            )
        page: Page = process.ask("page", number)
        if page.layer == "text" and not is_language(page.words):
            page = process.ask("scan", number, "garbled")
        return page
