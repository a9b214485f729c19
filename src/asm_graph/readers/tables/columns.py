"""The columns of a layout, declared: what each header means, and where it stands in a sheet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.table import address
from asm_graph.errors import UnknownLayout
from asm_graph.messages import Message, joined
from asm_graph.messages.layout_names import layout_name
from asm_graph.readers.tables.header_words import same_column
from asm_graph.readers.workbook_advice import workbook_advice
from asm_graph.records.tables import QuotedColumns
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
_NEAR = 0.5
"""A table that has less than this share in common with a layout is hardly an edition of it."""
_NEAREST = 3
"""So many layouts are named that a table comes near to."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    r"""A column of a layout: its header, and the property that its cells state.

    `property` is a CURIE (`asm:frequency`), or a path of them, for the documentation; empty where the column
    is known and not published, and `reason` says why. `pattern` columns are found by a regular expression
    over the compact header, such as `indicador(\d{4})`; a table may have none of them, nor of the `optional`
    ones. One without a `telling` column has another layout, even if that is not published or is a pattern.
    `aliases` are what other editions of the publisher call the column. Where an edition leaves its header
    blank, it is the one that stands right of the column `unnamed_after`. Its blank cells are recorded where
    it `keeps_blanks`, for the rules of the audit that ask about them.
    """

    header: str
    property: str = ""
    reason: str = ""
    optional: bool = False
    pattern: str = ""
    telling: bool = False
    aliases: tuple[str, ...] = ()
    unnamed_after: str = ""
    keeps_blanks: bool = False

    def forms(self) -> tuple[str, ...]:
        """Return the header and its aliases in the form in which headers are compared."""
        return tuple(map(compact, (self.header, *self.aliases)))


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A layout of tables: its name (`asm:layout`), and its columns in the order of the publisher."""

    name: str
    columns: tuple[TableColumn, ...]

    @property
    def required(self) -> tuple[TableColumn, ...]:
        """The columns that every table of this layout has."""
        return tuple(
            one
            for one in self.columns
            if one.telling or (one.property and not one.optional and not one.pattern)
        )


@dataclass(frozen=True, slots=True)
class SheetHeader:
    """Where the columns stand in one sheet: `row` counts from 1, positions from 0.

    `columns` is by the layout's own headers; `matches` has, by pattern, the group that matched and its
    position; `doubled` the headers that stand twice, with all their positions; `renamed` how the table words
    a column otherwise, by the layout's own header; `unknown` are the positions of all other headers;
    `properties` has, by position, what the cells of a column state; `kept` are the positions whose blank
    cells are recorded.
    """

    row: int
    columns: Mapping[str, int]
    matches: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    doubled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    properties: Mapping[int, str] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()
    _quoted: dict[tuple[int, ...], QuotedColumns] = field(default_factory=dict, repr=False, compare=False)

    def has(self, column: TableColumn) -> bool:
        """Return whether a column of the layout was found."""
        return column.header in self.columns or bool(self.matches.get(column.pattern))

    def quoted(self, sheet: Sheet, positions: tuple[int, ...]) -> QuotedColumns:
        """Describe columns of the sheet that a quotation has; all rows that quote the same share one."""
        if positions not in self._quoted:
            printed = sheet.rows[self.row - 1]
            names = tuple(" ".join(printed[place].split()) for place in positions)
            stated = tuple(self.properties.get(place, "") for place in positions)
            self._quoted[positions] = QuotedColumns(names, stated)
        return self._quoted[positions]


def find_header(sheet: Sheet, layout: TableLayout) -> SheetHeader | None:
    """Find the first row that names all required columns of a layout, some of them in its own words."""
    wanted = [column.forms() for column in layout.required]
    for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1):
        if _named(wanted, row) >= _OWN_SHARE * len(wanted):
            header = _header(number, row, layout)
            if all(map(header.has, layout.required)):
                return header
    return None


def differences(sheet: Sheet, header: SheetHeader, layout: TableLayout) -> Iterator[str]:
    """Describe what a table words otherwise than its layout, and which columns it does not have."""
    for name, printed in header.renamed.items():
        told = (
            repr(printed)
            if printed.strip()
            else Message("the blank header at {cell}", cell=address(header.row, header.columns[name]))
        )
        yield Message(
            "sheet {sheet!r}, row {row}: {told} was taken for the column {name}",
            sheet=sheet.name,
            row=header.row,
            told=told,
            name=name,
        )
    absent = [
        one.header for one in layout.columns if one.property and not one.pattern and not header.has(one)
    ]
    if absent:
        yield Message(
            "sheet {sheet!r} lacks these optional columns: {names}", sheet=sheet.name, names=", ".join(absent)
        )


@dataclass(frozen=True, slots=True)
class _NearMiss:
    """A row that names `found` of the columns that a layout needs, and has so many `cells`."""

    found: int
    cells: int
    sheet: Sheet
    row: int
    layout: TableLayout

    @property
    def share(self) -> float:
        """How much the row and the layout have in common, from 0 to 1 (Dice's coefficient)."""
        return 2 * self.found / (self.cells + len(self.layout.required))

    def header(self) -> SheetHeader:
        """Find what of the layout stands where in the row."""
        return _header(self.row, self.sheet.rows[self.row - 1], self.layout)

    def missing(self) -> str:
        """Name the columns that the row lacks."""
        header = self.header()
        return ", ".join(column.header for column in self.layout.required if not header.has(column))

    def told(self, path: Path) -> Message:
        """Say what the row of a file has of the layout, and what it lacks."""
        facts: dict[str, object] = {
            "path": path,
            "sheet": self.sheet.name,
            "row": self.row,
            "cells": self.cells,
            "found": self.found,
            "layout": layout_name(self.layout.name),
            "missing": self.missing(),
        }
        if self.share < _NEAR:
            return Message(
                "{path}, sheet {sheet!r}, row {row}: is none of the tables that are understood; the nearest is "
                "“{layout}”, of which it has {found} columns among its {cells}, but lacks {missing}; nothing "
                "was read.",
                **facts,
            )
        return Message(
            "{path}, sheet {sheet!r}, row {row}: of its {cells} columns, {found} are of “{layout}”, but it "
            "lacks {missing}; nothing was read.",
            **facts,
        )

    def compared(self) -> Message:
        """Say the same in a few words, as of another layout."""
        return Message(
            "{found} of “{layout}”, but lacks {missing}",
            found=self.found,
            layout=layout_name(self.layout.name),
            missing=self.missing(),
        )


def refuse_near_miss(path: Path, sheets: Sequence[Sheet], layouts: Sequence[TableLayout]) -> None:
    """Tell what a table lacks that may have been meant to have one of the layouts, the nearest ones first.

    Its publisher may well have meant another one, or word an edition otherwise.

    Raises:
        UnknownLayout: a row names some columns of a layout, and not all that it needs.
    """
    misses = sorted(_near_misses(sheets, layouts), key=lambda miss: miss.share, reverse=True)
    if not misses:
        return
    nearest = misses[0]
    others = {miss.layout.name: miss for miss in reversed(misses) if miss.layout is not nearest.layout}
    closest = sorted(others.values(), key=lambda miss: -miss.share)[: _NEAREST - 1]
    row = nearest.sheet.rows[nearest.row - 1]
    strange = withheld(", ".join([row[place] for place in nearest.header().unknown][:_SHOWN]))
    sentences = [nearest.told(path)]
    if closest:
        also = joined("; ", map(_NearMiss.compared, closest))
        sentences.append(Message("It also has {also}.", also=also))
    if strange:
        sentences.append(
            Message("If one of these is a lacking column in other words, name it so: {names}.", names=strange)
        )
    advice = workbook_advice(miss.layout.name for miss in (nearest, *closest))
    sentences.append(Message("If the table is another one, {advice}.", advice=advice))
    raise UnknownLayout(joined(" ", sentences))


def _near_misses(sheets: Sequence[Sheet], layouts: Sequence[TableLayout]) -> Iterator[_NearMiss]:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1):
            cells = len({compact(cell) for cell in row} - {""})
            for layout in layouts:
                wanted = [column.forms() for column in layout.required]
                found = _named(wanted, row)
                if found >= max(_TELLING, _TELLING_SHARE * min(len(wanted), cells)):
                    yield _NearMiss(found, cells, sheet, number, layout)


def _named(wanted: Sequence[Sequence[str]], row: Sequence[str]) -> int:
    """Count the columns, each by its forms, that a row names."""
    named = {compact(cell) for cell in row}
    return sum(not named.isdisjoint(forms) for forms in wanted)


def _header(number: int, row: Sequence[str], layout: TableLayout) -> SheetHeader:
    positions: dict[str, list[int]] = {}
    for position, cell in enumerate(row):
        if cell.strip():
            positions.setdefault(compact(cell), []).append(position)
    columns = {
        column.header: positions[form][0]
        for column in layout.columns
        for form in reversed(column.forms())
        if form in positions and not column.pattern
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
    renamed |= _unnamed(row, columns, layout)
    columns |= renamed
    printed = {name: row[place] for name, place in renamed.items()}
    unknown = tuple(place for place in free if place not in renamed.values())
    standing = {place: column for column in layout.columns for place in _places(column, columns, matches)}
    stated = {place: column.property for place, column in standing.items()}
    kept = frozenset(place for place, column in standing.items() if column.keeps_blanks)
    return SheetHeader(number, columns, matches, doubled, printed, unknown, stated, kept)


def _places(
    column: TableColumn,
    columns: Mapping[str, int],
    matches: Mapping[str, tuple[tuple[str, int], ...]],
) -> Iterator[int]:
    """Yield where a column of the layout stands."""
    if column.header in columns:
        yield columns[column.header]
    yield from (place for _, place in matches.get(column.pattern, ()))


def _renamed(columns: Sequence[TableColumn], free: Mapping[int, str]) -> dict[str, int]:
    """Columns that the table words otherwise, where one header alone can be meant by one column alone."""
    pairs = [
        (column.header, place)
        for column in columns
        if not column.pattern
        for place, printed in free.items()
        if any(same_column(name, printed) for name in (column.header, *column.aliases))
    ]
    names, places = Counter(name for name, _ in pairs), Counter(place for _, place in pairs)
    return {name: place for name, place in pairs if names[name] == places[place] == 1}


def _unnamed(row: Sequence[str], columns: Mapping[str, int], layout: TableLayout) -> dict[str, int]:
    """Columns whose header is blank, by the column that they stand right of."""
    beside = {
        column.header: columns[column.unnamed_after] + 1
        for column in layout.columns
        if column.header not in columns and column.unnamed_after in columns
    }
    return {name: place for name, place in beside.items() if place < len(row) and not row[place].strip()}


def _matching(positions: Mapping[str, Sequence[int]], pattern: str) -> Iterator[tuple[str, int]]:
    for form, places in positions.items():
        if match := re.fullmatch(pattern, form):
            yield from ((match[1] or "", place) for place in places)
