"""The words of a PDF page: its characters, joined where no gap parts them."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING

from asm_graph.documents.bullets import BULLETS
from asm_graph.documents.pages import Box, PageWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.pdf.characters import Character
    from asm_graph.documents.pdf.placement import Placement

_GAP = 0.2
"""Share of the height of type from which a gap parts words; a blank takes a quarter, kerning a twentieth."""
_LIKELY_GAP = 0.08
"""The same where pdfium, which knows the width of the font's blank, supposes one, or the letters change."""
_BULLETS = frozenset(BULLETS)
_LABEL_ENDS = frozenset(".:)")
_TEXT_BEGINS = frozenset("¿¡“(")
_LETTER_SPACED = 0.08, 0.5
"""Shares between which the usual gap of a line is letter-spacing (`G O B I E R N O`), and parts no words."""
_LEADER = re.compile(r"\.{4,}|…{2,}")
"""The dots that lead from a heading to its page."""
_RAISED = 0.8
"""Share of the size before it below which type that is raised is a mark of a note, not part of the word."""
_UNITS = frozenset("mM")
"""Letters before a raised figure of a unit (`m²`, `km²`)."""
_FEW, _PAIR, _EQUAL = 4, 2, 0.03
"""Gaps that tell how a line is set; fewer have to be equal, up to such a share."""
_TWICE = 0.2
"""Share of its height by which a character is moved that is printed twice to look bold."""
_UPRIGHT = 0
_HALF = 2


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character as it runs: begin and end along its line, and its extent across it."""

    character: Character
    box: Box
    begin: float
    end: float
    low: float
    high: float

    @property
    def height(self) -> float:
        return max(self.high - self.low, 0.1)


def words_of(characters: Iterable[Character], placement: Placement) -> tuple[PageWord, ...]:
    """Return the words that the characters form, in the order of the file, each printed word once."""
    found: list[PageWord] = []
    glyphs = (_glyph(one, placement) for one in characters)
    for run in _runs(glyph for glyph in glyphs if _is_on_page(glyph.box, placement.size)):
        found += _words(run, placement)
    return tuple(_once(found))


def direction(characters: Sequence[Character], placement: Placement) -> int:
    """Return in which direction most characters run: by how many quarters, clockwise, from left to right."""
    counts = Counter(
        placement.quarters(one.style.quarters) for one in characters if one.style.quarters is not None
    )
    return counts.most_common(1)[0][0] if counts else _UPRIGHT


def _glyph(character: Character, placement: Placement) -> _Glyph:
    box = placement.box(*character.bounds)
    match placement.quarters(character.style.quarters or 0):
        case 1:
            return _Glyph(character, box, box.top, box.bottom, -box.right, -box.left)
        case 2:
            return _Glyph(character, box, -box.right, -box.left, -box.bottom, -box.top)
        case 3:
            return _Glyph(character, box, -box.bottom, -box.top, box.left, box.right)
    return _Glyph(character, box, box.left, box.right, box.top, box.bottom)


def _is_on_page(box: Box, size: tuple[float, float]) -> bool:
    """Tell whether any of a box can be seen; nothing of one can whose sides are no numbers."""
    return box.right > 0 and box.left < size[0] and box.bottom > 0 and box.top < size[1]


def _runs(glyphs: Iterable[_Glyph]) -> Iterator[list[_Glyph]]:
    """Yield the characters that follow each other on a line; one printed twice stands there once."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and _is_twice(run[-1], glyph):
            continue
        if run and not _goes_on(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _goes_on(one: _Glyph, other: _Glyph) -> bool:
    middle = (other.low + other.high) / 2
    return (
        other.character.follows
        and one.character.style.quarters == other.character.style.quarters
        and one.low <= middle <= one.high
        and other.begin > one.begin - one.height / 2
    )


def _is_twice(one: _Glyph, other: _Glyph) -> bool:
    near = _TWICE * one.height
    return (
        one.character.text == other.character.text
        and abs(one.begin - other.begin) < min(near, (one.end - one.begin) / 2)
        and abs(one.low - other.low) < near
    )


def _words(run: Sequence[_Glyph], placement: Placement) -> Iterator[PageWord]:
    """Yield the words of a line: parted by gaps, by the dots of a leader, and before the mark of a note."""
    gaps = [(two.begin - one.end) / one.height for one, two in pairwise(run)]
    spacing = _letter_spacing(gaps)
    text = "".join(glyph.character.text for glyph in run)
    leaders = {edge for leader in _LEADER.finditer(text) for edge in leader.span()}
    first = 0
    for index, gap in enumerate(gaps, start=1):
        one, other = run[index - 1], run[index]
        if gap - spacing > _widest(one, other) or index in leaders or _is_note(one, other):
            yield _word(run[first:index], placement)
            first = index
    yield _word(run[first:], placement)


def _letter_spacing(gaps: Sequence[float]) -> float:
    """Return the gap between the letters of a line that is set wide, else 0."""
    if len(gaps) < _FEW and (len(gaps) < _PAIR or max(gaps) - min(gaps) > _EQUAL):
        return 0
    usual = median_low(gaps)
    return usual if _LETTER_SPACED[0] <= usual <= _LETTER_SPACED[1] else 0


def _widest(one: _Glyph, other: _Glyph) -> float:
    """Return the widest gap between two characters of one word."""
    if one.character.text in _BULLETS:
        return -math.inf
    return _LIKELY_GAP if other.character.after_blank or _changes(one, other) else _GAP


def _changes(one: _Glyph, other: _Glyph) -> bool:
    """Tell whether words are likely to part here: `1.1.Nombre`, `Tel:(492)`, `PúblicaInternacional`."""
    before, after = one.character.text, other.character.text
    if before in _LABEL_ENDS:
        return after.isalpha() or after in _TEXT_BEGINS
    return before.islower() and (after.isupper() or after.isdigit())


def _is_note(one: _Glyph, other: _Glyph) -> bool:
    is_raised = other.height < _RAISED * one.height and other.high < one.high - (one.height / _FEW)
    return is_raised and other.character.text.isdigit() and one.character.text not in _UNITS


def _word(glyphs: Sequence[_Glyph], placement: Placement) -> PageWord:
    text = "".join(glyph.character.text for glyph in glyphs)
    style = glyphs[0].character.style
    turned = placement.quarters(style.quarters or 0)
    return PageWord(
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        Box.around(glyph.box for glyph in glyphs),
        size=round(style.size, 1),
        is_bold=style.is_bold,
        is_vertical=turned % _HALF == 1,
    )


def _once(words: Iterable[PageWord]) -> Iterator[PageWord]:
    """Yield the words without those that are printed twice at the same place."""
    places: dict[str, list[Box]] = {}
    for word in words:
        same = places.setdefault(word.text, [])
        near = _TWICE * max(word.size, 1)
        if not any(abs(b.left - word.box.left) < near and abs(b.top - word.box.top) < near for b in same):
            same.append(word.box)
            yield word
