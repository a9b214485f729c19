"""XML that parsers can read, whatever characters its texts contain.

XML 1.0 (2.2) has no way to write control characters and two others: they become the replacement character.
A carriage return would be read as a line end (2.11): it becomes a character reference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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

    def __init__(self, hand_on: Callable[[bytes], None]) -> None:
        self._hand_on = hand_on
        self._rest = b""

    def write(self, data: bytes) -> None:
        """Take another piece.

        Raises:
            UnwritableProperty: see there.
        """
        data = self._rest + data
        self._rest = _undecided(data)
        data = data[: len(data) - len(self._rest)]
        if _NO_NAME in data:
            raise UnwritableProperty
        self._hand_on(_FORBIDDEN.sub(_written, data))

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
