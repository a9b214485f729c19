"""Columns of running text: the blank between them, which several lines one below the other leave free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.lines import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.pages import PageWord

_LEAST_BLANK = 1.0
"""Heights of a line, the least width of the blank between two columns."""
_LINES_NEEDED = 4
"""Lines of each column."""
_WORDS_PER_LINE = 3.0
"""Words on a line of a column, on average; fewer are the cells of a table, or labels."""
_LEAST_WIDTH = 0.2
"""Share of the width of the text that a column has."""
_APART = 1.5
"""Heights of a line above which the next one, under a column that goes on by itself, is no part of it."""
_MOST_BLANKS = 12
"""Blanks that are followed at a time: a page has no more columns than that."""


@dataclass(slots=True)
class TwoColumns:
    """Lines from `start` to `end` that a blank parts; what is right of it may be columns again."""

    left: float
    right: float
    start: int
    end: int = 0

    @property
    def middle(self) -> float:
        """The place between the columns."""
        return (self.left + self.right) / 2

    def parts(self, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
        """Return the lines of the column on the left, and those of the one on the right."""
        sides: tuple[list[PageWord], list[PageWord]] = ([], [])
        for line in lines[self.start : self.end]:
            for word in line.words:
                sides[word.box.center[0] > self.middle].append(word)
        page = lines[self.start].page
        left, right = ([Line(page, words) for words in lines_of(side)] for side in sides)
        return left, right


def two_columns(lines: Sequence[Line]) -> list[TwoColumns]:
    """Return where lines stand in two columns of running text, from top to bottom."""
    found: list[TwoColumns] = []
    for blank in sorted(_blanks(lines), key=lambda one: (one.start, -one.end)):
        if found and blank.start < found[-1].end:
            continue
        blank.end = _end(lines, blank)
        if _is_text(lines, blank):
            found.append(blank)
    return found


def _blanks(lines: Sequence[Line]) -> Iterator[TwoColumns]:
    """Yield each blank within a line, as far down as the next ones leave enough of it."""
    followed: list[TwoColumns] = []
    for index, line in enumerate(lines):
        free = [*_free(line.words)]
        least = _LEAST_BLANK * line.box.height
        going: list[TwoColumns] = []
        for blank in followed:
            best = max(
                ((max(left, blank.left), min(right, blank.right)) for left, right in free),
                key=lambda place: place[1] - place[0],
            )
            if best[1] - best[0] >= least:
                blank.left, blank.right = best
                going.append(blank)
            else:
                blank.end = index
                yield blank
        for left, right in free[1:-1]:
            is_new = not any(left < one.right and one.left < right for one in going)
            if right - left >= least and is_new and len(going) < _MOST_BLANKS:
                going.append(TwoColumns(left, right, index))
        followed = going
    for blank in followed:
        blank.end = len(lines)
        yield blank


def _free(words: Iterable[PageWord]) -> Iterator[tuple[float, float]]:
    """Yield what is free of words on a line, from the far left to the far right."""
    end = float("-inf")
    for word in words:
        if word.box.left > end:
            yield end, word.box.left
        end = max(end, word.box.right)
    yield end, float("inf")


def _end(lines: Sequence[Line], columns: TwoColumns) -> int:
    """Return where columns end: at a line on one side alone that is apart from those above."""
    last = max(
        (at for at in range(columns.start, columns.end) if lines[at].words[-1].box.right > columns.middle),
        default=columns.start,
    )
    end = last + 1
    while (
        end < columns.end and lines[end].box.top - lines[end - 1].box.bottom < _APART * lines[end].box.height
    ):
        end += 1
    return end


def _is_text(lines: Sequence[Line], columns: TwoColumns) -> bool:
    """Tell whether both sides are running text: enough lines, of enough words, wide enough."""
    if columns.end - columns.start < _LINES_NEEDED:
        return False
    sides = columns.parts(lines)
    boxes = [line.box for side in sides for line in side]
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    for side in sides:
        if len(side) < _LINES_NEEDED or sum(len(line.words) for line in side) < _WORDS_PER_LINE * len(side):
            return False
        if max(line.box.right for line in side) - min(line.box.left for line in side) < _LEAST_WIDTH * width:
            return False
    return True
