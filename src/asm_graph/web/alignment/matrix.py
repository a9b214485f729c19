"""Alignment paths as tables: one row per path, or branches or programs against axes and objectives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import last_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.web.drawing.flow import Path, Stop

_SHADES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of programs in a cell and its shade, from 0, none, to 4, the maximum."""

    programs: int
    shade: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """A column per objective that any path crosses, a row per end of the paths."""

    columns: tuple[Stop, ...]
    rows: tuple[tuple[Stop, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stop that consecutive rows share."""

    stop: Stop | None
    rows: int


def spans_of(paths: Sequence[Path]) -> tuple[tuple[Span, ...], ...]:
    """Return a row per path with the stops that differ from the row above."""
    return tuple(
        tuple(
            Span(stop, _run(paths[place:], layer))
            for layer, stop in enumerate(path)
            if not place or paths[place - 1][layer] != stop
        )
        for place, path in enumerate(paths)
    )


def _run(paths: Sequence[Path], layer: int) -> int:
    """How many paths from the first on have its stop in a layer."""
    return sum(1 for _ in takewhile(lambda path: path[layer] == paths[0][layer], paths))


def matrix_of(paths: Sequence[Path]) -> Matrix:
    """Build the matrix of paths whose last stop is aligned with the one before it."""
    counts = Counter((path[-1], aim) for path in paths if path[-1] and (aim := path[1] or path[0]))
    most = max(counts.values(), default=1)
    columns = tuple(dict.fromkeys(aim for _, aim in counts))
    ends = sorted({end for end, _ in counts if end}, key=lambda end: _natural(end.iri))
    return Matrix(
        columns,
        tuple((end, tuple(_cell(counts[end, aim], most) for aim in columns)) for end in ends),
    )


def _cell(programs: int, most: int) -> Cell:
    return Cell(programs, -(-_SHADES * programs // most))


def _natural(iri: str) -> tuple[int, str]:
    """`branch/9` before `branch/20`."""
    last = last_step(iri)
    return (int(last) if last.isdecimal() else 0, iri)
