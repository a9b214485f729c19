"""The record of a performance evaluation becomes quads: statements, figures, matrix, alignment, contract."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from asm_graph.graph.evidence_sources import EvidenceSources
from asm_graph.graph.identities import Identities, Subject
from asm_graph.graph.matrix import Matrix, state_measure
from asm_graph.graph.prose_references import Prose
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records.texts import Observation, PerformanceEvaluation, Statement
    from asm_graph.registers import Registers
    from asm_graph.registers.codes import Codes

_TYPE = "eed"


def map_evaluation(
    record: PerformanceEvaluation, source: Source, registers: Registers, codes: Codes
) -> Subject:
    """State all that an evaluation says; the program that it is about is returned."""
    identities = Identities(registers, codes, source)
    subject = identities.subject(record.program, year=record.year.value)
    identities.units(subject.node, "responsibleUnit", record.responsible_unit, subject.agency)
    mapping = _Evaluation(record, source, identities, subject)
    mapping.contract()
    mapping.statements()
    mapping.observations()
    mapping.matrix()
    return subject


class _Evaluation:
    def __init__(
        self, record: PerformanceEvaluation, source: Source, identities: Identities, subject: Subject
    ) -> None:
        self._record = record
        self._source = source
        self._identities = identities
        self._subject = subject
        self._prose = Prose(source, identities, subject, record.year.value)
        self._path = f"evaluation/{subject.path}/{_TYPE}-{record.period.value}"
        self._node = source.entity(self._path, "Evaluation")

    def contract(self) -> None:
        """Who evaluated what, when, and on which terms."""
        record, source, node = self._record, self._source, self._node
        source.add(node, ASM("program"), self._subject.node)
        source.add(node, ASM("evaluationType"), source.base.code("evaluation-type", _TYPE))
        source.read(node, "period", record.period, terms.string)
        for evaluator in record.evaluators:
            self._identities.organisation(node, "evaluator", evaluator)
        source.read(node, "coordinator", record.coordinator, terms.text)
        source.read(node, "contractingForm", record.contracting_form, terms.text)
        source.read(node, "cost", record.cost, lambda money: terms.decimal(money.amount))
        source.read(node, "currency", record.cost, lambda money: terms.string(money.currency))
        self._identities.units(node, "followUpUnit", record.follow_up_unit, self._subject.agency)
        for section in record.absent_sections:
            source.read(node, "absentSection", section, terms.text)

    def statements(self) -> None:
        """Every statement of every section, under the number that the document gives it."""
        sources = EvidenceSources(self._source, self._node, self._record.sources)
        taken: defaultdict[str, set[int]] = defaultdict(set)
        for statement in self._record.statements:
            numbers = taken[statement.kind]
            printed = statement.number.value if statement.number else None
            number = printed if printed and printed not in numbers else max(numbers, default=0) + 1
            numbers.add(number)
            self._statement(statement, f"{self._path}/{statement.kind}/{number}", sources)

    def _statement(self, statement: Statement, path: str, sources: EvidenceSources) -> None:
        source = self._source
        node = source.entity(path, "Statement")
        source.add(node, ASM("evaluation"), self._node)
        source.add(node, ASM("statementKind"), source.base.code("statement-kind", statement.kind))
        source.read(node, "number", statement.number, terms.integer)
        source.read(node, "text", statement.text, terms.text)
        for code in statement.cites:
            source.state(node, ASM("citesSource"), sources.cited(code), code.passage)
        self._prose.read(node, statement.text, is_report=True)

    def observations(self) -> None:
        """The figures about populations and about the territory that was covered."""
        for figure in self._record.populations:
            self._observation(figure, "population", "PopulationValue", "populationKind", "population-kind")
        for figure in self._record.coverages:
            self._observation(figure, "coverage", "CoverageValue", "territoryKind", "territory-kind")

    def _observation(self, figure: Observation, part: str, class_: str, kind: str, scheme: str) -> None:
        source = self._source
        path = f"{self._path}/{part}/{figure.year.value}/{figure.kind}"
        node = source.entity(source.numbered(path, _figures(figure)), class_)
        source.add(node, ASM("program"), self._subject.node)
        source.add(node, ASM("observedIn"), self._node)
        source.add(node, ASM(kind), source.base.code(scheme, figure.kind))
        source.read(node, "year", figure.year, terms.year)
        source.read(node, "unitOfMeasure", figure.unit_of_measure, terms.text)
        source.read(node, "changeFromPreviousYear", figure.change, terms.decimal)
        state_measure(source, node, figure.measure)

    def matrix(self) -> None:
        """The results matrix, and the objectives that it is aligned to."""
        record = self._record
        objectives = list(self._objectives())
        if not (record.levels or record.indicators):
            return
        matrix = Matrix(self._source, self._identities, self._subject, record.year)
        for level in record.levels:
            node = matrix.level(level)
            for objective in objectives if level.kind == "fin" else ():
                self._source.add(node, ASM("contributesTo"), objective)
        for indicator in record.indicators:
            matrix.indicator(indicator)

    def _objectives(self) -> list[NamedNode]:
        plans = self._identities.registers.plans
        year, branch = self._record.year, self._subject.program.branch
        stated = [
            (text, plans.match(text.value, "national", year.value))
            for text in self._record.national_objectives
        ]
        stated += [
            (text, plans.match(text.value, "sectoral", year.value, branch))
            for text in self._record.sectoral_objectives
        ]
        return [self._prose.align(objective, text.passage, year) for text, objective in stated if objective]


def _figures(figure: Observation) -> tuple[object, ...]:
    """What an observation states, wherever the document prints it."""
    facts = (figure.measure, figure.unit_of_measure, figure.change)
    return tuple(fact.value if fact else None for fact in facts)
