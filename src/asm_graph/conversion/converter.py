"""Spreadsheets and reports, made by a process of `worker`, and sent from the file that it wrote."""

from __future__ import annotations

import asyncio
import json
import tempfile
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from asm_graph.confinement import TOLD
from asm_graph.conversion.process import Job
from asm_graph.engine.interface import Answer
from asm_graph.errors import ConversionsBusy, EngineFailure, UsageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from asm_graph.confinement import ProcessLimits
    from asm_graph.conversion.places import ConversionPlaces
    from asm_graph.engine.interface import Body

    Ask = Callable[[], Awaitable[Answer]]

_MODULE = "asm_graph.conversion.worker"
_WHOLE_BYTES = 1_000_000
"""A file up to this size is read into memory, where it can be kept; a longer one is sent from where it is."""
_PIECE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Conversion:
    """What is to be made: one of the kinds of `worker`, and what it is told besides the content."""

    kind: str
    told: Mapping[str, Any]


class Converter:
    """Makes files in places of a queue, as long as those that clients have not read have `unread_bytes`."""

    def __init__(self, places: ConversionPlaces, limits: ProcessLimits, unread_bytes: int) -> None:
        self._places = places
        self._limits = limits
        self._unread_bytes = unread_bytes
        self._unread = 0

    async def convert(
        self,
        conversion: Conversion,
        ask: Ask | None = None,
        client: str = "",
        kept: Callable[[], bytes | None] = lambda: None,
    ) -> Answer:
        """Make a file of the answer that `ask` gets, once there is a place.

        `kept` gets the file itself where it was made for another client while this one waited.

        Raises:
            ConversionsBusy: there is no place, or too many files are being sent.
            QueryLimitExceeded: it takes too long or too much room.
            UsageError: its content does not fit, such as too many rows.
            EngineFailure: it cannot be made.
        """
        async with self._places.place(client, is_long=True):
            if (made := kept()) is not None:
                return Answer.whole(made)
            if self._unread > self._unread_bytes:
                raise ConversionsBusy("too many converted files are being sent; try again shortly.")
            async with AsyncExitStack() as undo:
                content = None
                if ask is not None:
                    content = (await ask()).body
                    undo.push_async_callback(content.aclose)
                return await self._made(conversion, content)

    async def _made(self, conversion: Conversion, content: Body | None) -> Answer:
        file = _temporary_file()
        with ExitStack() as undo:
            undo.callback(file.close)
            size = await self._written(_given(conversion, content), conversion.kind, file)
            if size <= _WHOLE_BYTES:
                return Answer.whole(file.read())
            undo.pop_all()
        self._unread += size
        return Answer(_FileBody(file, partial(self._forget, size)), size)

    async def _written(self, given: AsyncIterator[bytes], kind: str, file: IO[bytes]) -> int:
        """Read the file that a process wrote."""
        code = await Job(_MODULE, self._limits, (kind,)).run(given, file)
        size = file.seek(0, 2)
        file.seek(0)
        if code == TOLD:
            told = json.loads(file.read())
            raise UsageError(told["message"], told["code"], told["facts"])
        return size

    def _forget(self, size: int) -> None:
        self._unread -= size


class _FileBody:
    """The body of an answer that is a file, which is gone once it is closed."""

    def __init__(self, file: IO[bytes], on_close: Callable[[], None]) -> None:
        self._file = file
        self._on_close = on_close

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the pieces."""
        while piece := await asyncio.to_thread(self._file.read, _PIECE_BYTES):
            yield piece

    async def aclose(self) -> None:
        """Let go of the file."""
        if not self._file.closed:
            self._file.close()
            self._on_close()


async def _given(conversion: Conversion, content: Body | None) -> AsyncIterator[bytes]:
    yield json.dumps(conversion.told).encode() + b"\n"
    if content is not None:
        async for piece in content:
            yield piece


def _temporary_file() -> IO[bytes]:
    """Open a file without a name, which nothing can leave behind."""
    try:
        return tempfile.TemporaryFile()
    except OSError as error:
        raise EngineFailure(f"there is no place for temporary files ({error}); free some space.") from error
