"""The states of Mexico as a map: outlines from a file, shaded by a number each."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asm_graph.web.explore.views.columns import WIDTH
from asm_graph.web.explore.views.scales import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_OUTLINES = Path(__file__).with_name("mexico-states.geojson")
_NARROWED = math.cos(math.radians(24))
"""A degree of longitude by one of latitude, in the middle of the country (an equirectangular projection)."""
_MARGIN, _LINE = 4, 20
_SHADES = 4
_LEAST_ROOM, _DIGITS = 0.34, 6.3
"""Of a state into which a figure fits on a phone: its room in degrees, and the digits to a degree."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A state by name, as an SVG path; a figure of so many digits fits around (x, y)."""

    name: str
    path: str
    x: float
    y: float
    digits: int


@dataclass(frozen=True, slots=True)
class StateFigure:
    """A state by its code (`mx-zac`), with the number of what names it; `address` leads to that."""

    code: str
    number: int
    address: str | None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class DrawnState:
    """A state in its place; shade 0 is nothing, 4 the most."""

    state: StateFigure
    outline: Outline
    shade: int

    @property
    def has_figure(self) -> bool:
        """Whether its number is written into it."""
        return self.state.number > 0 and len(number_text(self.state.number)) <= self.outline.digits


@dataclass(frozen=True, slots=True)
class ShadeClass:
    """The numbers of one shade, from the least to the most that occur."""

    shade: int
    least: int
    most: int

    @property
    def text(self) -> str:
        """Its numbers in words: `5`, `6–20`."""
        ends = number_text(self.least), number_text(self.most)
        return ends[0] if self.least == self.most else "–".join(ends)


@dataclass(frozen=True, slots=True)
class StatesMap:
    """All states, those chosen last, since their edges lie over those of their neighbors."""

    states: tuple[DrawnState, ...]
    classes: tuple[ShadeClass, ...]
    height: int

    width = WIDTH

    def legend(self, nothing: str) -> tuple[tuple[int, int, str], ...]:
        """Place what each shade stands for in the lower left, over the sea: height, shade, text."""
        said = [(0, nothing), *((each.shade, each.text) for each in self.classes)]
        first = self.height - _LINE * (len(said) - 1) - _MARGIN
        return tuple((first + _LINE * place, shade, text) for place, (shade, text) in enumerate(said))


def states_map(figures: Mapping[str, StateFigure]) -> StatesMap | None:
    """Shade the states that have figures, by code; None where none has anything."""
    numbers = sorted(figure.number for figure in figures.values() if figure.number)
    if not numbers:
        return None
    classes = _classes(numbers)
    outlines, height = _outlines()
    drawn = [
        DrawnState(figure, outlines[code], _shade(figure.number, classes))
        for code, figure in figures.items()
        if code in outlines
    ]
    return StatesMap(tuple(sorted(drawn, key=lambda each: each.state.is_chosen)), classes, height)


@cache
def state_names() -> Mapping[str, str]:
    """Return the names of all states by code."""
    return {code: outline.name for code, outline in _outlines()[0].items()}


def _classes(ordered: Sequence[int]) -> tuple[ShadeClass, ...]:
    """Part numbers in at most four classes of like many states; equal numbers are in one."""
    kinds = sorted(set(ordered))
    if len(kinds) <= _SHADES:
        return tuple(
            ShadeClass(_SHADES - len(kinds) + place, kind, kind) for place, kind in enumerate(kinds, start=1)
        )
    edges = sorted({ordered[len(ordered) * part // _SHADES - 1] for part in range(1, _SHADES + 1)})
    found, least = [], ordered[0]
    for place, edge in enumerate(edges, start=_SHADES - len(edges) + 1):
        found.append(ShadeClass(place, least, edge))
        least = next((number for number in ordered if number > edge), edge)
    return tuple(found)


def _shade(number: int, classes: Sequence[ShadeClass]) -> int:
    return next((each.shade for each in classes if each.least <= number <= each.most), 0)


@cache
def _outlines() -> tuple[Mapping[str, Outline], int]:
    """Read the outlines, in units of the drawing, and the height of all."""
    features: Sequence[Mapping[str, Any]] = json.loads(_OUTLINES.read_text("utf-8"))["features"]
    corners = [corner for each in features for ring in _rings(each) for corner in ring]
    left, top = min(x for x, _ in corners), max(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), min(y for _, y in corners)
    unit = (WIDTH - 2 * _MARGIN) / ((right - left) * _NARROWED)

    def place(corner: Sequence[float]) -> tuple[float, float]:
        x, y = corner
        return round(_MARGIN + (x - left) * _NARROWED * unit, 1), round(_MARGIN + (top - y) * unit, 1)

    drawn = {each["properties"]["jurisdiction"]: _outline(each, place) for each in features}
    return drawn, math.ceil((top - bottom) * unit) + 2 * _MARGIN


def _rings(feature: Mapping[str, Any]) -> Sequence[Sequence[Sequence[float]]]:
    """Return the outer borders of a state's parts; none has holes."""
    return [polygon[0] for polygon in feature["geometry"]["coordinates"]]


def _outline(feature: Mapping[str, Any], place: Callable[[Sequence[float]], tuple[float, float]]) -> Outline:
    path = "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in map(place, ring[:-1])) + "z" for ring in _rings(feature)
    )
    said = feature["properties"]
    digits = int(said["room"] * _DIGITS) if said["room"] >= _LEAST_ROOM else 0
    return Outline(said["name"], path, *place(said["label"]), digits)
