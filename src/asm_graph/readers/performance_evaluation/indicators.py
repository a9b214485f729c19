"""The indicators of a section: for each a numbered name, and a table below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.performance_evaluation.figure_tables import (
    FREQUENCY,
    LEVEL,
    UNIT,
    Header,
    headers,
    place,
    values,
)
from asm_graph.readers.performance_evaluation.sections import unbulleted
from asm_graph.records.matrices import Indicator
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.items import split_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.lines import Line
    from asm_graph.readers.annotator import Annotator
    from asm_graph.records.matrices import IndicatorValue

_LEVEL_LINE = re.compile(r"nivel(?:\s+de(?:l)?\s+(?:objetivo|la\s+matriz))?\s*:\s*", re.IGNORECASE)


class IndicatorTable:
    """The indicators of one scope (`results`, `services-and-management`), section after section."""

    def __init__(self, scope: str, year: Fact[int], annotator: Annotator) -> None:
        self._scope = scope
        self._year = year
        self._annotator = annotator
        self._name: list[Passage] = []
        self._columns: tuple[Header, ...] | None = None
        self._rows: list[tuple[Passage | None, ...]] = []
        self._level: Fact[str] | None = None
        self._numbers: set[int] = set()
        self.kinds: dict[str, None] = {}

    def read(self, body: Sequence[Line]) -> Iterator[Indicator]:
        """Yield the indicators of a section, in the order of the document."""
        for line in body:
            if line.is_row:
                self._take_row(line)
                continue
            text = unbulleted(line.passage.strip())
            level = _LEVEL_LINE.match(text.text)
            if level and self._name:
                self._level = fact(text.slice(level.end()))
                self._annotator.mark("label", text.group(level))
                continue
            if self._name and (self._columns or split_items(text)[0].numbers):
                yield self._indicator()
            self._name.append(text)
        if self._name:
            yield self._indicator()

    def _take_row(self, line: Line) -> None:
        cells = line.cells()
        columns = headers(cells)
        if columns:
            self._columns = columns
            self.kinds |= dict.fromkeys(column.kind for column in columns)
            self._annotator.mark("table header", line.passage)
        elif self._columns and self._name:
            self._rows.append(place(cells, self._columns))

    def _indicator(self) -> Indicator:
        item = split_items(self._annotator.repair(Passage.joined(self._name)))[0]
        printed = item.numbers[0] if item.numbers else None
        number = printed if printed and printed not in self._numbers else max(self._numbers, default=0) + 1
        self._numbers.add(number)
        indicator = Indicator(
            scope=self._scope,
            number=fact_of(number, item.marker or item.body),
            name=fact(item.body),
            level=self._cell(LEVEL) or self._level,
            unit_of_measure=self._cell(UNIT),
            frequency=self._cell(FREQUENCY),
            values=tuple(self._values()),
        )
        self._name, self._columns, self._rows, self._level = [], None, [], None
        return indicator

    def _cell(self, kind: str) -> Fact[str] | None:
        for row in self._rows:
            for cell, header in zip(row, self._columns or (), strict=True):
                if header.kind == kind and cell:
                    return fact(self._annotator.clean(cell))
        return None

    def _values(self) -> Iterator[IndicatorValue]:
        for row in self._rows[:1]:
            yield from values(row, self._columns or (), self._year)
