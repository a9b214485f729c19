"""The sheets of indicators (*fichas de indicadores*): a table for each, its labels at the left."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.matrix_levels import level_in, numbered
from asm_graph.readers.parts.part_layout import BlockRange, PartReading
from asm_graph.readers.parts.table_columns import likeliest
from asm_graph.records.evaluations import Statement
from asm_graph.records.matrices import Indicator, IndicatorValue, Level, LevelRef
from asm_graph.records.parts import ProgramStatements
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import YEAR
from asm_graph.spanish.numbers import is_missing, read_measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_LABELS = tomllib.loads(Path(__file__).with_name("report_annexes.toml").read_text(encoding="utf-8"))[
    "indicator_sheet"
]
_REQUIRED = {"level", "name"}
_LEAST = 6
"""Labels of a sheet; a table of two columns that has fewer of them is something else."""
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_SAID = {"rating": "rating", "reason": "finding", "recommendation": "recommendation"}
"""The kinds of statements by their labels."""
_NO_FACTS = {"chart": "chart"}
"""What a chart prints stands in the rows above it already."""


@dataclass(frozen=True, slots=True)
class _Field:
    label: Passage
    value: Passage


class IndicatorSheets:
    """The layout of sheets of indicators; those that follow each other are one part."""

    name = "indicator-sheets"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find each run of sheets, with nothing but running lines between them."""
        start: int | None = None
        end = 0
        for index, block in enumerate(blocks):
            if isinstance(block, Table) and _is_sheet(block):
                start, end = index if start is None else start, index + 1
            elif start is not None and not (isinstance(block, TextLine) and block.is_running):
                yield BlockRange(start, end)
                start = None
        if start is not None:
            yield BlockRange(start, end)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read an indicator, its level, its figures and what the evaluator says of it from each sheet."""
        sheets = [_Sheet(table, annotator) for table in part.tables]
        levels: dict[LevelRef, Level] = {}
        indicators: list[Indicator] = []
        for sheet in sheets:
            if (level := sheet.level()) is not None:
                levels.setdefault(level.ref, level)
            if indicator := sheet.indicator(len(indicators) + 1, level):
                indicators.append(indicator)
        if not indicators:
            return PartReading()
        years = [year for sheet in sheets for year in sheet.years]
        same = years and all(year.value == years[0].value for year in years)
        said = ProgramStatements(
            year=years[0] if same else None,
            levels=tuple(levels.values()),
            indicators=tuple(indicators),
            statements=tuple(statement for sheet in sheets for statement in sheet.statements()),
        )
        return PartReading((said,))


def _is_sheet(table: Table) -> bool:
    labels = {label for row in range(table.height) if (label := _label(table, row)) is not None}
    return len(labels) >= _LEAST and labels >= _REQUIRED


def _label(table: Table, row: int) -> str | None:
    cells = table.row(row)
    return likeliest(_YEAR.sub("", cells[0].text), _LABELS) if len(cells) > 1 else None


class _Sheet:
    def __init__(self, table: Table, annotator: Annotator) -> None:
        self._annotator = annotator
        self._fields: dict[str, _Field] = {}
        for row in range(table.height):
            cells = table.row(row)
            label = _label(table, row)
            if label is None:
                if len(cells) == 1 and row == 0:
                    annotator.mark("heading", cells[0].passage)
                continue
            annotator.mark("label", cells[0].passage)
            if kind := _NO_FACTS.get(label):
                annotator.mark(kind, *(cell.passage for cell in cells[1:]))
            elif cells[1].passage and not is_missing(cells[1].text):
                self._fields.setdefault(label, _Field(cells[0].passage, cells[1].passage))

    def _text(self, name: str) -> Fact[str] | None:
        field = self._fields.get(name)
        return fact(self._annotator.clean(field.value)) if field else None

    @property
    def years(self) -> tuple[Fact[int], ...]:
        """The years of its figures, as their labels print them."""
        return tuple(value.year for value in self._values() if isinstance(value.year, Fact))

    def level(self) -> Level | None:
        field, narrative = self._fields.get("level"), self._fields.get("narrative")
        kind, number = level_in(field.value.text) if field else (None, "")
        if field is None or kind is None or narrative is None:
            return None
        self._annotator.mark("level", field.value)
        key, text = numbered(narrative.value, kind, self._annotator)
        return Level(kind, narrative=fact(self._annotator.clean(text)), key=key or number or None)

    def indicator(self, number: int, level: Level | None) -> Indicator | None:
        name = self._text("name")
        if name is None:
            return None
        means = self._text("means")
        return Indicator(
            number=fact_of(number, name.passage),
            name=name,
            level=level.ref if level else None,
            values=self._values(),
            means=(means,) if means else (),
            definition=self._text("definition"),
            method=self._text("method"),
            unit_of_measure=self._text("unit_of_measure"),
            frequency=self._text("frequency"),
            type=self._text("type"),
            dimension=self._text("dimension"),
            direction=self._text("direction"),
        )

    def _values(self) -> tuple[IndicatorValue, ...]:
        """Return the figures whose labels print a year; nobody can tell that of another one."""
        found = []
        for kind in ("baseline", "target", "actual"):
            field = self._fields.get(kind)
            year = _YEAR.search(field.label.text) if field else None
            measure = read_measure(field.value.text.strip()) if field else None
            if field and year and measure:
                when = fact_of(int(year[0]), field.label.group(year))
                found.append(IndicatorValue(kind, when, fact_of(measure, field.value.strip())))
        return tuple(found)

    def statements(self) -> Iterator[Statement]:
        """Yield what the evaluator says of the indicator."""
        about = self._text("name")
        for label, kind in _SAID.items():
            text = self._text(label)
            if text and not _NONE.fullmatch(text.value):
                yield Statement(kind, None, text, theme=about)


_NONE = re.compile(r"\W*(?:ningun[oa]s?|no aplica|n/?a)\W*", re.IGNORECASE)
