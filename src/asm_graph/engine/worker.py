"""A worker process: opens a store read-only and answers one query at a time from standard input.

Started as `python -m asm_graph.engine.worker STORE MEMORY RESULT_BYTES`; ends when its input ends.
Whatever a query does to this process, a crash included, ends this process only.
"""

from __future__ import annotations

import json
import sys
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

from asm_graph.engine.confinement import confine, end_after, silence
from asm_graph.engine.frames import PIECE_BYTES, Kind, pack, read
from asm_graph.syntax import syntax_error

if TYPE_CHECKING:
    from asm_graph.errors import QuerySyntaxError

_GRACE_SECONDS = 2.0
"""The server kills a late worker itself; the kernel does so this much later if the server is gone."""


class _TooLarge(Exception):
    """The answer has grown over its limit."""


class _Pieces:
    """A file that the engine writes an answer to; it leaves as frames."""

    def __init__(self, channel: IO[bytes], limit: int) -> None:
        self._channel = channel
        self._room = limit
        self._pending = bytearray()
        self._sent = False

    def write(self, data: bytes) -> int:
        self._room -= len(data)
        if self._room < 0:
            raise _TooLarge
        self._pending += data
        if len(self._pending) >= PIECE_BYTES:
            self._send(Kind.PIECE)
            self._sent = True
        return len(data)

    def flush(self) -> None:
        """The engine flushes once, at the end: `finish` sends the rest and says that it is the rest."""

    def finish(self) -> None:
        if not self._sent:
            self._send(Kind.WHOLE)
            return
        self._send(Kind.PIECE)
        self._channel.write(pack(Kind.END))
        self._channel.flush()

    def _send(self, kind: Kind) -> None:
        self._channel.write(pack(kind, bytes(self._pending)))
        self._channel.flush()
        self._pending.clear()


def _evaluate(store: Store, request: dict[str, Any], output: _Pieces) -> None:
    own_dataset = bool(request["default_graphs"] or request["named_graphs"])
    results = store.query(
        request["text"],
        default_graph=[NamedNode(iri) for iri in request["default_graphs"]] if own_dataset else None,
        named_graphs=[NamedNode(iri) for iri in request["named_graphs"]] if own_dataset else None,
    )
    file = cast("IO[bytes]", output)
    if isinstance(results, QueryTriples):
        results.serialize(file, RdfFormat.from_media_type(request["media_type"]))
    else:
        results.serialize(file, QueryResultsFormat.from_media_type(request["media_type"]))
    output.finish()


def _told(error: QuerySyntaxError) -> dict[str, Any]:
    place = {"line": error.line, "column": error.column, "hint": error.hint}
    return {"code": "syntax", "message": str(error), **place}


def _answer(store: Store, request: dict[str, Any], channel: IO[bytes], result_bytes: int) -> None:
    try:
        _evaluate(store, request, _Pieces(channel, result_bytes))
    except SyntaxError as error:
        failure = _told(syntax_error(error))
    except _TooLarge:
        failure = {"code": "bytes"}
    except MemoryError:
        failure = {"code": "memory"}
    except (ValueError, RuntimeError, OSError) as error:
        failure = {"code": "engine", "message": str(error)}
    else:
        return
    channel.write(pack(Kind.ERROR, json.dumps(failure).encode()))
    channel.flush()


def main(store_path: str, memory: str, result_bytes: str) -> None:
    """Answer queries until standard input ends."""
    requests, channel = sys.stdin.buffer, sys.stdout.buffer
    confine(int(memory))
    store = Store.read_only(store_path)
    silence()
    channel.write(pack(Kind.READY))
    channel.flush()
    while (frame := read(requests)) is not None:
        request = json.loads(frame[1])
        end_after(request["seconds"] + _GRACE_SECONDS)
        _answer(store, request, channel, int(result_bytes))
        end_after(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
