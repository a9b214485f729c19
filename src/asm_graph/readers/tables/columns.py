"""The columns of a layout, declared: what each header means, and where it stands in a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.errors import UnknownLayout
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.documents import Sheet

HEADER_ROWS = 20
"""A title and notes may stand above the header."""
_TELLING = 3
"""So many columns in common tell that a table was meant to have a layout, …"""
_TELLING_SHARE = 0.5
"""… if they are this share of the columns of the one or the other."""


@dataclass(frozen=True, slots=True)
class Column:
    r"""A column of a layout: its header, and the property that its cells state.

    `property` is a CURIE (`asm:frequency`), or a path of them, for the documentation; empty where the column
    is known and not published, and `reason` says why. `pattern` columns are found by a regular expression
    over the compact header, such as `indicador(\d{4})`; a table may have none of the `optional` ones. A
    `telling` column is not published, but a table without it has another layout.
    """

    header: str
    property: str = ""
    reason: str = ""
    optional: bool = False
    pattern: str = ""
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of tables: its name (`asm:layout`), and its columns in the order of the publisher."""

    name: str
    columns: tuple[Column, ...]

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns that every table of this layout has."""
        return tuple(
            one
            for one in self.columns
            if (one.property or one.telling) and not one.optional and not one.pattern
        )


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand in one sheet: `row` counts from 1, positions from 0.

    `columns` is by the layout's own headers; `matches` has, by pattern, the group that matched and its
    position; `doubled` the headers that stand twice, with all their positions.
    """

    row: int
    columns: Mapping[str, int]
    matches: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    doubled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def find_header(sheet: Sheet, layout: Layout) -> Header | None:
    """The first row that names all required columns of a layout."""
    wanted = {compact(column.header) for column in layout.required}
    for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1):
        if wanted <= {compact(cell) for cell in row}:
            return _header(number, row, layout)
    return None


def refuse_near_miss(path: Path, sheets: Sequence[Sheet], layouts: Sequence[Layout]) -> None:
    """Tell what a table lacks that was meant to have one of the layouts.

    Raises:
        UnknownLayout: a row names some columns of a layout, and not all that it needs.
    """
    misses = [
        (len(wanted & named), sheet.name, number, layout, named)
        for sheet in sheets
        for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1)
        for named in [{compact(cell) for cell in row} - {""}]
        for layout in layouts
        for wanted in [{compact(column.header) for column in layout.required}]
        if len(wanted & named) >= max(_TELLING, _TELLING_SHARE * min(len(wanted), len(named)))
    ]
    if not misses:
        return
    found, name, number, layout, named = max(misses, key=lambda miss: miss[0])
    missing = [column.header for column in layout.required if compact(column.header) not in named]
    raise UnknownLayout(
        f"{path}, sheet {name!r}, row {number}: names {found} columns of the layout {layout.name}, but lacks "
        f"{', '.join(missing)}; nothing was read. Restore the header row as it was published."
    )


def _header(number: int, row: Sequence[str], layout: Layout) -> Header:
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(row):
        if cell.strip():
            positions.setdefault(compact(cell), []).append(position)
    columns = {
        column.header: positions[compact(column.header)][0]
        for column in layout.columns
        if compact(column.header) in positions
    }
    matches = {
        column.pattern: tuple(_matching(positions, column.pattern))
        for column in layout.columns
        if column.pattern
    }
    doubled = {row[places[0]]: tuple(places) for places in positions.values() if len(places) > 1}
    return Header(number, columns, matches, doubled)


def _matching(positions: Mapping[str, Sequence[int]], pattern: str) -> Iterator[tuple[str, int]]:
    for form, places in positions.items():
        if match := re.fullmatch(pattern, form):
            yield from ((match[1], place) for place in places)
