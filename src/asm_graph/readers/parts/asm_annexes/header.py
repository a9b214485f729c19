"""The header of a ruled table of ASM: its columns, told by their titles in one row or several.

A column may hold a mark in place of a word (`I` below *Clasificación*), or progress at one date of several.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.readers.asm_follow_up.columns import TITLES, Column
from asm_graph.readers.parts.table_columns import Columns
from asm_graph.spanish.dates import find_dates, says_when
from asm_graph.spanish.forms import compact
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Table, TableCell

_WORDS = words_beside(__file__)
_FORMS = tuple(tuple(map(Column, columns)) for columns in _WORDS["forms"]["columns"])
_MARKS = {
    (Column(column), compact(title)): notation
    for column, notations in _WORDS["marks"].items()
    for notation, titles in notations.items()
    for title in titles
}

_COLUMNS = Columns(
    {column: tuple(title for title, one in TITLES.items() if one is column) for column in Column},
    (frozenset({Column.TEXT}),),
)

_ROWS_ABOVE = 8
"""Rows of a table that may stand above its header: its title, the name of the program."""
_MOST_ROWS = 3
_LEAST_COLUMNS = 2
_SURE = 3
"""So many columns whose titles are certain tell that a table is one of ASM."""
_GARBLED = 70.0
"""A title that OCR has garbled still scores this against its own words, once the table is known."""
_LEAST_LETTERS = 6
_KEY = "aspectosusceptible"
_LONGEST_TITLE = 110


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """A column: what it states, the columns of the grid that it stands over, and its titles.

    `option` is the notation that a mark in the column stands for; `is_history` tells a column of progress at
    one date among several.
    """

    column: Column
    places: tuple[int, ...]
    titles: tuple[Passage, ...]
    option: str | None = None
    is_history: bool = False


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The header of a table: its rows from `start` to `end`, exclusive, and its columns in order."""

    start: int
    end: int
    columns: tuple[HeaderColumn, ...]

    @property
    def recognized(self) -> frozenset[Column]:
        """What its columns state."""
        return frozenset(one.column for one in self.columns) - {Column.UNKNOWN}

    @property
    def titles(self) -> dict[Column, str]:
        """How the table calls its columns."""
        return {
            one.column: " ".join(title.text for title in one.titles) for one in self.columns if one.titles
        }

    @property
    def certainty(self) -> int:
        """By how many columns, and marks and dates in them, it is known."""
        return len(self.recognized) + sum(1 for one in self.columns if one.option or one.is_history)


def find_header(table: Table, least: int = _LEAST_COLUMNS) -> TableHeader | None:
    """Return the header of a table that has a column of ASM and at least so many columns in all."""
    if not _speaks_of_asm(table):
        return None
    best: TableHeader | None = None
    for start in range(min(_ROWS_ABOVE + 1, table.height)):
        for end in range(start + 1, min(start + _MOST_ROWS, table.height) + 1):
            header = TableHeader(start, end, _columns(table, start, end))
            if _is_header(header, least) and (best is None or header.certainty > best.certainty):
                best = header
        if best and best.start < start:
            break
    return best


def _speaks_of_asm(table: Table) -> bool:
    """Return whether a cell among which the header stands may be the title of the column of ASM."""
    forms = (compact(cell.text) for cell in table.cells if cell.row <= _ROWS_ABOVE + _MOST_ROWS)
    return any(
        form in TITLES or (len(form) <= _LONGEST_TITLE and fuzz.partial_ratio(_KEY, form) >= _GARBLED)
        for form in forms
    )


def is_header_row(table: Table, row: int, header: TableHeader) -> bool:
    """Return whether a row prints the titles of the header again."""
    titles = {compact(title.text) for column in header.columns for title in column.titles}
    cells = [compact(cell.text) for cell in table.row(row) if cell.passage]
    return len(cells) > 1 and all(cell in titles for cell in cells)


def _is_header(header: TableHeader, least: int) -> bool:
    return Column.TEXT in header.recognized and len(header.recognized) >= least


def _columns(table: Table, start: int, end: int) -> tuple[HeaderColumn, ...]:
    """Return the columns that rows would be the header of; none if a cell goes on below them."""
    grouped: list[tuple[tuple[TableCell, ...], list[int]]] = []
    for place in range(table.width):
        cells = tuple(
            dict.fromkeys(cell for row in range(start, end) if (cell := table.at(row, place)) is not None)
        )
        if any(cell.row < start or cell.row + cell.row_span > end for cell in cells):
            return ()
        if grouped and grouped[-1][0] == cells:
            grouped[-1][1].append(place)
        else:
            grouped.append((cells, [place]))
    columns = [
        _column(tuple(cell.passage for cell in cells if cell.passage), places) for cells, places in grouped
    ]
    return tuple(_completed(_guessed(_with_alternatives(columns))))


@cache
def column_named(title: str) -> Column:
    """Return what a column with this title states; a few letters may be wrong, words in another order."""
    return Column((len(title) <= _LONGEST_TITLE and _COLUMNS.named(title)) or Column.UNKNOWN)


def _column(titles: tuple[Passage, ...], places: Sequence[int]) -> HeaderColumn:
    made = HeaderColumn(Column.UNKNOWN, tuple(places), titles)
    if not titles:
        return made
    words = [title.text for title in titles]
    above = column_named(" ".join(words[:-1])) if len(words) > 1 else Column.UNKNOWN
    option = _MARKS.get((above, compact(words[-1])))
    if option:
        return replace(made, column=above, option=option)
    if len(words) > 1 and _is_time(titles[-1]) and "avance" in compact(" ".join(words[:-1])):
        return replace(made, column=Column.PROGRESS, is_history=True)
    tried = (" ".join(words), words[-1], " ".join(words[:-1]))
    found = (column for text in tried if text and (column := column_named(text)) is not Column.UNKNOWN)
    return replace(made, column=next(found, Column.UNKNOWN))


def _is_time(title: Passage) -> bool:
    return bool(find_dates(title)) or says_when(title.text)


def _with_alternatives(columns: Sequence[HeaderColumn]) -> Sequence[HeaderColumn]:
    """Take no column for one of marks, or of one date, that has no other like it beside it."""
    options = Counter(one.column for one in columns if one.option or one.is_history)
    return [
        replace(one, option=None, is_history=False) if options[one.column] == 1 else one for one in columns
    ]


def _guessed(columns: Sequence[HeaderColumn]) -> Sequence[HeaderColumn]:
    """Tell garbled titles by their nearest words, where enough others are certain."""
    taken = {one.column for one in columns} - {Column.UNKNOWN}
    if len(taken) < _LEAST_COLUMNS:
        return columns
    guessed: list[HeaderColumn] = []
    for one in columns:
        form = compact(" ".join(title.text for title in one.titles))
        if one.column is Column.UNKNOWN and len(form) >= _LEAST_LETTERS:
            match = process.extractOne(form, TITLES.keys(), scorer=fuzz.ratio, score_cutoff=_GARBLED)
            if match and TITLES[match[0]] not in taken:
                taken.add(TITLES[match[0]])
                guessed.append(replace(one, column=TITLES[match[0]]))
                continue
        guessed.append(one)
    return guessed


def _completed(columns: Sequence[HeaderColumn]) -> Iterable[HeaderColumn]:
    """Tell the columns of a known form whose titles cannot be read by those beside them."""
    named = [one for one in columns if one.titles or one.column is not Column.UNKNOWN]
    found = [one.column for one in named]
    if Column.UNKNOWN not in found or len(set(found) - {Column.UNKNOWN}) < _SURE:
        return columns
    fitting = [form for form in _FORMS if _fits(found, form)]
    if not fitting:
        return columns
    places = {one.places: column for one, column in zip(named, fitting[0], strict=True)}
    return [replace(one, column=places.get(one.places, one.column)) for one in columns]


def _fits(found: Sequence[Column], form: Sequence[Column]) -> bool:
    return len(found) == len(form) and all(
        one in {Column.UNKNOWN, other} for one, other in zip(found, form, strict=True)
    )
