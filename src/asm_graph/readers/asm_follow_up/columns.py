"""The columns of the follow-up's tables, found by their header cells; `words.toml` has the words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.records.sources import Carried, main_property
from asm_graph.spanish.forms import compact
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asm_graph.documents import Passage
    from asm_graph.records.sources import StatedProperty


class Column(StrEnum):
    """The content of a column, by the forms of SEDESOL's *documentos de trabajo* and *institucionales*."""

    NUMBER = "number"
    THEME = "theme"
    TEXT = "text"
    CLASSIFICATION = "classification"
    PRIORITY = "priority"
    ACTIVITY = "activity"
    RESPONSIBLE = "responsible"
    COORDINATING = "coordinating"
    DUE = "due"
    EXPECTED = "expected"
    OBTAINED = "obtained"
    PRODUCT = "product"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    LOCATION = "location"
    REMARKS = "remarks"
    RECOMMENDATION = "recommendation"
    START_CYCLE = "start-cycle"
    UNKNOWN = "unknown"


SHARED = frozenset({
    Column.NUMBER, Column.THEME, Column.TEXT, Column.CLASSIFICATION, Column.PRIORITY, Column.RECOMMENDATION,
    Column.START_CYCLE,
})  # fmt: skip
"""The columns that speak of the ASM; the others speak of its actions."""

_WORDS = words_beside(__file__)
TITLES: Mapping[str, Column] = {
    compact(title): Column(name) for name, titles in _WORDS["columns"].items() for title in titles
}
"""The titles of the columns (compact form) and what these state."""

PROPERTIES: Mapping[Column, StatedProperty] = {
    Column(name): main_property(curie) for name, curie in _WORDS["properties"].items()
}
"""The property that the cells of a column state."""

KEPT: tuple[Column, ...] = tuple(map(Column, _WORDS["kept"]["blanks"]))
"""The columns whose blank cells are recorded."""

CLASSES: Mapping[str, str] = {beginning: notation for notation, beginning in _WORDS["classes"].items()}
"""The beginning of the printed class (compact form) and its notation in the code list `asm-class`."""

PRIORITIES: Mapping[str, str] = {
    compact(word): notation for notation, words in _WORDS["priorities"].items() for word in words
}
"""A printed priority (compact form) and its notation in the code list `priority`."""

_SIMILAR = 88.0
"""A header cell with one letter wrong in ten still scores above this; the nearest two titles, 80."""

_REQUIRED = frozenset({Column.TEXT, Column.ACTIVITY})
_RECOGNIZED_NEEDED = 4
_MOST_COLUMNS = 100
_LAST_NUMBER = re.compile(r"(?<!\d)\d++$")


def header(cells: Sequence[Passage]) -> tuple[Column, ...] | None:
    """Return the columns that a row names, or `None` where the row is no header."""
    if len(cells) > _MOST_COLUMNS:
        return None
    columns = tuple(column_of(cell.text) for cell in cells)
    recognized = {column for column in columns if column is not Column.UNKNOWN}
    if Column.TEXT in recognized and len(recognized) >= min(_RECOGNIZED_NEEDED, len(columns)) > 1:
        return columns
    return None


def is_complete(columns: Sequence[Column]) -> bool:
    """Return whether a header has the columns without which no ASM can be read."""
    return set(columns) >= _REQUIRED


def carried(columns: Iterable[Column]) -> tuple[Carried, ...]:
    """Return what tables with these columns have a place for."""
    return tuple(Carried(PROPERTIES[column]) for column in columns if column in PROPERTIES)


def column_of(title: str) -> Column:
    """Return what a column with this title states, which may have one letter wrong in ten."""
    form = _LAST_NUMBER.sub("", compact(title))
    if form in TITLES or not form:
        return TITLES.get(form, Column.UNKNOWN)
    match = process.extractOne(form, TITLES.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return TITLES[match[0]] if match else Column.UNKNOWN
