"""A worker by itself, spoken to in frames."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from asm_graph.engine.workers.frames import FrameKind, pack, read

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/sparql-results+json"


class Talk:
    """A conversation with a worker."""

    def __init__(self, requests: IO[bytes], frames: IO[bytes]) -> None:
        self.requests = requests
        self.frames = frames

    def ask(self, text: str, media_type: str = JSON) -> tuple[FrameKind, bytes]:
        request: dict[str, Any] = {"text": text, "media_type": media_type, "seconds": 5}
        request |= {"default_graphs": [], "named_graphs": []}
        self.requests.write(pack(FrameKind.QUERY, json.dumps(request).encode()))
        self.requests.flush()
        return self.next()

    def next(self) -> tuple[FrameKind, bytes]:
        frame = read(self.frames)
        assert frame is not None
        return frame


@contextlib.contextmanager
def worker(store: Path, result_bytes: int = 1_000_000, result_rows: int = 10_000) -> Iterator[Talk]:
    limits = ("1500000000", str(result_bytes), str(result_rows))
    command = [sys.executable, "-m", "asm_graph.engine.workers.starter", str(store), *limits]
    requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with requests, subprocess.Popen(command, stdin=theirs) as process:
        theirs.close()
        with forked(requests) as talk:
            yield talk
        requests.close()
        assert process.wait(10) == 0  # it ends when its input does


@contextlib.contextmanager
def forked(requests: socket.socket) -> Iterator[Talk]:
    """Have a worker forked, which ends when its input does."""
    channel, theirs = socket.socketpair()
    with theirs:
        end, their_end = os.pipe()
        socket.send_fds(requests, [b"F"], [theirs.fileno(), their_end])
        os.close(their_end)
    with os.fdopen(end, "rb") as code:
        with channel, channel.makefile("wb") as questions, channel.makefile("rb") as frames:
            talk = Talk(questions, frames)
            kind, number = talk.next()
            assert kind is FrameKind.READY
            assert b"workers.starter" in Path(f"/proc/{int(number)}/cmdline").read_bytes()
            yield talk
        assert code.read() == b"0"


def test_small_answers_are_one_frame_and_long_ones_end_with_one(store: Path) -> None:
    with worker(store) as talk:
        kind, body = talk.ask("ASK {}")
        assert (kind, json.loads(body)["boolean"]) == (FrameKind.WHOLE, True)
        kind, body = talk.ask("SELECT ?o { ?s ?p ?o }", "text/csv")
        pieces = [body]
        while kind is FrameKind.PIECE:
            kind, body = talk.next()
            pieces.append(body)
        assert kind is FrameKind.END or len(pieces) == 1
        assert b"".join(pieces).count(b"\r\n") == 4001


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("ASK {", 1, 6), ("ASK\n{ ?s ?p }", 2, 10), ("", 1, 1), ("PREFIX a: <b c> ASK {}", 1, 16)],
)
def test_syntax_errors_have_a_place_and_no_grammar(store: Path, text: str, line: int, column: int) -> None:
    with worker(store) as talk:
        kind, body = talk.ask(text)
        failure = json.loads(body)
        assert (kind, failure["code"]) == (FrameKind.ERROR, "syntax")
        assert (failure["line"], failure["column"]) == (line, column)
        assert "[" not in failure["message"]


def test_rows_over_their_limit_are_an_error(store: Path) -> None:
    with worker(store, result_rows=100) as talk:
        for media_type in (JSON, "text/csv", "text/tab-separated-values", "application/sparql-results+xml"):
            kind, body = talk.ask("SELECT * { ?s ?p ?o }", media_type)
            assert (kind, json.loads(body)) == (FrameKind.ERROR, {"code": "rows"})
            assert talk.ask("SELECT * { ?s ?p ?o } LIMIT 99", media_type)[0] is FrameKind.WHOLE


def test_a_query_that_is_rewritten_is_told_its_errors_as_it_was_written(store: Path) -> None:
    with worker(store) as talk:
        kind, body = talk.ask("SELECT * { ?s ?p ?o\nFILTER NOT EXISTS { ?x ?y ?s . ?s ?q ?z } } LIMIT x")
        failure = json.loads(body)
        assert (kind, failure["line"], failure["column"]) == (FrameKind.ERROR, 2, 51)


def test_an_answer_over_its_limit_is_an_error_and_the_next_is_answered(store: Path) -> None:
    with worker(store, result_bytes=1000) as talk:
        kind, body = talk.ask("SELECT * { ?s ?p ?o }")
        assert (kind, json.loads(body)) == (FrameKind.ERROR, {"code": "bytes"})
        assert talk.ask("ASK {}")[0] is FrameKind.WHOLE
