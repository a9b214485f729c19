"""A cell of a follow-up, parsed once: what it states if it stands under a column of a fixed form."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.asm_follow_up.columns import CLASSES, PRIORITIES, Column
from asm_graph.readers.line_kinds import is_unit
from asm_graph.spanish.dates import DateCell, read_date_cell, says_when
from asm_graph.spanish.forms import compact
from asm_graph.spanish.items import Item, split_items
from asm_graph.spanish.numbers import is_missing
from asm_graph.spanish.progress import Progress, read_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.readers.annotator import Annotator

_NUMBER = re.compile(r"\d{1,3}\s*(?:\.?-|[.)°º])?")
_TAG = re.compile(r"</?p>")
_ENDING = len("es")
"""Letters that the printed class may have behind the beginning that names it (`institucional-es`)."""

TYPED = frozenset({Column.NUMBER, Column.CLASSIFICATION, Column.PRIORITY, Column.DUE, Column.PROGRESS})
"""The columns whose cells have a form of their own."""


def class_of(text: str) -> str | None:
    """Return the notation of the class that a text names, if it names nothing else.

    >>> class_of("Instit ucional"), class_of("Institucional y específico")
    ('institutional', None)
    """
    form = compact(text)
    for beginning, notation in CLASSES.items():
        if form.startswith(beginning) and len(form) <= len(beginning) + _ENDING:
            return notation
    return None


def priority_of(text: str) -> str | None:
    """Return the notation of the priority that a text names, if it names nothing else."""
    return PRIORITIES.get(compact(text).removeprefix("prioridad"))


class Cell:
    """A cell, or what a column holds so far, with each form of it parsed at most once.

    Placing a row compares each cell with every column, and a cut row twice, so a form is parsed when it is
    first asked for and kept: the column that gets the cell states the value that was parsed for comparing.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text

    @classmethod
    def joined(cls, cells: Iterable[Cell]) -> Cell:
        """Return the cells as one, a space apart; one cell stays itself, and keeps what was parsed."""
        filled = [cell for cell in cells if cell.text]
        if len(filled) == 1:
            return filled[0]
        return cls(Passage.joined(cell.passage for cell in filled)) if filled else cls(Passage("", "", ()))

    def __bool__(self) -> bool:
        """Return whether there is anything but white space."""
        return bool(self.passage)

    def repaired(self, annotator: Annotator) -> Cell:
        """Return the cell with the damage of conversion undone; one without damage stays itself."""
        passage = annotator.repair(self.passage)
        return self if passage == self.passage else Cell(passage)

    @cached_property
    def number(self) -> int | None:
        """The number of an ASM (`4`, `4.`), if the cell is one."""
        return int(re.sub(r"\D", "", self.text)) if _NUMBER.fullmatch(self.text.strip()) else None

    @cached_property
    def classification(self) -> str | None:
        """The notation of the class that the cell names."""
        return class_of(self.text)

    @cached_property
    def priority(self) -> str | None:
        """The notation of the priority that the cell names."""
        return priority_of(self.text)

    @cached_property
    def dates(self) -> DateCell:
        """The cell as one of the column of dates."""
        return read_date_cell(self.passage)

    @cached_property
    def progress(self) -> Progress:
        """The cell as one of the column of progress."""
        return read_progress(self.passage)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the cell; one without a number where it numbers none."""
        return split_items(self.passage)

    @cached_property
    def missing(self) -> str | None:
        """The notation of the code list `missing` that the cell prints, if any."""
        return is_missing(self.text)

    @cached_property
    def says_when(self) -> bool:
        """Whether the cell says nothing but when."""
        return says_when(self.text)

    @cached_property
    def is_unit(self) -> bool:
        """Whether the cell begins like the name of a unit."""
        return is_unit(self.text.strip())

    @cached_property
    def form(self) -> str:
        """The letters and digits of the cell."""
        return compact(self.text)

    @cached_property
    def form_without_tags(self) -> str:
        """The same without the tags of paragraphs."""
        return compact(_TAG.sub("", self.text))

    @cached_property
    def candidates(self) -> Mapping[Column, object]:
        """The columns of a fixed form under which the cell may stand, each with the value it has there."""
        if not self:
            return {}
        values = {
            Column.NUMBER: self.number,
            Column.CLASSIFICATION: self.classification,
            Column.PRIORITY: self.priority,
            Column.DUE: self.dates if self.dates.is_only_dates else None,
            Column.PROGRESS: self.progress if self.progress.is_recognizable else None,
        }
        return {column: value for column, value in values.items() if value is not None}
