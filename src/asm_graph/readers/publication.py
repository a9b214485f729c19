"""The text of a document as it may be published: what is withheld is blotted out, and all offsets hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.spanish.contact import OMITTED, contact_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import Span
    from asm_graph.records.texts import Reading

BLOT = "█"
"""What stands in place of each withheld character, so that the offsets of excerpts hold."""

_WITHHELD = {"contact data", "field not published"}
"""The kinds of furniture that readers keep back."""

_BLOTS = re.compile(rf"{BLOT}(?:[{BLOT}\s]*{BLOT})?")


def publishable(text: str, reading: Reading) -> str:
    """The text without what its reader keeps back and without contact data; white space stays."""
    characters = list(text)
    for span in _withheld(text, reading):
        for place in range(span.start, span.end):
            if not characters[place].isspace():
                characters[place] = BLOT
    return "".join(characters)


def without_blots(text: str) -> str:
    """A published text, or a piece of it, with one sign for each run that is blotted out.

    >>> without_blots("Avisar al ████ ████ ████ hoy")
    'Avisar al […] hoy'
    """
    return _BLOTS.sub(OMITTED, text)


def _withheld(text: str, reading: Reading) -> Iterator[Span]:
    yield from (piece.span for piece in reading.furniture if piece.kind in _WITHHELD)
    yield from contact_spans(text)
