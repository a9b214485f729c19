"""CONEVAL's *Evaluación Específica de Desempeño*: sections of prose, small tables, the contract."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.lines import Line, lines
from asm_graph.errors import IncompleteDocument
from asm_graph.messages import Message
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.line_kinds import is_page_number
from asm_graph.readers.performance_evaluation import sections as topics
from asm_graph.readers.performance_evaluation.completeness import check_whole
from asm_graph.readers.performance_evaluation.figure_tables import CARRIED, coverage
from asm_graph.readers.performance_evaluation.indicators import IndicatorTable
from asm_graph.readers.performance_evaluation.information import Information, read_information
from asm_graph.readers.performance_evaluation.page_header import take_page_header
from asm_graph.readers.performance_evaluation.period import Period, read_period
from asm_graph.readers.performance_evaluation.population import is_label, read_populations
from asm_graph.readers.performance_evaluation.sections import (
    Section,
    sections,
    topic,
    unbulleted,
    without_repetitions,
)
from asm_graph.readers.performance_evaluation.statements import levels, narrative, sources, statements, texts
from asm_graph.readers.text_account import text_reading
from asm_graph.records.evaluations import EvidenceSource, Observation, PerformanceEvaluation
from asm_graph.records.sources import Carried
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import TextDocument
    from asm_graph.documents.lexicon import Lexicon
    from asm_graph.readers.reading import Reading
    from asm_graph.records.evaluations import Statement
    from asm_graph.records.matrices import Indicator, Level

LAYOUT = "coneval-eed"

_HEADINGS_NEEDED = 4
_OWN_HEADINGS_NEEDED = 2
_OWN_HEADINGS = frozenset({
    "seeks", "results-sought", "indicator-progress", "current-progress", "asm-progress", "decided-aspect",
    "coneval-remark", "target-population-definition", "coverage-analysis", topics.NATIONAL, topics.SECTORAL,
    topics.RESULTS, topics.SERVICES, topics.INFORMATION,
})  # fmt: skip
"""The topics of headings that other reports do not have."""
_CHARACTERS_PER_HEADING = 10_000
"""A report of this layout has a heading every thousand characters; a long one of another kind has a few."""
_TITLE = re.compile(
    r"evaluacionespecificadedesempeno.*|evaluacion(?:externa)?dedesempeno.*|coneval|consejonacionaldeevaluacion.*"
)


def recognizes(document: TextDocument) -> bool:
    """Return whether enough of the report's headings, for its length, stand alone on their lines."""
    found = {topic(unbulleted(line.passage.strip()).text) for line in lines(document.text) if not line.is_row}
    return len(found - {None}) >= max(_HEADINGS_NEEDED, len(document.text) / _CHARACTERS_PER_HEADING)


def read(document: TextDocument, lexicon: Lexicon) -> Reading:
    """Read an evaluation.

    Raises:
        IncompleteDocument: no program or no year is named, or the text breaks off.
    """
    annotator = Annotator(lexicon, recognized=document.is_recognized)
    every = [line for line in lines(document.text) if line.passage]
    period = read_period(every)
    program, unit, rest = take_page_header(every, annotator)
    before, found = sections(rest, annotator)
    _mark_front_matter(before, annotator)
    check_whole(document, found)
    if program is None or period is None:
        missing = Message("program") if program is None else Message("year (such as Valor 2009)")
        raise IncompleteDocument(
            Message(
                "{path}: the report names no {missing}; give the whole text.",
                path=document.path,
                missing=missing,
            )
        )
    report = _Report(without_repetitions(found, annotator), period, annotator)
    reading = text_reading(document, LAYOUT, report.record(program, unit), annotator)
    return replace(reading, carries=report.carried())


def _mark_front_matter(before: list[Line], annotator: Annotator) -> None:
    for line in before:
        if _TITLE.fullmatch(compact(line.passage.text)):
            annotator.mark("title", line.passage)
        elif is_page_number(line.passage.text):
            annotator.mark("page number", line.passage)


class _Report:
    """The sections of one report, each read by what it is about."""

    def __init__(self, found: list[Section], period: Period, annotator: Annotator) -> None:
        self._sections = found
        self._period = period
        self._annotator = annotator
        self._columns: dict[str, None] = {}

    def carried(self) -> tuple[Carried, ...]:
        """Return the properties of indicators that its tables have columns for, once they are read."""
        return tuple(Carried(CARRIED[kind]) for kind in self._columns if kind in CARRIED)

    def record(self, program: Fact[str], unit: Fact[str] | None) -> PerformanceEvaluation:
        """All that the report states."""
        information = self._information()
        national, sectoral = (tuple(self._texts(kind)) for kind in (topics.NATIONAL, topics.SECTORAL))
        return PerformanceEvaluation(
            program=program,
            responsible_unit=unit,
            period=self._period.period,
            year=self._period.year,
            statements=tuple(self._statements()),
            populations=tuple(read_populations(self._sections, self._period.year, self._annotator)),
            coverages=tuple(self._coverages()),
            national_objectives=national,
            sectoral_objectives=sectoral,
            levels=tuple(self._levels()),
            indicators=tuple(self._indicators()),
            sources=tuple(self._sources()),
            evaluators=information.evaluators,
            coordinator=information.coordinator,
            contracting_form=information.contracting_form,
            cost=information.cost,
            follow_up_unit=information.follow_up_unit,
            absent_sections=tuple(self._absent()),
        )

    def _of(self, *kinds: str) -> Iterator[Section]:
        return (section for section in self._sections if section.topic in kinds)

    def _texts(self, kind: str) -> Iterator[Fact[str]]:
        for section in self._of(kind):
            yield from texts(section.body, self._annotator)

    def _sources(self) -> Iterator[EvidenceSource]:
        for section in self._of(topics.SOURCES):
            yield from sources(section.body, self._annotator)

    def _statements(self) -> Iterator[Statement]:
        for section in self._of(*topics.STATEMENT_KINDS):
            body = [line for line in section.body if not is_label(line.passage.text)]
            yield from statements(section.topic, body, self._annotator)

    def _levels(self) -> Iterator[Level]:
        for kind in topics.LEVELS:
            body = [line for section in self._of(kind) for line in section.body]
            if kind in {"fin", "proposito"}:
                level = narrative(kind, body, self._annotator)
                yield from (level,) if level else ()
            else:
                yield from levels(kind, body, self._annotator)

    def _indicators(self) -> Iterator[Indicator]:
        for scope in (topics.RESULTS, topics.SERVICES):
            table = IndicatorTable(scope, self._period.year, self._annotator)
            for section in self._of(scope):
                yield from table.read(section.body)
            self._columns |= table.kinds

    def _information(self) -> Information:
        body = [line for section in self._of(topics.INFORMATION) for line in section.body]
        return read_information(body, self._annotator)

    def _rows(self) -> Iterator[Line]:
        """Yield the rows of tables outside the sections of indicators."""
        for section in self._sections:
            if section.topic not in {topics.RESULTS, topics.SERVICES}:
                yield from (line for line in section.body if line.is_row)

    def _coverages(self) -> Iterator[Observation]:
        for line in self._rows():
            observation = coverage(line.cells(), self._period.year)
            if observation:
                self._annotator.mark("row label", line.cells()[0])
                yield observation

    def _absent(self) -> Iterator[Fact[str]]:
        seen: set[str] = set()
        for section in self._sections:
            form = compact(section.heading.text)
            if not section.body and section.topic != topics.CONTAINER and form not in seen:
                seen.add(form)
                yield fact(self._annotator.clean(section.heading))
