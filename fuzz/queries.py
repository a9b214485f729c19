"""Targets among what reads a query before an engine does: the scanner, the guard, what rewrites it."""

from __future__ import annotations

import contextlib
import fcntl
import re
import socket
import struct
import threading
from functools import cache
from itertools import islice, pairwise

from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from asm_graph.errors import QueryRefused
from asm_graph.knowledge import Knowledge
from asm_graph.query.dataset import dataset_of, without_clauses
from asm_graph.query.graph_patterns import (
    with_graphs_apart,
    with_plain_concatenations,
    without_undefined,
)
from asm_graph.query.guard import Guard
from asm_graph.query.not_exists import without_quadratic_filters
from asm_graph.query.scanner import normalized, position, read_code, tokens, unescaped
from asm_graph.settings import Settings
from fuzz.inputs import PIECES, damaged, encoded, texts
from fuzz.target import Target

_CALLED = "http://127.0.0.1:9/"
"""The address that queries call; the port becomes that of the server that waits for calls."""
_GUARD = Guard.of(Settings())
_LONGEST_ASKED = 2_000
_ROWS = 3


@cache
def _questions() -> tuple[bytes, ...]:
    """Read the questions of the library as they stand."""
    paths = sorted(Knowledge.default().sparql.glob("*.rq"))
    return tuple(path.read_bytes() for path in paths)


def _queries() -> st.SearchStrategy[bytes]:
    return st.one_of(texts(PIECES["queries"]).map(encoded), damaged(_questions(), PIECES["queries"]))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass" if b"\xed" in data else "replace")


def scan(data: bytes) -> None:
    """Check that tokens are pieces of the text in order, and all else white space or comments."""
    with contextlib.suppress(UnicodeDecodeError):
        text = _text(data)
        read = list(tokens(text))
        for before, after in pairwise([(0, 0), *((one.start, one.start + len(one.text)) for one in read)]):
            between = text[before[1] : after[0]]
            assert re.fullmatch(r"(?:\s|#[^\n\r]*)*+", between), f"passed over {between!r}"
        assert all(one.text == text[one.start : one.start + len(one.text)] for one in read)
        once = normalized(text)
        assert normalized(once) == once
        is_closed = not read or read[-1].kind != "open_string"  # that of no query
        assert not is_closed or [one[:2] for one in tokens(once)] == [one[:2] for one in read]
        line, column = position(text, len(text))
        assert line >= 1
        assert column >= 1
        unescaped(text)
        code = read_code(text)
        assert code is None or len(code.within) == len(code.tokens)


def examine(data: bytes) -> None:
    """Check that a query is refused or calls no other host, and that refusals name places that are there."""
    with contextlib.suppress(UnicodeDecodeError):
        text = _text(data)
        refused = _refusal(text)
        if refused is not None:
            assert refused.line is None or 1 <= refused.line <= text.count("\n") + 1
        elif len(text) <= _LONGEST_ASKED and "service" in unescaped(text).lower():
            _assert_silent(text)


def rewrite(data: bytes) -> None:
    """Check that what is rewritten of an admitted query has its form, and is right if that was."""
    with contextlib.suppress(UnicodeDecodeError):
        text = _text(data)
        if _refusal(text) is not None:
            return
        form = _GUARD.examine(text).form
        dataset_of(text)
        is_right = len(text) <= _LONGEST_ASKED and _is_right(text)
        for way in (
            without_clauses, without_undefined, without_quadratic_filters, with_plain_concatenations,
            _with_two_graphs_apart,
        ):  # fmt: skip
            rewritten = way(text)
            _assert_same_form(rewritten, form)
            assert not is_right or _is_right(rewritten), f"{way.__name__} gave {rewritten!r}"


def _with_two_graphs_apart(text: str) -> str:
    return with_graphs_apart(text, ("http://e/g", "http://e/h"))


def _is_right(text: str) -> bool:
    """Tell whether the engine can parse a query; over an empty store nothing of it takes long."""
    try:
        Store().query(text, base_iri="http://e/")
    except SyntaxError:
        return False
    except (ValueError, OSError, RuntimeError):
        return True
    return True


def _assert_same_form(text: str, form: str) -> None:
    refused = _refusal(text)
    if refused is None:
        assert _GUARD.examine(text).form == form
    else:
        assert refused.code in {"length", "depth", "clauses", "operators"}, str(refused)


def _refusal(text: str) -> QueryRefused | None:
    try:
        _GUARD.examine(text)
    except QueryRefused as refused:
        return refused
    return None


class _Listener:
    """A server on the loopback interface that answers nobody, and counts who calls."""

    def __init__(self) -> None:
        _raise_loopback()
        self.calls = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._server.accept()
            self.calls += 1
            connection.close()


def _raise_loopback() -> None:
    """Switch the loopback interface on, where this process is in a network of its own and nothing else is."""
    set_flags, up_and_running = 0x8914, 0x41
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket, contextlib.suppress(PermissionError):
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up_and_running))


@cache
def _engine() -> tuple[Store, _Listener]:
    store = Store()
    node = NamedNode("http://e/s")
    store.add(Quad(node, node, node))
    return store, _Listener()


def _assert_silent(text: str) -> None:
    """Ask the engine itself, which follows SERVICE wherever it finds it."""
    store, listener = _engine()
    try:
        answer = store.query(text.replace(_CALLED, f"http://127.0.0.1:{listener.port}/"))
        list(islice(answer, _ROWS) if hasattr(answer, "__iter__") else ())
    except SyntaxError:
        return
    except (ValueError, OSError, RuntimeError) as error:
        said = str(error).lower()
    else:
        said = ""
    assert "service" not in said, said
    assert not listener.calls, "the query called another host"


TARGETS = (
    Target("scanner", _queries(), scan),
    Target("guard", _queries(), examine),
    Target("rewriting", _queries(), rewrite),
)
