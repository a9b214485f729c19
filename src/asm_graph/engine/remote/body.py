"""The answer of a remote engine, piece by piece, within the limits of an answer."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from asm_graph.engine.remote.failures import over_time
from asm_graph.engine.workers.failures import failure_of
from asm_graph.engine.workers.output import row_counter
from asm_graph.engine.workers.xml_text import MEDIA_TYPES, UnwritableProperty, XmlText
from asm_graph.errors import EngineFailure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The maximum bytes and rows of an answer, and the bytes to read before any are sent."""

    result_bytes: int
    result_rows: int
    quick_bytes: int


class RemoteBody:
    """The body of an answer; `closing` releases everything it holds."""

    def __init__(
        self,
        pieces: AsyncIterator[bytes],
        media_type: str,
        limits: BodyLimits,
        deadline: float,
        seconds: float,
    ) -> None:
        self.closing = AsyncExitStack()
        self._pieces = pieces
        self._limits = limits
        self._deadline = deadline
        self._seconds = seconds
        self._size = 0
        self._rows = row_counter(media_type)
        self._taken: list[bytes] = []
        self._xml = XmlText(self._taken.append) if media_type in MEDIA_TYPES else None
        self._whole = False

    async def begin(self) -> int | None:
        """Read the first pieces; the length of the answer, where it is whole by then.

        Raises:
            QueryError: it breaks off, or ends at a limit.
        """
        while not self._whole and self._size <= self._limits.quick_bytes:
            await self._take()
        return self._size if self._whole else None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the pieces; raise a `QueryError` where the answer breaks off."""
        while True:
            for piece in self._given_out():
                yield piece
            if self._whole:
                return
            await self._take()

    async def aclose(self) -> None:
        """Give back the connection; the engine sees that nobody waits for the rest."""
        await self.closing.aclose()

    def _given_out(self) -> list[bytes]:
        pieces = list(filter(None, self._taken))
        self._taken.clear()
        return pieces

    async def _take(self) -> None:
        """Take the next piece, and hold what it makes against the limits."""
        before = len(self._taken)
        try:
            async with asyncio.timeout_at(self._deadline):
                piece = await anext(self._pieces, None)
            self._put(piece)
        except TimeoutError:
            raise over_time(self._seconds) from None
        except httpx.HTTPError as error:
            raise EngineFailure("the remote engine's answer broke off; ask again.") from error
        except UnwritableProperty:
            raise failure_of({"code": "unwritable"}) from None
        self._count(b"".join(self._taken[before:]))

    def _put(self, piece: bytes | None) -> None:
        self._whole = piece is None
        if self._xml is None:
            self._taken.append(piece or b"")
        elif piece is None:
            self._xml.finish()
        else:
            self._xml.write(piece)

    def _count(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limits.result_bytes:
            raise failure_of({"code": "bytes"})
        if self._rows(data) > self._limits.result_rows:
            raise failure_of({"code": "rows"})
