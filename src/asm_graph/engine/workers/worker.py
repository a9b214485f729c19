"""A worker process: opens a store read-only and answers one query at a time from standard input.

It is forked from the `starter`, confined as that is, and ends when its input ends.
Whatever a query does to this process, a crash included, ends this process only.
"""

from __future__ import annotations

import json
import os
import select
import sys
from io import FileIO
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import Store

from asm_graph.confinement import end_after, silence
from asm_graph.engine.workers.frames import FrameKind, pack, read
from asm_graph.engine.workers.output import ExceededAnswer, Output, Stopped, UnwritableProperty
from asm_graph.errors import QueryRefused
from asm_graph.query.evaluation import QueryEvaluator, write_answer
from asm_graph.rdf.query_errors import syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.errors import QuerySyntaxError

_UNKNOWN_FUNCTION = "custom function"
"""What the engine says of a function of another's that it does not have."""
_NO_STORE = "-"
_GRACE_SECONDS = 2.0
"""The server kills a late worker itself; the kernel does so this much later if the server is gone."""


class Evaluator:
    """Answers queries over one store within limits of bytes and rows.

    `is_stopped` tells whether nobody waits for the answer under way any more.
    """

    def __init__(self, store: Store, max_bytes: int, max_rows: int, is_stopped: Callable[[], bool]) -> None:
        self._evaluation = QueryEvaluator(store)
        self._is_stopped = is_stopped
        self._max_bytes = max_bytes
        self._max_rows = max_rows

    def answer(self, request: dict[str, Any], channel: IO[bytes]) -> None:
        """Write the answer to a request, or why there is none."""
        try:
            self._write(request, channel)
        except SyntaxError as error:
            failure = _told(syntax_error(error))
        except QueryRefused as error:
            failure = {"code": "refused", "rule": error.code, "message": str(error)}
        except ExceededAnswer as error:
            failure = {"code": error.limit}
        except Stopped:
            failure = {"code": "stopped"}
        except UnwritableProperty:
            failure = {"code": "unwritable"}
        except MemoryError:
            failure = {"code": "memory"}
        except (ValueError, RuntimeError, OSError) as error:
            failure = _broken(str(error))
        else:
            return
        channel.write(pack(FrameKind.ERROR, json.dumps(failure).encode()))
        channel.flush()

    def _write(self, request: dict[str, Any], channel: IO[bytes]) -> None:
        media_type = request["media_type"]
        output = Output(channel, media_type, self._max_bytes, self._max_rows, self._is_stopped)
        file = cast("IO[bytes]", output)
        results = self._evaluation.query(
            request["text"], request["default_graphs"], request["named_graphs"], request.get("base", "")
        )
        write_answer(results, file, media_type)
        output.finish()


def _broken(message: str) -> dict[str, Any]:
    """Return what the engine cannot do, and what failed."""
    if _UNKNOWN_FUNCTION in message:
        return {"code": "refused", "rule": "function", "message": message}
    return {"code": "engine", "message": message}


def _has_more(requests: IO[bytes]) -> bool:
    """Whether a frame waits to be read: while an answer is under way that is the word to stop, or the end."""
    return bool(select.select([requests], [], [], 0)[0])


def _told(error: QuerySyntaxError) -> dict[str, Any]:
    place = {"line": error.line, "column": error.column, "hint": error.hint}
    return {"code": "syntax", "message": str(error), **place}


def serve(store_path: str, max_bytes: int, max_rows: int) -> None:
    """Answer queries until standard input ends; `-` is an empty store."""
    requests: IO[bytes] = FileIO(sys.stdin.fileno(), closefd=False)  # unread, a frame must stay there
    channel = sys.stdout.buffer
    try:
        store = Store() if store_path == _NO_STORE else Store.read_only(store_path)
    except (OSError, RuntimeError) as error:
        sys.exit(f"{store_path}: cannot be opened ({error}).")
    evaluator = Evaluator(store, max_bytes, max_rows, lambda: _has_more(requests))
    silence()
    channel.write(pack(FrameKind.READY, str(os.getpid()).encode()))
    channel.flush()
    while (frame := read(requests)) is not None:
        if frame[0] is not FrameKind.QUERY:
            continue
        request = json.loads(frame[1])
        end_after(request["seconds"] + _GRACE_SECONDS)
        evaluator.answer(request, channel)
        end_after(0)
