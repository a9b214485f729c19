"""Which lines go on in the next one: a paragraph is broken only where the next word would not have fitted."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.cut_sentences import begins_item, flows
from asm_graph.documents.page_layout.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.page_layout.tables import LaidTable

_BLANK = 0.2
"""Share of its size that a blank between two words takes at least."""
_JUSTIFIED = 1.5
"""Points by which the ends of justified lines may differ."""
_FAR = 2.5
"""How many times its size the words of a line of text are never apart."""
_SAME_SIZE = 0.6
"""Points by which the size of the type may differ within a paragraph."""
_SAME_HEIGHT = 0.4
"""Share of the height of a line by which those of a paragraph differ where OCR knows no size of type."""
_PITCH = 1.3
"""How many times the usual distance of lines those of a paragraph may be apart."""
_INDENTED = 0.8
"""Share of its size by which a line that begins a paragraph is set in."""
_SMALL = 0.9
"""Share of the size of the text below which that of its notes is."""
_NOTE = re.compile(r"[^\w*†‡]*+(?:\d{1,3}\b|[*†‡\u00b9\u00b2\u00b3\u2070-\u2079])")
_LEADER = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
"""The dots that lead from a heading to its page."""


def mark_paragraphs(pieces: Sequence[Line | LaidTable]) -> None:
    """Note which lines of a page go on in the next one."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    pitch = _usual_pitch(lines)
    for line, below in pairwise(pieces):
        if isinstance(line, Line) and isinstance(below, Line):
            line.goes_on = _is_below(line, below, pitch) and _is_full(line, below) and _is_one(line, below)


def goes_over_page(line: Line, first: Line) -> bool:
    """Tell whether the last line of a page goes on in the first one of the next."""
    return _is_full(line, first) and _is_one(line, first) and flows(line.text, first.text)


def without_notes(pieces: Sequence[Line | LaidTable], usual: float) -> int:
    """Return how many pieces of a page stand above the notes at its foot.

    Those are in smaller type than the `usual` size on the page.
    """
    end = found = len(pieces)
    for piece in reversed(pieces):
        if not isinstance(piece, Line) or piece.size > _SMALL * usual:
            break
        end -= 1
        if _NOTE.match(piece.text):
            found = end
    return found


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Return the distance of one line to the next that most have, in points."""
    apart: Counter[int] = Counter()
    for line, below in pairwise(lines):
        if (distance := round(below.box.bottom - line.box.bottom)) > 0:
            apart[distance] += 1
    return float(max(apart, key=lambda distance: (apart[distance], -distance), default=0))


def _is_below(line: Line, below: Line, pitch: float) -> bool:
    distance = below.box.bottom - line.box.bottom
    return line.column == below.column and 0 < distance <= _PITCH * max(pitch, line.box.height)


def _is_full(line: Line, below: Line) -> bool:
    """Tell whether the first word of the next line would not have fitted, or both lines are justified."""
    if line.column is None or _is_entry(line):
        return False
    room = line.column[1] - line.box.right
    is_justified = abs(line.box.right - below.box.right) < _JUSTIFIED and line.box.width > room
    return is_justified or below.words[0].box.width + _BLANK * line.size > room


def _is_entry(line: Line) -> bool:
    """Tell whether parts of a line stand far apart, as a heading and its page in a table of contents."""
    return _LEADER.search(line.text) is not None or any(
        other.box.left - word.box.right > _FAR * line.size for word, other in pairwise(line.words)
    )


def _is_one(line: Line, below: Line) -> bool:
    """Tell whether two lines may be of one paragraph, by their type, and by how the second begins."""
    is_known = line.words[0].size and below.words[0].size
    near = _SAME_SIZE if is_known else _SAME_HEIGHT * line.size
    if abs(line.size - below.size) > near or line.is_running or below.is_running:
        return False
    for one, other in ((line, below), (below, line)):
        if one.is_bold and not any(word.is_bold for word in other.words):
            return False
    if begins_item(below.text):
        return False
    return begins_item(line.text) or below.box.left - line.box.left < _INDENTED * line.size
