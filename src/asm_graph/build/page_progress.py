"""How far the work on a document of many pages is; processes tell each other by small files."""

from __future__ import annotations

import contextlib
import json
import time
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from asm_graph.messages import Message, as_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from asm_graph.documents.pdf.pdf_file import PageProgress
    from asm_graph.releases import Progress

T = TypeVar("T")

_SUFFIX = ".told"
_SECONDS = 1.0
"""The least time between two reports: a page with a text layer takes a fiftieth of it."""


def each_second(progress: Progress, work: str) -> PageProgress:
    """Return a function that reports how far some work (`Reading a.pdf`) has come, at most once a second."""
    last = time.monotonic()

    def tell(done: int, pages: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS:
            last = time.monotonic()
            progress(Message("{work}: page {done} of {pages}", work=work, done=done, pages=pages))

    return tell


@contextmanager
def told_in(folder: Path, key: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that reports a line to the process that waits, in a folder that both know."""
    path = folder / f".{key}{_SUFFIX}"
    try:
        yield lambda line: _write(path, line)
    finally:
        path.unlink(missing_ok=True)


def _write(path: Path, line: str) -> None:
    path.write_text(json.dumps(as_message(line).as_json()), encoding="utf-8")


def as_done(futures: set[Future[T]], folder: Path, progress: Progress) -> Iterator[Future[T]]:
    """Take futures from a set, which may get more, and yield them as they are done.

    Meanwhile report the lines that the folder holds, each once.
    """
    told: set[str] = set()
    while futures:
        done, _ = wait(futures, _SECONDS, FIRST_COMPLETED)
        futures -= done
        yield from done
        for path in sorted(folder.glob(f".*{_SUFFIX}")):
            with contextlib.suppress(FileNotFoundError):
                line = path.read_text(encoding="utf-8")
                if line and line not in told:
                    told.add(line)
                    progress(Message.from_json(json.loads(line)))
