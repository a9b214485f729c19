"""The protocol between server and workers: frames, and failures of workers as errors of ours."""

from __future__ import annotations

import struct
from enum import Enum
from typing import IO, TYPE_CHECKING, Any

from asm_graph.errors import EngineFailure, QueryLimitExceeded, QueryRefused, QuerySyntaxError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping

    from asm_graph.errors import QueryError


_LIMITS = {
    "bytes": "the answer is too large; ask for less, with LIMIT.",
    "rows": "the answer has too many rows; ask for less, with LIMIT.",
    "memory": "the query needs too much memory; sort, group or join less at a time.",
}


def failure_of(told: Mapping[str, Any]) -> QueryError:
    """Make the error from a worker's code and details."""
    match told["code"]:
        case "stopped":
            return EngineFailure("nobody waits for this answer.")
        case "syntax":
            return QuerySyntaxError(told["message"], told["line"], told["column"], told["hint"])
        case "refused":
            return QueryRefused(told["rule"], told["message"])
        case "unwritable":
            message = "RDF/XML cannot name a property of this answer; ask for another format."
            return QueryRefused("unwritable", message)
        case limit if limit in _LIMITS:
            return QueryLimitExceeded(_LIMITS[limit], limit)
        case _:
            return EngineFailure(told["message"])


_HEADER = struct.Struct(">cI")
PIECE_BYTES = 65_536
"""A worker sends what it has whenever it reaches this size; a smaller answer goes in one frame."""


class FrameKind(Enum):
    """The kind of a frame."""

    READY = b"R"  # the worker has opened the store; the number of its process
    QUERY = b"Q"  # a request, as JSON
    STOP = b"S"  # nobody waits for the rest of the answer under way; without one it means nothing
    WHOLE = b"W"  # an answer that fits one frame
    PIECE = b"P"  # a piece of a longer answer
    END = b"E"  # the longer answer is whole
    ERROR = b"X"  # the answer failed, as JSON


def pack(kind: FrameKind, payload: bytes = b"") -> bytes:
    """Pack a frame as bytes."""
    return _HEADER.pack(kind.value, len(payload)) + payload


def read(stream: IO[bytes]) -> tuple[FrameKind, bytes] | None:
    """Read the next frame of a blocking stream; None at its end."""
    header = _exactly(stream, _HEADER.size)
    if header is None:
        return None
    kind, length = _HEADER.unpack(header)
    payload = _exactly(stream, length)
    return None if payload is None else (FrameKind(kind), payload)


def _exactly(stream: IO[bytes], length: int) -> bytes | None:
    """Read so many bytes of a stream, which may be unbuffered; None where it ends before."""
    data = bytearray()
    while len(data) < length and (piece := stream.read(length - len(data))):
        data += piece
    return bytes(data) if len(data) == length else None


class FrameReader:
    """The frames of a stream; one whose receipt is given up halfway comes whole the next time."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        self._stream = stream
        self._head: bytes | None = None

    async def receive(self) -> tuple[FrameKind, bytes]:
        """Read the next frame; raise `asyncio.IncompleteReadError` at the end of the stream."""
        self._head = self._head or await self._stream.readexactly(_HEADER.size)
        kind, length = _HEADER.unpack(self._head)
        payload = await self._stream.readexactly(length)
        self._head = None
        return FrameKind(kind), payload
