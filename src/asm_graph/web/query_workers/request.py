"""The requests that a worker may answer: short queries, whole and plain; any other is the page server's.

HTTP is parsed by httptools (llhttp). What is let through here is a part of what the page server takes, read
the same way; whatever is unusual is not refused but left to it.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

import httptools

from asm_graph.web.http.host import is_host

LARGEST: Final = 16_384
"""Bytes of a request, its body included."""
_MOST_HEADERS = 60
_GET, _POST, _VERSION = b"GET /", b"POST /", b" HTTP/1.1\r\n"
_END = b"\r\n\r\n"
_PRINTABLE = bytes(range(0x20, 0x7F))
_KEPT, _LONGEST_KEPT = 500, 2_000
"""Clients send the same headers each time: so many are known again, and the most bytes of one's."""
_LINE_END = b"\r\n"
_ANY_LINE = b"GET / HTTP/1.1\r\n"
_FOLDED = (b"\r\n ", b"\r\n:")
_LENGTH_DIGITS = 5
_CONDITIONS = (b"if-none-match", b"if-modified-since")
_UNFIT = {b"transfer-encoding", b"content-encoding", b"expect", b"upgrade", b"te", b"trailer"}
_RELEVANT = {
    *(b"host", b"accept", b"content-length", b"content-type", b"connection", b"x-forwarded-for"),
    *_CONDITIONS,
    *_UNFIT,
}
"""Headers that make a difference to what is answered, or to how messages are framed."""


class Verdict(Enum):
    """Why there is no request."""

    PARTIAL = "more of it has to arrive"
    OTHER = "it is not for a worker"


class ShortRequest(NamedTuple):
    """A request; `sent` is all of it, `parameters` those of its address."""

    sent: bytes
    method: str
    parameters: bytes
    body: bytes
    headers: Headers


class Headers(NamedTuple):
    """The headers that make a difference.

    `length` is that of the body; `client` is who sends the request, as a proxy says it.
    """

    length: int | None
    accept: tuple[str, ...]
    content_type: str
    conditions: tuple[tuple[bytes, bytes], ...]
    client: str


class RequestReader:
    """Reads requests for some paths; its parser gets one whole request line after the other."""

    def __init__(self, paths: frozenset[bytes]) -> None:
        self._paths = paths
        self._target = b""
        self._parser = httptools.HttpRequestParser(self)

    def read(self, data: bytes) -> ShortRequest | Verdict:
        """Read the first request of what has arrived, which must be for one of the paths."""
        end = data.find(_END) + len(_END)
        if end < len(_END):
            return Verdict.PARTIAL if self._may_become(data) else Verdict.OTHER
        line_end = data.find(_LINE_END) + len(_LINE_END)
        path, _, parameters = self._target_of(data[:line_end]).partition(b"?")
        if path not in self._paths:
            return Verdict.OTHER
        method, lines = "GET" if data.startswith(_GET) else "POST", data[line_end:end]
        headers = (_headers if len(lines) <= _LONGEST_KEPT else _headers.__wrapped__)(lines)
        if headers is None or (headers.length is None) != (method == "GET"):
            return Verdict.OTHER
        whole = end + (headers.length or 0)
        if whole > len(data):
            return Verdict.PARTIAL if whole <= LARGEST else Verdict.OTHER
        return ShortRequest(data[:whole], method, parameters, data[end:whole], headers)

    def on_url(self, target: bytes) -> None:
        """Take the target of a request line; the parser calls it."""
        self._target = target

    def _may_become(self, data: bytes) -> bool:
        """Whether the beginning of a request may be that of one for a worker."""
        line = data[: len(_POST) + max(map(len, self._paths)) - 1]
        starts = [start.removesuffix(b"/") + path for start in (_GET, _POST) for path in self._paths]
        return len(data) < LARGEST and any(line.startswith(each[: len(line)]) for each in starts)

    def _target_of(self, line: bytes) -> bytes:
        """Return the target of a request line, empty where it is none, or is unusual."""
        if (
            not line.startswith((_GET, _POST))
            or not line.endswith(_VERSION)
            or line.translate(None, _PRINTABLE) != _LINE_END
            or b"#" in line
        ):
            return b""
        try:
            self._parser.feed_data(line + _LINE_END)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._parser = httptools.HttpRequestParser(self)
            return b""
        return self._target


class _Lines:
    """What the parser tells of headers: how many there are, and those that make a difference."""

    def __init__(self) -> None:
        self.found: dict[bytes, list[bytes]] = {}
        self.count = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self.count += 1
        name = name.lower()
        if name in _RELEVANT:
            self.found.setdefault(name, []).append(value.strip())  # llhttp leaves what follows


@lru_cache(_KEPT)
def _headers(lines: bytes) -> Headers | None:
    """Read the headers of a request; None where they are none, or unusual."""
    if lines.translate(None, _PRINTABLE) != _LINE_END * lines.count(_LINE_END):
        return None
    told = _Lines()
    parser = httptools.HttpRequestParser(told)
    try:
        parser.feed_data(_ANY_LINE + lines)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    is_usual = told.count <= _MOST_HEADERS and not any(sign in lines for sign in _FOLDED)
    return _fit(told.found) if is_usual and parser.should_keep_alive() else None


def _fit(found: dict[bytes, list[bytes]]) -> Headers | None:
    """Return what headers say; None where a message may be framed, or coded, in an unusual way."""
    hosts, lengths = found.get(b"host", []), found.get(b"content-length", [])
    types = found.get(b"content-type", [])
    if (
        not found.keys().isdisjoint(_UNFIT)
        or len(hosts) != 1
        or not is_host(hosts[0])
        or len(lengths) > 1
        or not all(each.isdigit() and len(each) <= _LENGTH_DIGITS for each in lengths)
        or len(types) > 1
        or any(each.lower() != b"keep-alive" for each in found.get(b"connection", ()))
    ):
        return None
    return Headers(
        int(lengths[0]) if lengths else None,
        tuple(each.decode("ascii") for each in found.get(b"accept", ())),
        types[0].decode("ascii") if types else "",
        tuple((name, value) for name in _CONDITIONS for value in found.get(name, ())),
        found.get(b"x-forwarded-for", [b""])[-1].rpartition(b",")[2].strip().decode("ascii"),
    )
