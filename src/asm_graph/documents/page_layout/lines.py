"""Words become lines, each in reading order; lines of turned words come after those that lie flat."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents.pages import PageWord

_SAME_LINE = 0.5
"""Share of the lower of two words that must overlap for both to be on one line."""
_MUCH_TALLER = 2.0
_NEAR_MIDDLE = 0.35
"""Share of its height by which the middle of a much taller word, such as an initial, may be off its line."""
_OPEN_LINES = 3
"""Lines that words sorted from top to bottom may still belong to."""


@dataclass(slots=True)
class Line:
    """A line of a page; `column` is the left and right edge of the text that it is part of.

    `size` is that of the type in points, the height of the words where that is not known. `goes_on` tells
    that the next line continues its paragraph.
    """

    page: int
    words: list[PageWord]
    column: tuple[float, float] | None = None
    is_running: bool = False
    goes_on: bool = False
    box: Box = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        """Find the box, and the size of the type, once: they are asked for often."""
        self.box = Box.around(word.box for word in self.words)
        self.size = usual_size(self.words)

    @property
    def text(self) -> str:
        """The words, a space apart."""
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is in bold type."""
        return all(word.is_bold for word in self.words)


def usual_size(words: Iterable[PageWord]) -> float:
    """Return the size of the type of most characters, in points; the height where that is not known."""
    sizes: dict[float, int] = {}
    for word in words:
        size = word.size or word.box.height
        sizes[size] = sizes.get(size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def lines_of(words: Iterable[PageWord]) -> list[list[PageWord]]:
    """Group the words of one block of text into lines, from top to bottom, each from left to right."""
    flat: list[PageWord] = []
    turned: list[PageWord] = []
    for word in words:
        (turned if word.is_vertical else flat).append(word)
    lines = _grouped([(word.box, word) for word in flat])
    if turned:
        runs_up = _runs_up(turned)
        lines += _grouped([(_laid_flat(word.box, runs_up=runs_up), word) for word in turned])
    return lines


def reading_order(words: Iterable[PageWord]) -> list[PageWord]:
    """Return the words of one block of text, such as a cell, as they are read."""
    return [word for line in lines_of(words) for word in line]


@dataclass(slots=True)
class _OpenLine:
    core: Box
    words: list[tuple[float, PageWord]]

    def add(self, box: Box, word: PageWord) -> None:
        if box.height > self.core.height:
            self.core = box
        self.words.append((box.left, word))


def _grouped(placed: Sequence[tuple[Box, PageWord]]) -> list[list[PageWord]]:
    """Group words into lines by their boxes, which lie flat."""
    lines: list[_OpenLine] = []
    for box, word in sorted(placed, key=lambda one: (one[0].top + one[0].bottom, one[0].left)):
        near = [line for line in lines[-_OPEN_LINES:] if _is_beside(line.core, box)]
        if near:
            max(near, key=lambda line: _overlap(line.core, box)).add(box, word)
        else:
            lines.append(_OpenLine(box, [(box.left, word)]))
    lines.sort(key=lambda line: line.core.top + line.core.bottom)
    return [[word for _, word in sorted(line.words, key=lambda one: one[0])] for line in lines]


def _is_beside(core: Box, box: Box) -> bool:
    lower, taller = sorted((core.height, box.height))
    if _overlap(core, box) < _SAME_LINE * lower:
        return False
    apart = abs(core.top + core.bottom - box.top - box.bottom) / 2
    return taller <= _MUCH_TALLER * lower or apart <= _NEAR_MIDDLE * taller


def _overlap(one: Box, other: Box) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _runs_up(turned: Sequence[PageWord]) -> bool:
    """Tell whether turned words run up the page, as most do, by the order in which the source has them."""
    up = down = 0
    for word, other in pairwise(turned):
        across = min(word.box.right, other.box.right) - max(word.box.left, other.box.left)
        if across > _SAME_LINE * min(word.box.width, other.box.width):
            up += other.box.bottom <= word.box.top
            down += other.box.top >= word.box.bottom
    return up >= down


def _laid_flat(box: Box, *, runs_up: bool) -> Box:
    """Return where the box of a turned word stands if the page is turned so that it lies flat."""
    if runs_up:
        return Box(-box.bottom, box.left, -box.top, box.right)
    return Box(box.top, -box.right, box.bottom, -box.left)
