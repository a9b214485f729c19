"""The rules of a page: lines, thin rectangles, and the edges of areas that are filled with a color."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from asm_graph.documents.pdf.paths import Color, Line, PaintedPath

_THIN = 3.0
"""Points up to which a filled rectangle is a rule."""
_STRAIGHT = 1.0
"""Points by which the ends of a rule may be off; a spot of this size is a dot of a dotted rule."""
_ABUTS = 0.35
"""Points between two areas of one color that are one to the eye; programs paint a cell line by line."""
_BEYOND = 0.5
"""Points beyond the side of an area where it is looked whether its color goes on."""
_PADDING = 7.0
"""Points between the rules of a cell and the color behind its text."""
_SAME = 1.0
"""Points between rules side by side that are one rule, drawn cell by cell."""
_GAP = 3.0
"""Points between the pieces of a dashed rule, or of one that is drawn cell by cell."""
_SHORTEST = 5.0
"""Points of the shortest side of a cell; ticks of a chart and strokes of drawn letters are shorter."""
_WHITE = 245
_BACKGROUND = 0.9
"""Share of a page that only its background covers."""


class Rule(NamedTuple):
    """A straight rule: where it stands across its direction, and from where to where it runs.

    `is_line` is false of the mere edge of a colored area.
    """

    at: float
    begin: float
    end: float
    is_line: bool = True


class Rules(NamedTuple):
    """The rules of a page that run across it, from top to bottom, and those that run down, from the left.

    `seams` are the sides, from the left, of all rectangles of color, also where color goes on beyond them.
    """

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    seams: tuple[Rule, ...] = ()


def rules_of(paths: Iterable[PaintedPath], width: float, height: float) -> Rules:
    """Return the rules that the paths of a page of this size show, each whole.

    A white rule can be seen on a colored area only; an area as large as the page is its background.
    """
    lines: list[tuple[Line, Color]] = []
    areas: dict[Color, list[Box]] = defaultdict(list)
    for path in paths:
        if path.stroke:
            lines += [(line, path.stroke) for line in path.lines]
        for box in path.rectangles:
            if path.fill is None:
                break
            if min(box.width, box.height) <= _THIN:
                lines += [(line, path.fill) for line in _middle_lines(box)]
            elif not _is_white(path.fill) and box.width * box.height < _BACKGROUND * width * height:
                areas[path.fill].append(box)
    colored = [_united(same) for same in areas.values()]
    seen = [line for line, color in lines if not _is_white(color) or _lies_in(line, chain(*colored))]
    across, down = (_of_direction(seen, colored, is_down=is_down) for is_down in (False, True))
    sides = ((at, area) for area in chain(*areas.values()) for at in (area.left, area.right))
    seams = (Rule(at, area.top, area.bottom, is_line=False) for at, area in sides)
    return Rules(across, down, tuple(sorted(seams)))


def _is_white(color: Color) -> bool:
    return min(color) >= _WHITE


def _middle_lines(box: Box) -> list[Line]:
    """Return a thin rectangle as a line; a spot as one in each direction."""
    x, y = box.center
    across, down = ((box.left, y), (box.right, y)), ((x, box.top), (x, box.bottom))
    if max(box.width, box.height) <= _STRAIGHT:
        return [across, down]
    return [across if box.width > box.height else down]


def _lies_in(line: Line, areas: Iterable[Box]) -> bool:
    (x, y), (other_x, other_y) = line
    return any(area.has((x + other_x) / 2, (y + other_y) / 2) for area in areas)


def _united(areas: Sequence[Box]) -> list[Box]:
    """Return areas of one color as they are seen: those that abut along a whole side are one."""
    found = list(areas)
    while True:
        before = len(found)
        found = _abutting(found, attrgetter("top", "bottom"), attrgetter("left"))
        found = _abutting(found, attrgetter("left", "right"), attrgetter("top"))
        if len(found) == before:
            return found


def _abutting(
    areas: Iterable[Box], sides: Callable[[Box], tuple[float, float]], first: Callable[[Box], float]
) -> list[Box]:
    """Unite the areas that share two sides and follow each other without a gap."""
    found: list[Box] = []
    rounded = {area: tuple(round(side) for side in sides(area)) for area in areas}
    for area in sorted(rounded, key=lambda one: (rounded[one], first(one))):
        if found and rounded.get(found[-1], sides(found[-1])) == rounded[area] and _meet(found[-1], area):
            found[-1] = united = Box.around((found[-1], area))
            rounded[united] = rounded[area]
        else:
            found.append(area)
    return found


def _meet(one: Box, other: Box) -> bool:
    return (
        other.left <= one.right + _ABUTS
        and one.left <= other.right + _ABUTS
        and other.top <= one.bottom + _ABUTS
        and one.top <= other.bottom + _ABUTS
    )


def _of_direction(
    lines: Iterable[Line], colored: Iterable[Sequence[Box]], *, is_down: bool
) -> tuple[Rule, ...]:
    drawn = list(_joined(_straight(lines, is_down=is_down)))
    edges = chain.from_iterable(_edges(same, is_down=is_down) for same in colored)
    return tuple(_joined(chain(drawn, (edge for edge in edges if not _is_inset(edge, drawn)))))


def _straight(lines: Iterable[Line], *, is_down: bool) -> Iterator[Rule]:
    for one, other in lines:
        (begin, at), (end, other_at) = (one[::-1], other[::-1]) if is_down else (one, other)
        if abs(at - other_at) <= _STRAIGHT and begin != end:
            yield Rule((at + other_at) / 2, min(begin, end), max(begin, end))


def _edges(same: Sequence[Box], *, is_down: bool) -> Iterator[Rule]:
    """Yield the sides of areas of one color but for those beyond which the color goes on."""
    for area in same:
        x, y = area.center
        if is_down:
            sides = (area.left, (area.left - _BEYOND, y)), (area.right, (area.right + _BEYOND, y))
        else:
            sides = (area.top, (x, area.top - _BEYOND)), (area.bottom, (x, area.bottom + _BEYOND))
        begin, end = (area.top, area.bottom) if is_down else (area.left, area.right)
        for at, beyond in sides:
            if not any(other.has(*beyond) for other in same):
                yield Rule(at, begin, end, is_line=False)


def _is_inset(edge: Rule, drawn: Sequence[Rule]) -> bool:
    """Tell whether the edge of a color stands so close to a line that it is that of the text in a cell."""
    first = bisect_left(drawn, edge.at - _PADDING, key=attrgetter("at"))
    last = bisect_left(drawn, edge.at + _PADDING, key=attrgetter("at"))
    beside = (max(min(edge.end, line.end) - max(edge.begin, line.begin), 0) for line in drawn[first:last])
    return sum(beside) > (edge.end - edge.begin) / 2


def _joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules whole: pieces on one line, with small gaps between them, are one."""
    ordered = sorted(rules)
    starts = [index for index, (one, two) in enumerate(pairwise(ordered), 1) if two.at - one.at > _SAME]
    for start, end in pairwise([0, *starts, len(ordered)]):
        whole: list[Rule] = []
        for rule in sorted(ordered[start:end], key=attrgetter("begin")):
            if whole and rule.begin <= whole[-1].end + _GAP:
                last = whole[-1]
                longer = max(last, rule, key=lambda one: (one.is_line, one.end - one.begin))
                whole[-1] = Rule(longer.at, last.begin, max(last.end, rule.end), longer.is_line)
            else:
                whole.append(rule)
        yield from (rule for rule in whole if rule.end - rule.begin >= _SHORTEST)
