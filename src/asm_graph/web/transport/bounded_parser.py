"""The parser of requests that are not plain, with an end to how many pieces it takes them in.

h11 bounds the bytes of a head, not its lines, and takes chunks of a single byte; each costs some 20 µs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import h11

from asm_graph.web.http.request_size import MOST_HEADERS

if TYPE_CHECKING:
    from h11 import NEED_DATA, PAUSED, Event

_END_OF_HEAD = re.compile(rb"\n\r?\n")
_LINE_ENDS = (b"\r", b"\n")
_FREE_CHUNKS, _CHUNK_BYTES = 200, 256
"""So many chunks of a body may be of any size; all others together have this average at least."""


class BoundedParser(h11.Connection):
    """Reads one request after another; `fault` is the code of the problem of one that it refused."""

    def __init__(self, header_bytes: int) -> None:
        super().__init__(h11.SERVER, header_bytes)
        self.fault: str | None = None
        self._chunks = 0
        self._bytes = 0

    def next_event(self) -> Event | type[NEED_DATA] | type[PAUSED]:
        """Return the next event.

        Raises:
            RemoteProtocolError: it is no HTTP, or the request comes in too many pieces.
        """
        if self.their_state is h11.IDLE:
            self._drop_empty_lines()
            if self._lines() > MOST_HEADERS:
                self._refuse("headers")
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._chunks = self._bytes = 0
        elif isinstance(event, h11.Data):
            self._chunks += event.chunk_start
            self._bytes += len(event.data)
            if self._chunks > _FREE_CHUNKS + self._bytes // _CHUNK_BYTES:
                self._refuse("request")
        return event

    def _drop_empty_lines(self) -> None:
        """Drop empty lines before a request, with which some clients end a body (RFC 9112, 2.2)."""
        while self.trailing_data[0].startswith(_LINE_ENDS):
            self._receive_buffer.maybe_extract_at_most(1)

    def _lines(self) -> int:
        """Return the lines of the head received so far."""
        received, _ = self.trailing_data
        end = _END_OF_HEAD.search(received)
        return received.count(b"\n", 0, end.start() if end else len(received))

    def _refuse(self, fault: str) -> None:
        self.fault = fault
        raise h11.RemoteProtocolError("the request comes in too many pieces")
