"""The cells between the rules of a scanned page, grouped into tables with rows, columns and spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.scan.rules import Rules

_LEAST_SIDE = 22
"""Pixels of a cell's shorter side (3 mm); less is the gap of a double rule."""
_LEAST_TABLE = 150
"""Pixels of a table's width (2 cm); less is a logo."""
_SAME_EDGE = 12
"""Pixels between the edges of two cells that are one edge of the table."""
_NEAR = 20
"""Pixels from the ends of rules to the one that closes their table."""
_TIGHT = 10
"""Pixels between a rule and the one that it meets, at one of its ends at least."""
_RULE = 3
"""Pixels that a rule is drawn thick: what leans by a pixel leaves no hole."""
_FILLED = 0.8
"""Share of its rectangle that a cell covers, what stands in it included; less is two cells and a hole."""
_MOST_CELLS = 1500


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in pixels from the top left; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, other: Rectangle, slack: int = _SAME_EDGE) -> bool:
        """Tell whether another rectangle lies within this one, or no more than a rule beyond."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def touches(self, other: Rectangle, slack: int = _SAME_EDGE) -> bool:
        """Tell whether no more than a rule lies between the rectangles."""
        return (
            self.left - slack <= other.right
            and other.left <= self.right + slack
            and self.top - slack <= other.bottom
            and other.top <= self.bottom + slack
        )

    @property
    def area(self) -> int:
        """The area in pixels."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a table; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    rectangle: Rectangle


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The cells of a table, row by row, and its outline."""

    cells: tuple[RuledCell, ...]
    outline: Rectangle

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(cell.column + cell.column_span for cell in self.cells)


def find_tables(rules: Rules) -> list[RuledTable]:
    """Return the tables of a page, from top to bottom; no two of them overlap.

    Where a row of a frame is one cell that holds a table, the table counts, and what stands above and below
    it in the frame is tables of their own. A frame alone around text is none.
    """
    found = sorted(map(_table, _groups(list(_rectangles(rules)))), key=lambda table: -table.outline.area)
    tables: list[RuledTable] = []
    for index, table in enumerate(found):
        if len(table.cells) > 1 or not tables:
            inner = [other.outline for other in found[index + 1 :] if len(other.cells) > 1]
            if not any(other.outline.holds(table.outline) for other in tables):
                tables.extend(_around(table, inner))
    kept = [table for table in tables if len(table.cells) > 1 and _is_wide(table.outline)]
    return sorted(kept, key=lambda table: (table.outline.top, table.outline.left))


def _is_wide(outline: Rectangle) -> bool:
    return outline.right - outline.left >= _LEAST_TABLE


def _rectangles(rules: Rules) -> Iterator[Rectangle]:
    """Yield the places that rules enclose on all sides."""
    level = [*rules.level, *_missing_sides(rules.upright, rules.level)]
    upright = [*rules.upright, *_missing_sides(rules.level, rules.upright)]
    page_height, page_width = rules.ink.shape[:2]
    canvas = np.full((page_height, page_width), 255, np.uint8)
    for rule in level:
        start, end = _ends(rule, upright)
        cv2.line(canvas, (start, rule.at), (end, rule.at), 0, _RULE)
    for rule in upright:
        start, end = _ends(rule, level)
        cv2.line(canvas, (rule.at, start), (rule.at, end), 0, _RULE)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(canvas, connectivity=4)
    enclosed: list[tuple[Rectangle, int]] = []
    for x, y, width, height, area in boxes[1:].tolist():
        on_edge = x == 0 or y == 0 or x + width == page_width or y + height == page_height
        if not on_edge and min(width, height) >= _LEAST_SIDE:
            enclosed.append((Rectangle(x, y, x + width, y + height), area))
    if len(enclosed) > _MOST_CELLS:
        return
    for place, area in enclosed:
        within = sum(other for inner, other in enclosed if inner != place and place.holds(inner, 0))
        if area + within >= _FILLED * place.area:
            yield place


def _ends(rule: Rule, across: Sequence[Rule]) -> tuple[int, int]:
    """Return where a rule starts and ends once it is drawn to the rules that it all but meets.

    One end may be far from them if the other is not; a line to write on keeps its distance at both.
    """
    meeting = [other.at for other in across if rule.meets(other)]
    if not meeting:
        return rule.start, rule.end
    start = min(meeting, key=lambda at: abs(at - rule.start))
    end = min(meeting, key=lambda at: abs(at - rule.end))
    if min(abs(start - rule.start), abs(end - rule.end)) > _TIGHT:
        return rule.start, rule.end
    return min(rule.start, start), max(rule.end, end)


def _missing_sides(rules: Sequence[Rule], across: Sequence[Rule]) -> Iterator[Rule]:
    """Yield a rule for each open side of a table: where its rules end side by side at nothing."""
    for table in _connected(rules, across):
        for ends, outermost in (([rule.start for rule in table], min), ([rule.end for rule in table], max)):
            edge = outermost(ends)
            places = [rule.at for rule, end in zip(table, ends, strict=True) if abs(end - edge) <= _SAME_EDGE]
            side = Rule(min(places), max(places), edge)
            if len(places) > 1 and not any(
                abs(one.at - edge) <= _NEAR and one.covers(side) for one in across
            ):
                yield side


def _connected(rules: Sequence[Rule], across: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules of each table: those that meet the same ones across, directly or by others."""
    meeting = [{index for index, other in enumerate(across) if rule.meets(other)} for rule in rules]
    left = {index for index, others in enumerate(meeting) if others}
    while left:
        first = left.pop()
        group, reached = [first], set(meeting[first])
        while near := {index for index in left if meeting[index] & reached}:
            left -= near
            group.extend(near)
            reached.update(*(meeting[index] for index in near))
        yield [rules[index] for index in group]


def _groups(places: Sequence[Rectangle]) -> Iterator[list[Rectangle]]:
    """Yield the rectangles of each table: side by side, and in the same cell of a frame if in one."""
    frames = [_frame(place, places) for place in places]
    left = set(range(len(places)))
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            index = waiting.pop()
            group.append(index)
            near = {
                other
                for other in left
                if frames[other] == frames[index] and places[other].touches(places[index])
            }
            left -= near
            waiting.extend(near)
        yield [places[index] for index in group]


def _frame(place: Rectangle, places: Sequence[Rectangle]) -> Rectangle | None:
    """Return the smallest rectangle that holds another."""
    around = [other for other in places if other.area > place.area and other.holds(place, 0)]
    return min(around, key=lambda other: other.area, default=None)


def _table(places: Sequence[Rectangle]) -> RuledTable:
    """Return the table whose cells are rectangles that touch; what none of them covers is cells, too."""
    columns = _edges([edge for place in places for edge in (place.left, place.right)])
    rows = _edges([edge for place in places for edge in (place.top, place.bottom)])
    taken = np.zeros((len(rows) - 1, len(columns) - 1), bool)
    cells = []
    for place in sorted(places, key=lambda place: place.area):
        left, right = _nearest(columns, place.left), _nearest(columns, place.right)
        top, bottom = _nearest(rows, place.top), _nearest(rows, place.bottom)
        if left < right and top < bottom and not taken[top:bottom, left:right].any():
            taken[top:bottom, left:right] = True
            cells.append(RuledCell(top, left, bottom - top, right - left, place))
    for row, column in np.argwhere(~taken).tolist():
        place = Rectangle(columns[column], rows[row], columns[column + 1], rows[row + 1])
        cells.append(RuledCell(row, column, 1, 1, place))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(tuple(cells), Rectangle(columns[0], rows[0], columns[-1], rows[-1]))


def _edges(values: Sequence[int]) -> list[int]:
    """Return the edges of a table: the means of those of its cells that lie together."""
    ordered = np.sort(np.array(values))
    together = np.split(ordered, np.flatnonzero(np.diff(ordered) > _SAME_EDGE) + 1)
    return [round(float(edge.mean())) for edge in together]


def _nearest(edges: Sequence[int], value: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _around(table: RuledTable, inner: Sequence[Rectangle]) -> Iterator[RuledTable]:
    """Yield what remains of a table without the rows that are one cell around a table."""
    framing = {
        cell.row: cell.row + cell.row_span
        for cell in table.cells
        if cell.column_span == table.width and any(cell.rectangle.holds(other) for other in inner)
    }
    start = 0
    for row, after in [*sorted(framing.items()), (max(cell.row for cell in table.cells) + 1, 0)]:
        part = [cell.rectangle for cell in table.cells if start <= cell.row < row]
        if part:
            yield _table(part) if framing else table
        start = after
