"""The columns of a layout, declared: what each header means, and where it stands in a sheet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.table import address
from asm_graph.messages import Message
from asm_graph.readers.tables.header_words import same_column
from asm_graph.records.tables import QuotedColumns
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.documents import Sheet

HEADER_ROWS = 20
"""A title and notes may stand above the header."""
_OWN_SHARE = 0.2
"""A header names at least this share of the needed columns just as the layout does."""


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
    _positions: dict[tuple[str, ...], tuple[int, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def has(self, column: TableColumn) -> bool:
        """Return whether a column of the layout was found."""
        return column.header in self.columns or bool(self.matches.get(column.pattern))

    def positions(self, headers: tuple[str, ...] = ()) -> tuple[int, ...]:
        """Return where those of these columns stand that were found, or all, in the order of the sheet."""
        if headers not in self._positions:
            found = self.columns
            self._positions[headers] = tuple(sorted(found[one] for one in headers or found if one in found))
        return self._positions[headers]

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
        if named_columns(wanted, row) >= _OWN_SHARE * len(wanted):
            header = header_at(number, row, layout)
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


def named_columns(wanted: Sequence[Sequence[str]], row: Sequence[str]) -> int:
    """Count the columns, each by its forms, that a row names."""
    named = {compact(cell) for cell in row}
    return sum(not named.isdisjoint(forms) for forms in wanted)


def header_at(number: int, row: Sequence[str], layout: TableLayout) -> SheetHeader:
    """Find what of a layout stands where in a row."""
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
