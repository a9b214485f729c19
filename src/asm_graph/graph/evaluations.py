"""An evaluation of a program as quads: its contract, its statements, and the figures that it gives."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.graph.code_words import THEMES, state_code, themes
from asm_graph.graph.indicators import state_measure
from asm_graph.graph.units import named_agency, printed_units, state_organization, unit_names
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records.texts import value_of
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from asm_graph.graph.alignments import PlanReferences
    from asm_graph.graph.document_quads import DocumentQuads, MappingContext, Subject
    from asm_graph.rdf.terms import YearAndMonth
    from asm_graph.records.evaluations import Evaluation, EvidenceSource, Observation, Statement
    from asm_graph.records.texts import Fact, Stated

_TYPES = "evaluation-type"
_CODE = re.compile(r"(\D+?)-?(?:19|20)?(\d\d)")
_SLUG_LETTERS = 80
"""Letters of a source's name that its path has."""


def state_evaluation(
    context: MappingContext, program: Subject, evaluation: Evaluation, told_by: str = ""
) -> NamedNode:
    """State an evaluation of a program with its contract, as far as it is known; type and period must be.

    Its place is recorded only for the first of several rows that name it. `told_by` tells it, in its path,
    from others of its type and period where its source gives it no identifier.
    """
    quads, type_, period = context.quads, value_of(evaluation.type or ""), value_of(evaluation.period or "")
    notation = context.codes.find(_TYPES, type_) or slug(type_)
    key = slug(value_of(evaluation.source_identifier or "")) or told_by
    node = quads.entity(iris.evaluation(program.path, notation, period, key), "Evaluation")
    quads.record_first(node, evaluation.place)
    quads.add(node, ASM("program"), program.node)
    state_code(context, node, ASM("evaluationType"), _TYPES, evaluation.type)
    quads.read(node, ASM("period"), evaluation.period, terms.string)
    quads.read(node, ASM("evaluatedYear"), evaluation.year, terms.year)
    for evaluator in evaluation.evaluators:
        state_organization(context, node, ASM("evaluator"), evaluator, evaluation.place)
    _state_units(context, node, program.owner, evaluation)
    quads.read(node, ASM("cost"), evaluation.cost, lambda money: terms.decimal(money.amount))
    if evaluation.cost and (currency := value_of(evaluation.cost).currency):
        quads.read(node, ASM("currency"), evaluation.cost, lambda _: terms.string(currency))
    quads.read(node, ASM("sourceIdentifier"), evaluation.source_identifier, terms.string)
    quads.read(node, ASM("conclusionYear"), evaluation.conclusion_year, terms.year)
    if evaluation.coordinating_institution:
        institution = named_agency(context, evaluation.coordinating_institution, evaluation.place)
        quads.read(
            node, ASM("coordinatingInstitution"), evaluation.coordinating_institution, lambda _: institution
        )
    _state_texts(quads, node, evaluation)
    _state_dates(quads, node, evaluation)
    return node


def _state_units(context: MappingContext, node: NamedNode, owner: str, evaluation: Evaluation) -> None:
    """State the units that contract an evaluation and follow it up, the first of these as the main one."""
    units, place = printed_units(context, owner), evaluation.place
    units(node, ASM("contractingUnit"), evaluation.contracting_unit, place)
    cells = (evaluation.follow_up_unit, *evaluation.other_follow_up_units)
    names = [name for cell in cells if cell is not None for name in unit_names(context, owner, cell)]
    for at, name in enumerate(names):
        units(node, ASM("furtherFollowUpUnit" if at else "followUpUnit"), name, place)


def _state_texts(quads: DocumentQuads, node: NamedNode, evaluation: Evaluation) -> None:
    """State what an evaluation says in words."""
    for predicate, texts in (
        (RDFS("label"), (evaluation.name,)),
        (ASM("purpose"), (evaluation.purpose,)),
        (ASM("collectionInstrument"), evaluation.instruments),
        (ASM("coordinator"), (evaluation.coordinator,)),
        (ASM("coordinatorPosition"), (evaluation.coordinator_position,)),
        (ASM("collaborator"), evaluation.collaborators),
        (ASM("followUpPerson"), (evaluation.follow_up_person, *evaluation.other_follow_up_persons)),
        (ASM("contractingForm"), (evaluation.contracting_form,)),
        (ASM("financingSource"), (evaluation.financing,)),
        (ASM("dissemination"), evaluation.dissemination),
        (ASM("formDissemination"), evaluation.form_dissemination),
        (ASM("absentSection"), evaluation.absent_sections),
    ):
        for text in texts:
            quads.read(node, predicate, text, terms.text)


def _state_dates(quads: DocumentQuads, node: NamedNode, evaluation: Evaluation) -> None:
    for predicate, date in (
        (ASM("startedOn"), evaluation.started_on),
        (ASM("endedOn"), evaluation.ended_on),
        (ASM("scheduledEnd"), evaluation.scheduled_end),
    ):
        # Named here because mypy finds no common type for a day and a month by itself.
        day: Stated[YearAndMonth] | None = date
        quads.read(node, predicate, day, terms.date)


@dataclass(frozen=True, slots=True)
class StatementMapper:
    """States what one evaluation says; `references` finds what its statements say of plans."""

    context: MappingContext
    evaluation: NamedNode
    sources: EvidenceSources
    references: PlanReferences

    def state_all(self, statements: Iterable[Statement]) -> None:
        """State statements, each under the number that it is given or counted by."""
        taken: defaultdict[str, set[int]] = defaultdict(set)
        for statement in statements:
            # Sections number their statements from 1 each, and some print a number twice.
            numbers = taken[statement.kind]
            printed = statement.number.value if statement.number else None
            number = printed if printed and printed not in numbers else max(numbers, default=0) + 1
            numbers.add(number)
            self.state(statement, number)

    def state(self, statement: Statement, key: int | str) -> NamedNode:
        """State one statement; `key` tells it from others of its kind in the path."""
        quads = self.context.quads
        path = iris.statement(quads.base.local(self.evaluation), statement.kind, key)
        node = quads.entity(path, "Statement")
        quads.add(node, ASM("evaluation"), self.evaluation)
        quads.add(node, ASM("statementKind"), quads.base.code("statement-kind", statement.kind))
        quads.read(node, ASM("number"), statement.number, terms.integer)
        quads.read(node, ASM("text"), statement.text, terms.text)
        self._state_theme(node, statement)
        quads.read(node, ASM("printedReference"), statement.reference, terms.text)
        if statement.rating:
            state_measure(quads, node, statement.rating)
        for code in statement.cites:
            quads.state(node, ASM("citesSource"), self.sources.cited(code), code.passage)
        self.references.find(node, statement.text, is_report=True)
        return node

    def _state_theme(self, node: NamedNode, statement: Statement) -> None:
        """State the theme as printed, and the entries of the code list that it means, if it means any."""
        self.context.quads.read(node, ASM("theme"), statement.theme, terms.text)
        for theme in themes(statement.theme, self.context.codes):
            if self.context.codes.find(THEMES, value_of(theme)):
                state_code(self.context, node, ASM("themeCode"), THEMES, theme)


class EvidenceSources:
    """The sources of one evaluation, by the codes that it gives them."""

    def __init__(self, quads: DocumentQuads, evaluation: NamedNode, listed: Iterable[EvidenceSource]) -> None:
        self._quads = quads
        self._evaluation = evaluation
        self._listed: dict[str, NamedNode] = {}
        for entry in listed:
            node = self._node(entry.code.value if entry.code else entry.label.value)
            quads.add(evaluation, ASM("usesSource"), node)
            quads.read(node, RDFS("label"), entry.label, terms.text)
            quads.read(node, SKOS("notation"), entry.code, terms.string)
            if entry.code:
                self._listed[entry.code.value] = node

    def cited(self, code: Fact[str]) -> NamedNode:
        """Return the source that a code means; one that is not listed is described by its code alone.

        `IT2009` where the list has `IT09` is said to be nearly the same, not taken for it.
        """
        node = self._listed.get(code.value) or self._node(code.value)
        if code.value not in self._listed:
            self._quads.read(node, SKOS("notation"), code, terms.string)
            self._quads.read(node, RDFS("label"), code, terms.text)
            for listed, near in self._listed.items():
                if _is_same_code(listed, code.value):
                    self._quads.add(node, SKOS("closeMatch"), near)
        return node

    def _node(self, name: str) -> NamedNode:
        # Some lists give whole references in place of names.
        own = slug(name)[:_SLUG_LETTERS].strip("-")
        path = iris.evidence_source(self._quads.base.local(self._evaluation), own)
        return self._quads.entity(path, "EvidenceSource")


def _is_same_code(code: str, other: str) -> bool:
    """Tell whether two codes differ only in how they write the year."""
    one, two = _CODE.fullmatch(code), _CODE.fullmatch(other)
    return one is not None and two is not None and one.groups() == two.groups()


def state_observation(
    quads: DocumentQuads, program: Subject, evaluation: NamedNode, about: str, figure: Observation
) -> None:
    """State a figure of an evaluation about the `population` or the `coverage` of its program."""
    class_, kind, scheme = _OBSERVATIONS[about]
    path = iris.observation(quads.base.local(evaluation), about, figure.year.value, figure.kind)
    # A figure printed twice is one; two different figures of a year stay two, for the audit to find.
    node = quads.entity(quads.numbered(path, _figures(figure)), class_)
    quads.add(node, ASM("program"), program.node)
    quads.add(node, ASM("observedIn"), evaluation)
    quads.add(node, ASM(kind), quads.base.code(scheme, figure.kind))
    quads.read(node, ASM("year"), figure.year, terms.year)
    quads.read(node, ASM("unitOfMeasure"), figure.unit_of_measure, terms.text)
    quads.read(node, ASM("changeFromPreviousYear"), figure.change, terms.decimal)
    state_measure(quads, node, figure.measure)


_OBSERVATIONS = {
    "population": ("PopulationValue", "populationKind", "population-kind"),
    "coverage": ("CoverageValue", "territoryKind", "territory-kind"),
}
"""The class of each kind of observation, and the property and code list of what is observed."""


def _figures(figure: Observation) -> tuple[object, ...]:
    """Return what an observation states, wherever the document prints it."""
    facts = (figure.measure, figure.unit_of_measure, figure.change)
    return tuple(fact.value if fact else None for fact in facts)
