"""The class diagram of the ontology: columns of classes, joined by properties and subclass links."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BOX_WIDTH, BOX_HEIGHT = 190, 40
_LETTERS, _MOST_LINES, _LINE = 25, 2, 16
"""How a label stands in its box: letters of a line, lines, and height of a line."""
_COLUMN, _ROW, _MARGIN = 300, 54, 12
_SWEEPS = 4
"""So often the boxes of a column are put in the order of those that they are linked with."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between classes: property names, or subclassing."""

    source: str
    target: str
    names: tuple[str, ...]
    kind_of: bool = False


@dataclass(frozen=True, slots=True)
class ClassBox:
    """A class: its upper left corner in drawing units, and its label line by line."""

    local: str
    label: str
    x: int
    y: int
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class ClassLine:
    """An edge as an SVG path."""

    edge: Edge
    path: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines, with the size of the drawing."""

    boxes: tuple[ClassBox, ...]
    lines: tuple[ClassLine, ...]
    width: int
    height: int


def diagram(labels: Mapping[str, str], edges: Sequence[Edge]) -> Diagram:
    """Draw classes, by their local names, and the edges between them."""
    known = [edge for edge in edges if edge.source in labels and edge.target in labels]
    columns = _ordered(_columns(labels, known), known)
    tallest = max(map(len, columns), default=0)
    boxes = {
        local: _box(
            local,
            labels[local],
            _MARGIN + _COLUMN * number,
            _MARGIN + (tallest - len(column)) * _ROW // 2 + _ROW * place,
        )
        for number, column in enumerate(columns)
        for place, local in enumerate(column)
    }
    lines = tuple(ClassLine(edge, _path(boxes[edge.source], boxes[edge.target])) for edge in known)
    width = 2 * _MARGIN + _COLUMN * max(len(columns) - 1, 0) + BOX_WIDTH
    return Diagram(tuple(boxes.values()), lines, width, 2 * _MARGIN + _ROW * max(tallest, 1))


def _box(local: str, label: str, x: int, y: int) -> ClassBox:
    lines = textwrap.wrap(label, _LETTERS, max_lines=_MOST_LINES, placeholder="…") or [""]
    first = y + (BOX_HEIGHT - len(lines) * _LINE) / 2 + 12
    return ClassBox(
        local, label, x, y, tuple((first + _LINE * place, line) for place, line in enumerate(lines))
    )


def _columns(labels: Mapping[str, str], edges: Sequence[Edge]) -> list[list[str]]:
    """Each class one column behind the last that leads to it; an edge that closes a circle does not count."""
    before: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.source != edge.target:
            before[edge.target].add(edge.source)
    depths: dict[str, int] = {}

    def depth(local: str, way: frozenset[str]) -> int:
        if local not in depths:
            open_ones = before[local] - way
            depths[local] = 1 + max((depth(each, way | {local}) for each in sorted(open_ones)), default=-1)
        return depths[local]

    for local in labels:
        depth(local, frozenset({local}))
    columns: dict[int, list[str]] = defaultdict(list)
    for local, place in _drawn_near(depths, edges).items():
        columns[place].append(local)
    return [sorted(columns[number]) for number in range(max(columns, default=-1) + 1)]


def _drawn_near(depths: Mapping[str, int], edges: Sequence[Edge]) -> dict[str, int]:
    """Move each class as far right as the first class it leads to allows, to shorten lines."""
    near = dict(depths)
    for local in sorted(depths, key=lambda each: -depths[each]):
        ahead = [near[edge.target] for edge in edges if edge.source == local != edge.target]
        near[local] = max(min(ahead, default=near[local] + 1) - 1, near[local])
    return near


def _ordered(columns: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Near to what they are linked with, so that few lines cross (the barycenter heuristic)."""
    linked: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        linked[edge.source].add(edge.target)
        linked[edge.target].add(edge.source)
    for number in [*range(len(columns))] * _SWEEPS:
        places = {each: place / len(column) for column in columns for place, each in enumerate(column)}

        def middle(local: str, places: Mapping[str, float] = places) -> tuple[float, str]:
            return mean([places[each] for each in linked[local]] or [places[local]]), local

        columns[number] = sorted(columns[number], key=middle)
    return columns


def _path(source: ClassBox, target: ClassBox) -> str:
    """Return a curve from the right of a box to the left of another, or a loop."""
    x, y = source.x + BOX_WIDTH, source.y + BOX_HEIGHT // 2
    end, level = target.x, target.y + BOX_HEIGHT // 2
    if source == target:
        return f"M{x} {y - 8}C{x + 34} {y - 22} {x + 34} {y + 22} {x + 2} {y + 8}"
    bend = max(abs(end - x) // 2, 40)
    return f"M{x} {y}C{x + bend} {y} {end - bend} {level} {end - 3} {level}"
