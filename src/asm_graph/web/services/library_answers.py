"""The answers of the query library, computed once per release and kept compressed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import zlib
from typing import TYPE_CHECKING

from asm_graph.engine.interface import Answer, EngineQuery
from asm_graph.errors import QueryError, QueryRefused
from asm_graph.results import FORMATS
from asm_graph.web.services.answer_cache import AnswerKey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from asm_graph.engine.interface import Body
    from asm_graph.engine.serving.following import Serving
    from asm_graph.library import Library
    from asm_graph.query.guard import Guard

_KEPT = tuple(FORMATS[name].asks for name in ("json", "csv"))
"""What pages and spreadsheets are made of, and what is downloaded most."""
_FASTEST = 1
"""Of the levels of zlib; tables of IRIs become a tenth to a thirtieth."""
_PIECE_BYTES = 262_144
_log = logging.getLogger(__name__)


class LibraryAnswers:
    """Compressed answers within `limit` bytes; computing them takes one worker at a time."""

    def __init__(self, texts: Iterable[str], limit: int) -> None:
        self._texts = tuple(texts) if limit else ()
        self._limit = limit
        self._release: str | None = None
        self._answers: dict[AnswerKey, _PackedBody] = {}
        self._asking: asyncio.Task[None] | None = None

    @classmethod
    def of(cls, library: Library, guard: Guard, limit: int) -> LibraryAnswers:
        """Choose the questions that need no parameter and always have the same answer."""
        texts = (
            question.bind({})
            for question in library
            if not any(each.required and each.default is None for each in question.parameters)
        )
        return cls((text for text in texts if _is_lasting(text, guard)), limit)

    def get(self, key: AnswerKey) -> Answer | None:
        """Return the answer, if kept."""
        body = self._answers.get(key)
        return Answer(body, body.length) if body is not None else None

    def follow(self, serving: Serving) -> None:
        """Begin to ask, in the background, where another release has become current."""
        if serving.release.name == self._release:
            return
        self._release = serving.release.name
        self._answers.clear()
        if self._asking is not None:
            self._asking.cancel()
        self._asking = asyncio.create_task(self._ask(serving))

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)

    async def _ask(self, serving: Serving) -> None:
        used = 0
        for query in (EngineQuery(text, asked) for text in self._texts for asked in _KEPT):
            try:
                answer = await serving.engine.answer(query)
                async with contextlib.aclosing(answer.body):
                    body = await _packed(answer.body)
            except QueryError as error:
                _log.info("a question of the library is not kept: %s", error)
                continue
            used += body.size
            if used > self._limit:
                return
            self._answers[AnswerKey.of(serving.release.name, query, query.media_type)] = body


def _is_lasting(text: str, guard: Guard) -> bool:
    """Whether a question has the same answer each time, and limits that let it be asked at all."""
    try:
        return not guard.examine(text).volatile
    except QueryRefused:
        return False


class _PackedBody:
    """A compressed answer, decompressed piece by piece as it is read."""

    def __init__(self, packed: bytes, length: int) -> None:
        self._packed = packed
        self.length = length

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return len(self._packed)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the pieces."""
        unpacking, left = zlib.decompressobj(), self._packed
        while not unpacking.eof:
            piece = unpacking.decompress(left, _PIECE_BYTES)
            left = unpacking.unconsumed_tail
            if piece:
                yield piece

    async def aclose(self) -> None:
        """There is nothing to give back."""


async def _packed(pieces: Body) -> _PackedBody:
    packing, packed, length = zlib.compressobj(_FASTEST), [], 0
    async for piece in pieces:
        packed.append(packing.compress(piece))
        length += len(piece)
    return _PackedBody(b"".join([*packed, packing.flush()]), length)
