"""The paragraphs of a cell, told by the space between its lines, as lists of units and products have it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from asm_graph.documents import Span
from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import PagedDocument, PlacedWord

_MORE = 1.6
"""How much further apart than others two lines are between which a paragraph ends."""
_LEAST_LINES = 3


def cell_paragraphs(document: PagedDocument, passage: Passage) -> tuple[Passage, ...]:
    """Return the paragraphs of a cell; the cell as it is where places tell none apart."""
    lines = _lines(tuple(document.words_in(Span(passage.offsets[0], passage.offsets[-1] + 1))))
    if len(lines) < _LEAST_LINES:
        return (passage,)
    steps = [_step(above, below) for above, below in pairwise(lines)]
    usual = median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 0.0
    begins = [line[0] for line, step in zip(lines[1:], steps, strict=True) if step > _MORE * usual > 0]
    edges = [0, *(bisect_left(passage.offsets, word.span.start) for word in begins), len(passage)]
    parts = (passage.slice(start, end).strip() for start, end in pairwise(edges))
    return tuple(part for part in parts if part)


def _lines(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    lines: list[list[PlacedWord]] = []
    for word in words:
        last = lines[-1][-1].area if lines else None
        middle = word.area.box.center[1]
        if last and last.page == word.area.page and last.box.top <= middle <= last.box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _step(above: Sequence[PlacedWord], below: Sequence[PlacedWord]) -> float:
    """Return how far a line is below another, in points; 0 where a page ends between them."""
    if above[0].area.page != below[0].area.page:
        return 0.0
    first, second = (Box.around(word.area.box for word in line).center[1] for line in (above, below))
    return second - first
