"""The store of the current release, open in a worker."""

from __future__ import annotations

import datetime as dt
import json
import mmap
import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, cast

from pyoxigraph import Store

from asm_graph.engine.workers.output import MEDIA_TYPES, XmlText, row_counter
from asm_graph.errors import QueryRefused
from asm_graph.query.dataset import dataset_asked
from asm_graph.query.evaluation import QueryEvaluator, write_answer

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.query.evaluation import Results
    from asm_graph.web.sparql.protocol import ProtocolRequest

_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
LARGEST_ANSWER: Final = 65_536
"""Bytes of an answer that a worker gives."""


@dataclass(frozen=True, slots=True)
class ServedRelease:
    """The release that the page server serves, its store, since when (UTC); empty where there is none.

    `pointer` is where the link to the current release led then.
    """

    pointer: str | None
    name: str = ""
    store: str = ""
    since: dt.datetime = _NEVER

    def packed(self) -> bytes:
        """Return it as JSON."""
        return json.dumps([self.pointer, self.name, self.store, self.since.isoformat()]).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> ServedRelease:
        """Read what `packed` has written."""
        pointer, name, store, since = json.loads(data)
        return cls(pointer, name, store, dt.datetime.fromisoformat(since))


def pointer_of(link: Path | str) -> str | None:
    """Return where the link to the current release leads."""
    try:
        return os.readlink(link)  # noqa: PTH115  it is read before every query: twice as fast
    except OSError:
        return None


class CurrentStore:
    """A release and its store; within limits of bytes and rows it answers."""

    def __init__(self, release: ServedRelease, max_bytes: int, max_rows: int) -> None:
        self.name = release.name
        self.since = release.since
        self._store = Store.read_only(release.store)
        self._evaluator = QueryEvaluator(self._store)
        self._room = _Room(min(max_bytes, LARGEST_ANSWER))
        self._max_rows = max_rows

    def evaluate(self, asked: ProtocolRequest, media_type: str, *, is_as_put: bool) -> bytes | None:
        """Return the whole answer; None where there is none, or a long one, or an error to tell.

        `is_as_put` says that the engine gets the query right as it is, over the whole store.
        """
        file = self._room.begin(media_type)
        try:
            results = self._query(asked, is_as_put=is_as_put)
            if results is None:
                return None
            write_answer(results, cast("IO[bytes]", file), media_type)
            body = self._room.end(file)
        except (QueryRefused, SyntaxError, ValueError, RuntimeError, OSError):
            return None
        has_many = len(body) > self._max_rows and row_counter(media_type)(body) > self._max_rows
        return None if has_many else body

    def _query(self, asked: ProtocolRequest, *, is_as_put: bool) -> Results | None:
        """Evaluate a query; None where its dataset would have to be made first."""
        graphs = asked.default_graphs, asked.named_graphs
        if is_as_put and graphs == ((), ()):
            return self._store.query(asked.query)
        dataset = dataset_asked(asked.query, *graphs)
        if dataset is not None and len(dataset.default) > 1:
            return None
        return self._evaluator.query(asked.query, *graphs)


class _Room:
    """A file for the engine in memory, of so many bytes; what does not fit is a `ValueError`."""

    def __init__(self, size: int) -> None:
        self._memory = mmap.mmap(-1, size)

    def begin(self, media_type: str) -> mmap.mmap | XmlText:
        """Return the file to write an answer to."""
        self._memory.seek(0)
        return XmlText(self._memory.write) if media_type in MEDIA_TYPES else self._memory

    def end(self, file: mmap.mmap | XmlText) -> bytes:
        """Return what was written."""
        if isinstance(file, XmlText):
            file.finish()
        return self._memory[: self._memory.tell()]
