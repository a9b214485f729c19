"""The protocol between server and workers: frames of one byte of kind, four of length, and the payload."""

from __future__ import annotations

import struct
from enum import Enum
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

_HEADER = struct.Struct(">cI")
PIECE_BYTES = 65_536
"""A worker sends what it has whenever it reaches this size; a smaller answer goes in one frame."""


class Kind(Enum):
    """The kind of a frame."""

    READY = b"R"  # the worker has opened the store
    QUERY = b"Q"  # a request, as JSON
    WHOLE = b"W"  # an answer that fits one frame
    PIECE = b"P"  # a piece of a longer answer
    END = b"E"  # the longer answer is whole
    ERROR = b"X"  # the answer failed, as JSON


def pack(kind: Kind, payload: bytes = b"") -> bytes:
    """Pack a frame as bytes."""
    return _HEADER.pack(kind.value, len(payload)) + payload


def read(stream: IO[bytes]) -> tuple[Kind, bytes] | None:
    """Read the next frame of a blocking stream; None at its end."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, length = _HEADER.unpack(header)
    return Kind(kind), stream.read(length)


async def receive(stream: asyncio.StreamReader) -> tuple[Kind, bytes]:
    """Read the next frame of a stream; raise `asyncio.IncompleteReadError` at its end."""
    kind, length = _HEADER.unpack(await stream.readexactly(_HEADER.size))
    return Kind(kind), await stream.readexactly(length)
