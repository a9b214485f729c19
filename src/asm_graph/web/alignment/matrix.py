"""Alignment paths as a matrix: a table of programs or branches against objectives, and its drawing."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import last_step
from asm_graph.web.rendering.naming import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.web.drawing.flow import Path, Stop


_NAMES, _CELL, _ROW, _LINE = 330, 44, 26, 14
"""Room for the names of rows, size of a cell, height of a line; in units, as all here."""
_ROW_LETTERS, _COLUMN_LETTERS, _COLUMN_LINES = 52, 30, 3
_LETTER, _GAP = 6.5, 16
"""What a letter takes at most on average, and the room around the name of a column."""
_LEAST_WIDTH = 520
"""The title needs it."""


@dataclass(frozen=True, slots=True)
class MatrixLabel:
    """The lines of a name with their baselines, and the position of the first."""

    stop: Stop
    x: float
    y: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Square:
    """A cell with programs: their number and its shade, of one."""

    x: int
    y: int
    programs: int
    opacity: float
    label: str


@dataclass(frozen=True, slots=True)
class DrawnMatrix:
    """The drawing; column names are upright, since there are many and they are long."""

    width: int
    height: int
    columns: tuple[MatrixLabel, ...]
    rows: tuple[MatrixLabel, ...]
    squares: tuple[Square, ...]

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a cell."""
        return _CELL, _ROW


def draw_matrix(matrix: AlignmentMatrix) -> DrawnMatrix:
    """Lay out the matrix."""
    names = [_wrapped(stop) for stop in matrix.columns]
    longest = max((len(line) for lines in names for line in lines), default=0)
    head = round(longest * _LETTER) + _GAP
    columns = tuple(
        _column(stop, lines, _NAMES + _CELL * place, head - _GAP // 2)
        for place, (stop, lines) in enumerate(zip(matrix.columns, names, strict=True))
    )
    rows = tuple(_row(stop, head + _ROW * place) for place, (stop, _) in enumerate(matrix.rows))
    squares = tuple(
        Square(
            _NAMES + _CELL * across,
            head + _ROW * down,
            cell.programs,
            0.12 * cell.shade,
            f"{end.name} · {aim.name}: {cell.programs}",
        )
        for down, (end, cells) in enumerate(matrix.rows)
        for across, (aim, cell) in enumerate(zip(matrix.columns, cells, strict=True))
        if cell.programs
    )
    width = max(_NAMES + _CELL * len(columns) + 2, _LEAST_WIDTH)
    return DrawnMatrix(width, head + _ROW * len(rows) + 2, columns, rows, squares)


def _wrapped(stop: Stop) -> list[str]:
    return textwrap.wrap(stop.name, _COLUMN_LETTERS, max_lines=_COLUMN_LINES, placeholder="…") or [""]


def _column(stop: Stop, lines: list[str], x: int, y: int) -> MatrixLabel:
    """Place a name upright on the middle of its column."""
    first = 4 - _LINE * (len(lines) - 1) / 2
    placed = tuple((first + _LINE * place, line) for place, line in enumerate(lines))
    return MatrixLabel(stop, x + _CELL / 2, y, placed)


def _row(stop: Stop, y: int) -> MatrixLabel:
    return MatrixLabel(stop, 0, y + 17, ((0, cut(stop.name, _ROW_LETTERS)),))


_SHADES = 4


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The number of programs in a cell and its shade, from 0, none, to 4, the maximum."""

    programs: int
    shade: int


@dataclass(frozen=True, slots=True)
class AlignmentMatrix:
    """A column per objective that any path crosses, a row per end of the paths."""

    columns: tuple[Stop, ...]
    rows: tuple[tuple[Stop, tuple[MatrixCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class MatrixSpan:
    """A stop that consecutive rows share."""

    stop: Stop | None
    rows: int


def spans_of(paths: Sequence[Path]) -> tuple[tuple[MatrixSpan, ...], ...]:
    """Return a row per path with the stops that differ from the row above."""
    return tuple(
        tuple(
            MatrixSpan(stop, _run(paths[place:], layer))
            for layer, stop in enumerate(path)
            if not place or paths[place - 1][layer] != stop
        )
        for place, path in enumerate(paths)
    )


def _run(paths: Sequence[Path], layer: int) -> int:
    """How many paths from the first on have its stop in a layer."""
    return sum(1 for _ in takewhile(lambda path: path[layer] == paths[0][layer], paths))


def matrix_of(paths: Sequence[Path]) -> AlignmentMatrix:
    """Build the matrix of paths whose last stop is aligned with the one before it."""
    counts: Counter[tuple[Stop, Stop]] = Counter()
    for path, number in Counter(paths).items():
        if (end := path[-1]) and (aim := path[1] or path[0]):
            counts[end, aim] += number
    most = max(counts.values(), default=1)
    columns = tuple(dict.fromkeys(aim for _, aim in counts))
    ends = sorted({end for end, _ in counts}, key=lambda end: _natural(end.iri))
    return AlignmentMatrix(
        columns,
        tuple((end, tuple(_cell(counts[end, aim], most) for aim in columns)) for end in ends),
    )


def _cell(programs: int, most: int) -> MatrixCell:
    return MatrixCell(programs, -(-_SHADES * programs // most))


def _natural(iri: str) -> tuple[int, str]:
    """`branch/9` before `branch/20`."""
    last = last_step(iri)
    return (int(last) if last.isdecimal() else 0, iri)
