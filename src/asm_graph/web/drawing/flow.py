"""A layered flow diagram: boxes in columns, and ribbons between boxes that share paths."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_APART, _TOP = 10, 34
"""Room between boxes, and for the headings; in units, as all here."""

_BOXES = (128, 320)
_RIBBONS = (17, 260)
_WIDTH = 1120
"""Least and greatest width of boxes and of ribbons; what there is room for where columns are few."""

_LINE, _PADDING = 15, 8
_LETTER, _MOST_LINES = 7, 5
"""Width of a letter on average, and the lines that a name may take."""

_TALLEST = 320
"""How tall the boxes of a column are together, where their texts do not ask for more."""

_THICKEST = 12

_KEPT_NAMES = 2_000
"""Names that stay wrapped: a plan has a hundred, each asked for several times a drawing."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A node of a path: `language` is that of its name, `opens` its address."""

    iri: str
    name: str
    language: str | None
    opens: str | None

    def __hash__(self) -> int:
        """Hash by the IRI: texts know their hash, and paths are counted by the thousand."""
        return hash(self.iri)


Path = tuple[Stop | None, ...]
"""A stop for each layer, or None where the path passes it by."""


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A placed stop, the lines of its name, and how many paths cross it."""

    stop: Stop
    x: int
    y: float
    width: int
    height: float
    lines: tuple[tuple[float, str], ...]
    paths: int


@dataclass(frozen=True, slots=True)
class Ribbon:
    """An SVG curve and its thickness."""

    curve: str
    thickness: float
    label: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The drawing: headings by column position, ribbons, and boxes over them."""

    width: int
    height: float
    headings: tuple[tuple[int, str], ...]
    ribbons: tuple[Ribbon, ...]
    boxes: tuple[FlowBox, ...]


@dataclass(frozen=True, slots=True)
class _Measures:
    """The widths of boxes and gaps, and the thickness of one path."""

    box: int
    ribbon: int
    path: float

    @classmethod
    def of(cls, columns: Sequence[Mapping[Stop, int]]) -> _Measures:
        """As wide as there is room for, within limits; as thick as the fullest column lets them be."""
        share = _WIDTH // max(len(columns), 1)
        box = min(max(share * 2 // 3, _BOXES[0]), _BOXES[1])
        ribbon = min(max(share - box, _RIBBONS[0]), _RIBBONS[1])
        fullest = max((sum(column.values()) for column in columns), default=1)
        return cls(box, ribbon, min(_THICKEST, _TALLEST / fullest))

    def x(self, place: int) -> int:
        """Where a column begins."""
        return place * (self.box + self.ribbon)

    def lines(self, stop: Stop) -> Sequence[str]:
        """Wrap a name to its box."""
        return _wrapped(stop.name, self.box // _LETTER)

    def box_height(self, stop: Stop, paths: int) -> float:
        """As high as its name needs and its paths ask for."""
        return max(len(self.lines(stop)) * _LINE + _PADDING, round(paths * self.path, 1))

    def height(self, column: Mapping[Stop, int]) -> float:
        """Of a column with all its boxes."""
        return sum(self.box_height(stop, paths) + _APART for stop, paths in column.items()) - _APART


@lru_cache(_KEPT_NAMES)
def _wrapped(name: str, letters: int) -> Sequence[str]:
    return tuple(textwrap.wrap(name, letters, max_lines=_MOST_LINES, placeholder="…") or ("",))


def draw(headings: Sequence[str], paths: Sequence[Path]) -> Flow:
    """Draw the flow of paths; layers that no path uses are left out, boxes keep their order."""
    alike = Counter(paths)
    kept = [layer for layer in range(len(headings)) if any(path[layer] for path in alike)]
    columns = [_crossed(alike, layer) for layer in kept]
    measures = _Measures.of(columns)
    heights = [measures.height(column) for column in columns]
    tallest = max(heights, default=0)
    boxes = {
        (layer, box.stop): box
        for place, (layer, column) in enumerate(zip(kept, columns, strict=True))
        for box in _stack(column, measures.x(place), tallest, measures)
    }
    return Flow(
        max(0, measures.x(len(kept)) - measures.ribbon),
        _TOP + tallest + 2,
        tuple((measures.x(place), headings[layer]) for place, layer in enumerate(kept)),
        tuple(_ribbons(boxes, alike, measures.path)),
        tuple(boxes.values()),
    )


def _crossed(alike: Mapping[Path, int], layer: int) -> Mapping[Stop, int]:
    """Count the paths through each stop of a layer, in the order of the paths."""
    column: Counter[Stop] = Counter()
    for path, count in alike.items():
        if stop := path[layer]:
            column[stop] += count
    return column


def _stack(column: Mapping[Stop, int], x: int, tallest: float, measures: _Measures) -> Iterable[FlowBox]:
    """Stack the boxes of a column from the top, spread over the height of the tallest."""
    y, apart = float(_TOP), _APART + (tallest - measures.height(column)) / max(len(column) - 1, 1)
    for stop, paths in column.items():
        height, lines = measures.box_height(stop, paths), measures.lines(stop)
        first = y + (height - len(lines) * _LINE) / 2 + 11.5
        placed = tuple((round(first + place * _LINE, 1), line) for place, line in enumerate(lines))
        yield FlowBox(stop, x, round(y, 1), measures.box, height, placed, paths)
        y += height + apart


def _ribbons(
    boxes: Mapping[tuple[int, Stop], FlowBox], alike: Mapping[Path, int], unit: float
) -> Iterable[Ribbon]:
    """Make a ribbon for each pair of consecutive stops, as thick as the number of its paths."""
    between: Counter[tuple[FlowBox, FlowBox]] = Counter()
    for path, number in alike.items():
        for pair in pairwise(boxes[layer, stop] for layer, stop in enumerate(path) if stop):
            between[pair] += number
    leaving, coming = Counter[FlowBox](), Counter[FlowBox]()
    for (start, end), count in between.items():
        leaving[start] += count
        coming[end] += count
    left = {box: box.y + (box.height - count * unit) / 2 for box, count in leaving.items()}
    right = {box: box.y + (box.height - count * unit) / 2 for box, count in coming.items()}
    for (start, end), count in sorted(between.items(), key=lambda each: (each[0][0].y, each[0][1].y)):
        thickness = count * unit
        here, there = left[start] + thickness / 2, right[end] + thickness / 2
        left[start] += thickness
        right[end] += thickness
        begin, stop = start.x + start.width, end.x
        middle = (begin + stop) / 2
        curve = f"M{begin} {here:.1f}C{middle:g} {here:.1f} {middle:g} {there:.1f} {stop} {there:.1f}"
        yield Ribbon(curve, round(max(thickness, 1), 1), f"{start.stop.name} → {end.stop.name}: {count}")
