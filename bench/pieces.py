"""What a part of the bench finds, piece by piece: tables, figures held to goals, points of curves, remarks.

Pieces travel as lines of JSON from the process that measures to the one that reports.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """The figure of a goal of `goals.toml`, one for each run, in its unit; none where it was not measured.

    `note` says of what the figure is, or why there is none.
    """

    goal: str
    runs: tuple[float, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a curve of a picture, such as the cost of a quad in a build of so many quads."""

    picture: str
    curve: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about what was measured, or was not."""

    text: str


Piece = Table | Reached | Point | Remark
_KINDS: dict[str, type[Piece]] = {each.__name__: each for each in (Table, Reached, Point, Remark)}


def latest(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without those that a later one takes the place of, such as a table with more rows."""
    return tuple({_key(piece): piece for piece in pieces}.values())


def _key(piece: Piece) -> tuple[object, ...]:
    match piece:
        case Table():
            return (Table, piece.title)
        case Reached():
            return (Reached, piece.goal)
        case Point():
            return (Point, piece.picture, piece.curve, piece.x)
        case Remark():
            return (Remark, piece.text)


def to_json(piece: Piece) -> str:
    """Return a piece as one line of JSON."""
    return json.dumps({"kind": type(piece).__name__, **asdict(piece)}, ensure_ascii=False)


def from_json(line: str) -> Piece:
    """Return the piece of a line of JSON.

    >>> from_json(to_json(Reached("shacl", (41.5, 43.0))))
    Reached(goal='shacl', runs=(41.5, 43.0), note='')
    """
    told = json.loads(line)
    kind = _KINDS[told.pop("kind")]
    if kind is Table:
        told["rows"] = tuple(map(tuple, told["rows"]))
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})


def shown(runs: Sequence[float], digits: int | None = None) -> str:
    """Return the median of some runs, and their spread where there are several.

    >>> shown((9120, 8830, 9450))
    '9,120 (8,830–9,450)'
    >>> shown([0.512])
    '0.512'
    """
    if not runs:
        return "–"
    middle = median(runs)
    places = _digits(middle) if digits is None else digits
    text = f"{middle:,.{places}f}"
    return text if len(runs) == 1 else f"{text} ({min(runs):,.{places}f}–{max(runs):,.{places}f})"


def ratios(ours: Iterable[float], theirs: Iterable[float]) -> tuple[float, ...]:
    """Return our figure over that of a peer, for each run in which both were measured."""
    return tuple(mine / other for mine, other in zip(ours, theirs, strict=True) if other)


def _digits(value: float) -> int:
    return next((digits for bound, digits in ((100, 0), (10, 1), (1, 2)) if abs(value) >= bound), 3)
