"""Rows without rules between them: items of one cell, each on a level with what belongs to it in the next.

A cell lists several statements, the cell beside it as many references. Only what the page shows is paired: as
many items as there are references, each on a level with its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.bullets import BULLETS
from asm_graph.readers.parts.part_lines import cell_lines, usual_leading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import PagedDocument, TableCell
from asm_graph.readers.parts.part_lines import PartLine

_BULLET = re.compile(rf"\s*[{BULLETS}]")
_FEWEST = 2
_BLANK = 1.5
"""From which distance on, in leadings, a blank line stands between two lines."""
_WIDER = 1.12
"""How much wider than the others the gaps are at which a cell without bullets is divided."""
_LEVEL = 0.35
"""How far apart, in leadings, two lines on one level may be."""
_SENTENCE_END = re.compile(r"[.;:)]\s*\Z")
_CAPITAL = re.compile(rf"\s*+(?:[{BULLETS}]\s*+)?[A-ZÁÉÍÓÚÑ]")

_Item = tuple["PartLine", ...]


@dataclass(frozen=True, slots=True)
class AlignedItem:
    """An item with its reference; `other` is what the third cell has on its level, if that has as many."""

    text: Passage
    reference: Passage
    other: Passage | None = None


def aligned_items(
    document: PagedDocument, text: TableCell, reference: TableCell, other: TableCell | None
) -> tuple[AlignedItem, ...]:
    """Return the items of a cell with the reference of each; none where the page does not show which."""
    lines = cell_lines(document, text)
    leading = usual_leading(lines)
    if leading is None:
        return ()
    references = _groups(cell_lines(document, reference), leading)
    items = _divided(lines, len(references), leading)
    beside = (_is_beside(item, its, leading) for item, its in zip(items, references, strict=False))
    if len(references) < _FEWEST or len(items) != len(references) or not all(beside):
        return ()
    others = _beside(cell_lines(document, other), (*items, *references), leading) if other else []
    of_other = [*map(_joined, others)] if len(others) == len(items) else [None] * len(items)
    return tuple(
        AlignedItem(_joined(item), _joined(its), more)
        for item, its, more in zip(items, references, of_other, strict=True)
    )


def _groups(lines: Sequence[PartLine], leading: float) -> list[_Item]:
    """Return the groups of lines between which blank lines stand."""
    return _cut(lines, [index for index, gap in _gaps(lines) if gap >= _BLANK * leading])


def _divided(lines: Sequence[PartLine], count: int, leading: float) -> list[_Item]:
    """Divide lines into so many items: at their bullets, or else at the widest gaps."""
    bullets = [index for index, line in enumerate(lines) if _BULLET.match(line.text)]
    if bullets:
        return _cut(lines, bullets[1:]) if bullets[0] == 0 else []
    widest = sorted(_gaps(lines), key=lambda gap: -gap[1])
    chosen, rest = widest[: count - 1], widest[count - 1 :]
    others = max((gap for _, gap in rest), default=leading)
    if any(gap < _WIDER * max(others, leading) for _, gap in chosen):
        return []
    return _cut(lines, sorted(index for index, _ in chosen))


def _beside(lines: Sequence[PartLine], items: Iterable[_Item], leading: float) -> list[_Item]:
    """Divide lines where a sentence begins behind a blank line, or on a level with an item."""
    tops = [(item[0].page, _top(item[0])) for item in items]
    starts = [
        index
        for index, gap in _gaps(lines)
        if _CAPITAL.match(lines[index].text)
        and (
            gap >= _BLANK * leading
            or (_SENTENCE_END.search(lines[index - 1].text) and _is_level(lines[index], tops, leading))
        )
    ]
    return _cut(lines, starts)


def _is_level(line: PartLine, tops: Iterable[tuple[int | None, float]], leading: float) -> bool:
    return any(line.page == page and abs(_top(line) - top) <= _LEVEL * leading for page, top in tops)


def _is_beside(item: _Item, reference: _Item, leading: float) -> bool:
    """Tell whether a reference stands on a level with its item, give or take a line."""
    on_page = [line for line in item if line.page == reference[0].page]
    if not on_page:
        return False
    middle = (_top(reference[0]) + _top(reference[-1])) / 2
    return _top(on_page[0]) - leading <= middle <= _top(on_page[-1]) + leading


def _gaps(lines: Sequence[PartLine]) -> Iterator[tuple[int, float]]:
    """Yield by how many points each line but the first is below the one before it, on the same page."""
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        if line.page == before.page:
            yield index, _top(line) - _top(before)


def _top(line: PartLine) -> float:
    return line.top or 0.0


def _cut(lines: Sequence[PartLine], starts: Sequence[int]) -> list[_Item]:
    bounds = [0, *starts, len(lines)]
    return [tuple(lines[first:end]) for first, end in pairwise(bounds) if first < end]


def _joined(item: _Item) -> Passage:
    return item[0].whole.slice(item[0].start, item[-1].end).strip()
