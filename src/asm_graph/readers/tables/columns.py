"""The columns of a layout, declared: what each header means, and where it stands in a sheet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.errors import UnknownLayout
from asm_graph.readers.tables.header_words import same_column
from asm_graph.spanish.contact import withheld
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

_OWN_SHARE = 0.2
"""A header names at least this share of the needed columns just as the layout does."""
_SHOWN = 10
"""So many headers that no layout knows are shown."""


@dataclass(frozen=True, slots=True)
class Column:
    r"""A column of a layout: its header, and the property that its cells state.

    `property` is a CURIE (`asm:frequency`), or a path of them, for the documentation; empty where the column
    is known and not published, and `reason` says why. `pattern` columns are found by a regular expression
    over the compact header, such as `indicador(\d{4})`; a table may have none of them, nor of the `optional`
    ones. One without a `telling` column has another layout, even if that is not published or is a pattern.
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
            if one.telling or (one.property and not one.optional and not one.pattern)
        )


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand in one sheet: `row` counts from 1, positions from 0.

    `columns` is by the layout's own headers; `matches` has, by pattern, the group that matched and its
    position; `doubled` the headers that stand twice, with all their positions; `renamed` how the table words
    a column otherwise, by the layout's own header; `unknown` are the positions of all other headers.
    """

    row: int
    columns: Mapping[str, int]
    matches: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    doubled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()

    def has(self, column: Column) -> bool:
        """Whether a column of the layout was found."""
        return column.header in self.columns or bool(self.matches.get(column.pattern))


def find_header(sheet: Sheet, layout: Layout) -> Header | None:
    """The first row that names all required columns of a layout, some of them in its own words."""
    wanted = {compact(column.header) for column in layout.required}
    for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1):
        if len(wanted & {compact(cell) for cell in row}) >= _OWN_SHARE * len(wanted):
            header = _header(number, row, layout)
            if all(map(header.has, layout.required)):
                return header
    return None


def differences(sheet: Sheet, header: Header, layout: Layout) -> Iterator[str]:
    """What a table words otherwise than its layout, and which columns it does not have."""
    for name, printed in header.renamed.items():
        yield f"sheet {sheet.name!r}, row {header.row}: {printed!r} was taken for the column {name}"
    absent = [
        one.header for one in layout.columns if one.property and not one.pattern and not header.has(one)
    ]
    if absent:
        yield f"sheet {sheet.name!r}: has no column {', '.join(absent)}, so nothing is read of it"


def refuse_near_miss(path: Path, sheets: Sequence[Sheet], layouts: Sequence[Layout]) -> None:
    """Tell what a table lacks that was meant to have one of the layouts.

    Raises:
        UnknownLayout: a row names some columns of a layout, and not all that it needs.
    """
    misses = [
        (len(wanted & named), sheet, number, layout)
        for sheet in sheets
        for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1)
        for named in [{compact(cell) for cell in row} - {""}]
        for layout in layouts
        for wanted in [{compact(column.header) for column in layout.required}]
        if len(wanted & named) >= max(_TELLING, _TELLING_SHARE * min(len(wanted), len(named)))
    ]
    if not misses:
        return
    found, sheet, number, layout = max(misses, key=lambda miss: miss[0])
    row = sheet.rows[number - 1]
    header = _header(number, row, layout)
    missing = [column.header for column in layout.required if not header.has(column)]
    strange = withheld(", ".join([row[place] for place in header.unknown][:_SHOWN]))
    raise UnknownLayout(
        f"{path}, sheet {sheet.name!r}, row {number}: names {found} columns of the layout {layout.name}, but "
        f"lacks {', '.join(missing)}; nothing was read. Restore the header row as it was published."
        + (f" If one of these is meant, name it so: {strange}." if strange else "")
    )


def _header(number: int, row: Sequence[str], layout: Layout) -> Header:
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(row):
        if cell.strip():
            positions.setdefault(compact(cell), []).append(position)
    columns = {
        column.header: positions[compact(column.header)][0]
        for column in layout.columns
        if compact(column.header) in positions and not column.pattern
    }
    matches = {
        column.pattern: tuple(_matching(positions, column.pattern))
        for column in layout.columns
        if column.pattern
    }
    doubled = {row[places[0]]: tuple(places) for places in positions.values() if len(places) > 1}
    known = {*columns.values(), *(place for places in matches.values() for _, place in places)}
    free = {place: row[place] for places in positions.values() for place in places[:1] if place not in known}
    renamed = _renamed([one for one in layout.columns if one.header not in columns], free)
    columns |= renamed
    printed = {name: row[place] for name, place in renamed.items()}
    unknown = tuple(place for place in free if place not in renamed.values())
    return Header(number, columns, matches, doubled, printed, unknown)


def _renamed(columns: Sequence[Column], free: Mapping[int, str]) -> dict[str, int]:
    """Columns that the table words otherwise, where one header alone can be meant by one column alone."""
    pairs = [
        (column.header, place)
        for column in columns
        if not column.pattern
        for place, printed in free.items()
        if same_column(column.header, printed)
    ]
    names, places = Counter(name for name, _ in pairs), Counter(place for _, place in pairs)
    return {name: place for name, place in pairs if names[name] == places[place] == 1}


def _matching(positions: Mapping[str, Sequence[int]], pattern: str) -> Iterator[tuple[str, int]]:
    for form, places in positions.items():
        if match := re.fullmatch(pattern, form):
            yield from ((match[1] or "", place) for place in places)
