"""The national transparency formats as quads: indicators with their values by period, and evaluations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.graph.code_words import code_at_beginning
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.evaluations import state_evaluation
from asm_graph.graph.indicators import describe_indicator, state_value
from asm_graph.graph.programs import subject_of_state
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.records.texts import value_of
from asm_graph.registers import NameContext, ProgramMatch
from asm_graph.spanish.forms import compact, form_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records import Place
    from asm_graph.records.matrices import Indicator
    from asm_graph.records.transparency import EvaluationReport, IndicatorReport

_TYPES = "evaluation-type"
_CERTAIN = {"key", "name", "overruled"}
"""Matches by which a name that may be of any government is taken for a federal program's."""
_WORDS = ("definition", "method", "dimension", "frequency", "direction", "objective")


def map_indicator_report(record: IndicatorReport, context: MappingContext) -> None:
    """State each indicator of a program and year once, as its first row words it, with all its values."""
    subjects = _Subjects.of(context, record.about, (row.program for row in record.indicators))
    stated: dict[NamedNode, Indicator] = {}
    for row in record.indicators:
        subject, quads, indicator = (
            subjects.find(row.program, row.year, row.place),
            context.quads,
            row.indicator,
        )
        told = form_hash(value_of(indicator.name or ""), value_of(indicator.unit_of_measure or ""))
        path = iris.reported_indicator(subject.path, row.year, told)
        if (node := quads.base.id(path)) not in stated:
            quads.entity(path, "Indicator")
            quads.add(node, ASM("program"), subject.node)
            describe_indicator(context, node, replace(indicator, place=row.place))
            stated[node] = indicator
            continue
        for differs in _differing(stated[node], indicator):
            quads.notice(
                Message(
                    "{cells}: words the {differs} of {name} otherwise than the first row that "
                    "has it, which is kept",
                    cells=row.place.cells,
                    differs=differs,
                    name=value_of(indicator.name or ""),
                )
            )
        for value in indicator.values:
            state_value(quads, node, value)


def _differing(first: Indicator, other: Indicator) -> list[str]:
    return [
        name
        for name in _WORDS
        if compact(value_of(getattr(first, name) or "")) != compact(value_of(getattr(other, name) or ""))
    ]


def map_evaluation_report(record: EvaluationReport, context: MappingContext) -> None:
    """State each evaluation once; what it is called tells its type, and tells it from others of the year."""
    subjects = _Subjects.of(context, record.about, (row.program for row in record.evaluations))
    for row in record.evaluations:
        subject = subjects.find(row.program, row.year, row.place)
        type_ = code_at_beginning(context.codes, _TYPES, row.name) or context.codes.named_in(_TYPES, row.name)
        evaluation = replace(row.evaluation, type=type_ or "not-determined")
        state_evaluation(context, subject, evaluation, form_hash(row.name))


@dataclass(frozen=True, slots=True)
class _Subjects:
    """The programs that rows name: those of the state that the table is from, or federal ones."""

    context: MappingContext
    jurisdiction: str
    _found: dict[tuple[str, int], Subject] = field(default_factory=dict)

    @classmethod
    def of(cls, context: MappingContext, about: Iterable[str], programs: Iterable[str]) -> _Subjects:
        """Find out whose table it is: its publisher, its titles and areas count before the programs."""
        groups = ((context.publisher, *about), programs)
        return cls(context, context.registers.jurisdictions.of(*groups))

    def find(self, name: str, year: int, place: Place) -> Subject:
        """Return the program that a row names."""
        if (name, year) not in self._found:
            federal = self._federal(name, year) if self.jurisdiction == iris.NATION else None
            self._found[name, year] = federal or subject_of_state(
                self.context, name, None, self.jurisdiction, place
            )
        return self._found[name, year]

    def _federal(self, name: str, year: int) -> Subject | None:
        quads = self.context.quads
        program = self.context.registers.programs.identify(name, NameContext(quads.slug, year))
        if not program.known or program.match not in _CERTAIN:
            return None
        quads.identified.append(ProgramMatch(name, year, program))
        node = quads.base.id(iris.program(program.path))
        quads.add(node, SKOS("altLabel"), terms.text(name))
        quads.derive(node)
        owner = program.agency or (
            iris.NATION if program.branch is None else iris.branch_owner(program.branch)
        )
        return Subject(program.path, node, owner, program=program)
