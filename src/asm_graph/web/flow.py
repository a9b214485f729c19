"""A flow in layers, drawn by the server: boxes in columns, and ribbons between what paths go through."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BOX, _BETWEEN, _APART, _TOP = 168, 48, 10, 34
"""Width of a box, room for ribbons, room between boxes, room for the headings; in units, as all here."""

_LINE, _PADDING = 15, 8
_LETTERS, _MOST_LINES = 24, 4
_TALLEST = 320
"""How tall the boxes of a column are together, where their texts do not ask for more."""

_THICKEST = 12


@dataclass(frozen=True, slots=True)
class Stop:
    """What a path goes through: `language` is that of its name, `opens` where a reader goes on."""

    iri: str
    name: str
    language: str | None
    opens: str | None


Path = tuple[Stop | None, ...]
"""A stop for each layer, or None where the path passes it by."""


@dataclass(frozen=True, slots=True)
class Box:
    """A stop in its place, the lines of its name, and how many paths go through it."""

    stop: Stop
    x: int
    y: float
    height: float
    lines: tuple[tuple[float, str], ...]
    paths: int

    @property
    def width(self) -> int:
        """Width of a box, the same for all."""
        return _BOX


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A curve as SVG writes it, and how thick it is."""

    curve: str
    thickness: float
    label: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The drawing: headings by where their columns begin, ribbons, and boxes over them."""

    width: int
    height: float
    headings: tuple[tuple[int, str], ...]
    ribbons: tuple[Ribbon, ...]
    boxes: tuple[Box, ...]


def draw(headings: Sequence[str], paths: Sequence[Path]) -> Flow:
    """The flow of some paths; layers that all of them pass by are left out, boxes stand as they come."""
    kept = [layer for layer in range(len(headings)) if any(path[layer] for path in paths)]
    columns = [Counter(stop for path in paths if (stop := path[layer])) for layer in kept]
    unit = min(_THICKEST, _TALLEST / max((sum(column.values()) for column in columns), default=1))
    heights = [_height(column, unit) for column in columns]
    tallest = max(heights, default=0)
    boxes = {
        (layer, box.stop): box
        for layer, column, height in zip(kept, columns, heights, strict=True)
        for box in _stack(column, kept.index(layer) * (_BOX + _BETWEEN), _TOP + (tallest - height) / 2, unit)
    }
    return Flow(
        max(0, len(kept) * (_BOX + _BETWEEN) - _BETWEEN),
        _TOP + tallest + 2,
        tuple((place * (_BOX + _BETWEEN), headings[layer]) for place, layer in enumerate(kept)),
        tuple(_ribbons(boxes, paths, unit)),
        tuple(boxes.values()),
    )


def _lines(stop: Stop) -> list[str]:
    return textwrap.wrap(stop.name, _LETTERS, max_lines=_MOST_LINES, placeholder="…") or [""]


def _box_height(stop: Stop, paths: int, unit: float) -> float:
    return max(len(_lines(stop)) * _LINE + _PADDING, round(paths * unit, 1))


def _height(column: Mapping[Stop, int], unit: float) -> float:
    return sum(_box_height(stop, paths, unit) + _APART for stop, paths in column.items()) - _APART


def _stack(column: Mapping[Stop, int], x: int, y: float, unit: float) -> Iterable[Box]:
    """The boxes of a column, one below another."""
    for stop, paths in column.items():
        height, lines = _box_height(stop, paths, unit), _lines(stop)
        first = y + (height - len(lines) * _LINE) / 2 + 11.5
        placed = tuple((round(first + place * _LINE, 1), line) for place, line in enumerate(lines))
        yield Box(stop, x, round(y, 1), height, placed, paths)
        y += height + _APART


def _ribbons(boxes: Mapping[tuple[int, Stop], Box], paths: Sequence[Path], unit: float) -> Iterable[Ribbon]:
    """A ribbon for each two stops that follow one another on a path, as thick as there are such paths."""
    between: Counter[tuple[Box, Box]] = Counter()
    for path in paths:
        stops = [boxes[layer, stop] for layer, stop in enumerate(path) if stop]
        between.update(pairwise(stops))
    leaving, coming = Counter[Box](), Counter[Box]()
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
        begin, stop = start.x + _BOX, end.x
        middle = (begin + stop) / 2
        curve = f"M{begin} {here:.1f}C{middle:g} {here:.1f} {middle:g} {there:.1f} {stop} {there:.1f}"
        yield Ribbon(curve, round(max(thickness, 1), 1), f"{start.stop.name} → {end.stop.name}: {count}")
