"""The lines of a part as they are printed, whether they stand in the cells of tables or outside of them.

Forms are gone through line by line: where a line ends, and how far it reaches, tells labels, the items of
lists and paragraphs from each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents import Passage, Span
from asm_graph.documents.paged_document import Table
from asm_graph.spanish.items import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from asm_graph.documents.paged_document import PagedDocument, PlacedWord, TableCell
    from asm_graph.documents.pages import Box
    from asm_graph.readers.parts.part_layout import DocumentPart

_PADDING = 6.0
"""Points between the rule of a cell and its text, where there are too few lines to tell."""
_ENOUGH_LINES = 5
_WORD_SPACE = 4.0
_HYPHEN, _AFTER_HYPHEN = re.compile(r"[^\W_]-\s*\Z"), re.compile(r"\s*[A-ZÁÉÍÓÚÑ0-9]")
_MORE_LEADING = 1.4
"""How much further apart than others of a list two lines are between which a paragraph ends."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line, or a part of one: from `start` to `end` of the passage of its block or cell, the `whole`.

    Lines of one cell, and lines outside of tables that follow each other, have the same `cell`. `limit` is
    how far to the right a line may reach, in points, `bold` where its bold words stand. Where a document has
    no pages, a line is a whole paragraph or cell, and has no `words`.
    """

    whole: Passage
    start: int
    end: int
    cell: int
    page: int | None = None
    words: tuple[PlacedWord, ...] = ()
    bold: frozenset[Span] = frozenset()
    limit: float | None = None

    @property
    def passage(self) -> Passage:
        """The passage of the line alone."""
        return self.whole.slice(self.start, self.end)

    @property
    def text(self) -> str:
        """The normalized text."""
        return self.whole.text[self.start : self.end]

    @property
    def left(self) -> float | None:
        """Where the line begins, in points from the left of its page."""
        return self.words[0].area.box.left if self.words else None

    @property
    def top(self) -> float | None:
        """The upper edge of its first word."""
        return self.words[0].area.box.top if self.words else None

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        return bool(self.words) and all(word.span in self.bold for word in self.words)

    def cut(self, start: int, end: int | None = None) -> PartLine:
        """Return the part from `start` to `end`, counted in the text of the line."""
        first = self.start + start
        last = self.end if end is None else self.start + end
        inside = self.whole.offsets[first:last]
        words = tuple(
            word
            for word in self.words
            if inside and word.span.end > inside[0] and word.span.start <= inside[-1]
        )
        return replace(self, start=first, end=last, words=words)


def part_lines(part: DocumentPart) -> tuple[PartLine, ...]:
    """Return the lines of a part in reading order: block by block, tables cell by cell."""
    lines: list[PartLine] = []
    bold = {(page.number, word.box) for page in part.document.pages for word in page.words if word.is_bold}
    cell = 0
    for block in part.blocks:
        if isinstance(block, Table):
            for one in block.cells:
                cell += 1
                edges = {area.page: area.box.right for area in one.areas}
                lines += _split(part.document, one.passage, cell, edges)
            cell += 1
        else:
            lines += _split(part.document, block.passage, cell, {})
    return tuple(_with_bold(line, bold) for line in _limited(lines))


def cell_lines(document: PagedDocument, cell: TableCell) -> tuple[PartLine, ...]:
    """Return the lines of one cell."""
    edges = {area.page: area.box.right for area in cell.areas}
    return tuple(_limited(list(_split(document, cell.passage, 0, edges))))


def joined(lines: Iterable[PartLine]) -> Passage:
    """Return the text of lines as one passage; those that follow each other in the source stay unbroken.

    A name that is written with a hyphen (`Zacatecas-Guadalupe`) is not parted by the end of a line; other
    words that end with one are joined where words are repaired.
    """
    runs: list[list[PartLine]] = []
    for line in lines:
        if not line.passage:
            continue
        if runs and _ends_with_hyphen(runs[-1][-1], line):
            runs[-1].append(line)
        elif runs and _follows(runs[-1][-1], line):
            runs[-1][-1] = replace(runs[-1][-1], end=line.end)
        else:
            runs.append([line])
    pieces = [Passage.joined((line.passage.strip() for line in run), separator="") for run in runs]
    return tidy(Passage.joined(pieces)) if pieces else Passage("", "", ())


def _follows(line: PartLine, following: PartLine) -> bool:
    return line.whole is following.whole and not line.whole.text[line.end : following.start].strip()


def _ends_with_hyphen(line: PartLine, following: PartLine) -> bool:
    return (
        line.cell == following.cell
        and _HYPHEN.search(line.text) is not None
        and _AFTER_HYPHEN.match(following.text) is not None
    )


def ends_paragraph(line: PartLine, following: PartLine, leading: float | None = None) -> bool:
    """Tell whether a paragraph ends with a line: the first word of the following one had room on it.

    `leading` is the usual distance of lines in points; more of it also ends a paragraph. Where the places of
    lines are not known, each is a paragraph.
    """
    if not line.words or not following.words:
        return True
    if line.cell == following.cell and line.page == following.page and leading:
        distance = following.words[0].area.box.top - line.words[0].area.box.top
        if distance > _MORE_LEADING * leading:
            return True
    if line.limit is None:
        return False
    needed = following.words[0].area.box.width + _WORD_SPACE
    return max(word.area.box.right for word in line.words) + needed < line.limit


def usual_leading(lines: Sequence[PartLine]) -> float | None:
    """Return the usual distance of lines that follow each other, in points; None where nothing tells."""
    distances = sorted(
        following.words[0].area.box.top - line.words[0].area.box.top
        for line, following in pairwise(lines)
        if line.words and following.words and line.page == following.page and line.cell == following.cell
    )
    positive = [distance for distance in distances if distance > 1]
    return positive[len(positive) // 2] if positive else None


def _split(
    document: PagedDocument, whole: Passage, cell: int, edges: Mapping[int, float]
) -> Iterator[PartLine]:
    """Yield the lines of a passage; the limit of each is the right edge of its cell, if it has one."""
    if not whole:
        return
    words = tuple(document.words_in(Span(whole.offsets[0], whole.offsets[-1] + 1)))
    if not words:
        yield PartLine(whole, 0, len(whole), cell)
        return
    starts: list[tuple[int, list[PlacedWord]]] = []
    for word in words:
        if starts and word.area.is_on_line_of(starts[-1][1][-1].area):
            starts[-1][1].append(word)
        else:
            starts.append((bisect_left(whole.offsets, word.span.start) if starts else 0, [word]))
    ends = [*(start for start, _ in starts[1:]), len(whole)]
    for (start, members), end in zip(starts, ends, strict=True):
        page = members[0].area.page
        yield PartLine(whole, start, end, cell, page, tuple(members), limit=edges.get(page))


def _with_bold(line: PartLine, bold: AbstractSet[tuple[int, Box]]) -> PartLine:
    spans = (word.span for word in line.words if (word.area.page, word.area.box) in bold)
    return replace(line, bold=frozenset(spans))


def _limited(lines: Sequence[PartLine]) -> Iterator[PartLine]:
    """Yield the lines with how far they may reach: to where others of the same column do."""
    reached: defaultdict[object, list[float]] = defaultdict(list)
    for line in lines:
        if line.words:
            reached[_column(line)].append(max(word.area.box.right for word in line.words))
    for line in lines:
        rights = reached.get(_column(line), [])
        if line.limit is None:
            yield replace(line, limit=max(rights, default=None))
        elif len(rights) >= _ENOUGH_LINES:
            yield replace(line, limit=min(max(rights), line.limit))
        else:
            yield replace(line, limit=line.limit - _PADDING)


def _column(line: PartLine) -> object:
    """Return what lines of one width share: the edge of their cells, or the page outside of tables."""
    return ("outside", line.page) if line.limit is None else round(line.limit / 3)
