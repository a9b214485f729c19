"""The file that the engine writes an answer to: counted, limited, readable, and sent in frames."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Final

from asm_graph.engine.workers.frames import PIECE_BYTES, FrameKind, pack

if TYPE_CHECKING:
    from collections.abc import Callable


MEDIA_TYPES: Final = frozenset({"application/sparql-results+xml", "application/rdf+xml"})
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0B\x0C\x0E-\x1F]|\xEF\xBF[\xBE\xBF]|\r")
_CUT = (b"\xef\xbf", b"\xef")
"""The beginnings of a forbidden character of three bytes."""
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
_NO_NAME = b"<oxprefix: "
"""What the engine writes for a property whose IRI does not end in an XML name."""


class UnwritableProperty(ValueError):
    """RDF/XML cannot express a property."""


def readable(xml: bytes) -> bytes:
    """Replace what XML cannot contain in a whole document.

    Raises:
        UnwritableProperty: see there.
    """
    pieces: list[bytes] = []
    text = XmlText(pieces.append)
    text.write(xml)
    text.finish()
    return b"".join(pieces)


class XmlText:
    """A file that makes what is written to it readable and passes it on; `finish` ends it."""

    def __init__(self, hand_on: Callable[[bytes], object]) -> None:
        self._hand_on = hand_on
        self._rest = b""

    def write(self, data: bytes) -> int:
        """Take another piece.

        Raises:
            UnwritableProperty: see there.
        """
        size, data = len(data), self._rest + data
        self._rest = _undecided(data)
        data = data[: len(data) - len(self._rest)]
        if _NO_NAME in data:
            raise UnwritableProperty
        self._hand_on(_FORBIDDEN.sub(_written, data))
        return size

    def flush(self) -> None:
        """Do nothing: the engine flushes once, at the end."""

    def finish(self) -> None:
        """Hand on what was kept back."""
        self._hand_on(self._rest)


def _undecided(data: bytes) -> bytes:
    """Return the end of a piece that the next one may complete to something forbidden."""
    end = data[1 - len(_NO_NAME) :]
    if b"<" in end:
        return end[end.rindex(b"<") :]
    return next((cut for cut in _CUT if end.endswith(cut)), b"")


def _written(match: re.Match[bytes]) -> bytes:
    return b"&#13;" if match[0] == b"\r" else _REPLACEMENT


_ROW_MARKS: Final = {
    "application/sparql-results+json": b'}},{"',
    "application/sparql-results+xml": b"</result>",
    "text/tab-separated-values": b"\n",
}
"""What the engine writes once for each row (in JSON between two) and never inside a text."""


class ExceededAnswer(Exception):
    """The answer exceeds a limit, `rows` or `bytes`."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Stopped(Exception):
    """Nobody waits for the rest of the answer."""


class Output:
    """A file for the engine whose content leaves as frames, until `is_stopped` says to stop."""

    def __init__(
        self,
        channel: IO[bytes],
        media_type: str,
        max_bytes: int,
        max_rows: int,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._channel = channel
        self._is_stopped = is_stopped
        self._room = max_bytes
        self._rows = row_counter(media_type)
        self._max_rows = max_rows
        self._xml = XmlText(self._take) if media_type in MEDIA_TYPES else None
        self._pending = bytearray()
        self._sent = False

    def write(self, data: bytes) -> int:
        """Take a piece of the answer.

        Raises:
            ExceededAnswer: it is too large.
            Stopped: nobody waits for it any more.
            UnwritableProperty: RDF/XML cannot hold it.
        """
        (self._xml.write if self._xml else self._take)(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: the engine flushes once, at the end, and `finish` sends the last frame."""

    def finish(self) -> None:
        """Send what is left, and that the answer is whole."""
        if self._xml:
            self._xml.finish()
        if not self._sent:
            self._send(FrameKind.WHOLE)
            return
        self._send(FrameKind.PIECE)
        self._channel.write(pack(FrameKind.END))
        self._channel.flush()

    def _take(self, data: bytes) -> None:
        self._room -= len(data)
        if self._room < 0:
            raise ExceededAnswer("bytes")
        if self._rows(data) > self._max_rows:
            raise ExceededAnswer("rows")
        self._pending += data
        if len(self._pending) >= PIECE_BYTES:
            if self._is_stopped():
                raise Stopped
            self._send(FrameKind.PIECE)
            self._sent = True

    def _send(self, kind: FrameKind) -> None:
        self._channel.write(pack(kind, bytes(self._pending)))
        self._channel.flush()
        self._pending.clear()


def row_counter(media_type: str) -> Callable[[bytes], int]:
    """Return a function that takes successive pieces of an answer and returns the rows so far.

    A row without any value does not count in JSON; triples of a graph do not count.
    """
    if media_type == "text/csv":
        return _CsvRows().after
    if media_type in _ROW_MARKS:
        return _MarkedRows(_ROW_MARKS[media_type]).after
    return lambda _: 0


class _MarkedRows:
    """Counts a mark, even where it is split between two pieces."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._rows = 0
        self._end = b""

    def after(self, data: bytes) -> int:
        data = self._end + data
        self._rows += data.count(self._mark)
        self._end = data[1 - len(self._mark) :] if len(self._mark) > 1 else b""
        return self._rows


class _CsvRows:
    """Counts line ends outside quotes (RFC 4180)."""

    def __init__(self) -> None:
        self._rows = 0
        self._quoted = 0

    def after(self, data: bytes) -> int:
        segments = data.split(b'"')
        self._rows += sum(segment.count(b"\n") for segment in segments[self._quoted :: 2])
        self._quoted = (self._quoted + len(segments) - 1) % 2
        return self._rows
