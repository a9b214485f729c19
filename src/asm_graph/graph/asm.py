"""An *Aspecto Susceptible de Mejora* and its actions as quads, whatever layout states them.

A new property is a column of a layout, a field of `Asm`, `Action` or `Details`, a line here, and a term of
the ontology.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.graph.blanks import state_blanks
from asm_graph.graph.code_words import THEMES, code_at_beginning, state_code
from asm_graph.graph.units import named_agency
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.records.texts import value_of
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.alignments import PlanReferences
    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.graph.units import StateUnits
    from asm_graph.rdf.terms import YearAndMonth
    from asm_graph.records import Place
    from asm_graph.records.asm import Action, Asm, Details, ProgressReport
    from asm_graph.records.texts import Stated

CLASSES = "asm-class"
"""The code list of the classes of ASM."""
IMPROVEMENTS = "asm-improvement"
"""The code list of the types of improvement."""
TYPES = "evaluation-type"
UNDATED = "undated"
"""What stands in a path for the time of a report that has none."""
NOT_DETERMINED = "not-determined"
"""The class of an ASM whose source gives none."""


@dataclass(frozen=True, slots=True)
class AsmMapper:
    """States the ASM of one program; `references` finds what their texts say of plans, if they are prose."""

    context: MappingContext
    program: Subject
    units: StateUnits
    references: PlanReferences | None = None

    def state(self, asm: Asm, key: str = "", evaluation: NamedNode | None = None) -> NamedNode:
        """State an ASM, its actions, and the evaluation that it arises from.

        Its cycle must be known. `key` stands for its number in the path, where the source gives no number.
        """
        quads, class_ = self.context.quads, value_of(asm.classification or NOT_DETERMINED)
        cycle, number = value_of(asm.cycle or ""), value_of(asm.number or 0)
        # Readers of some layouts give the class as printed, others its notation; the list knows both.
        notation = self.context.codes.find(CLASSES, class_) or slug(class_)
        path = iris.asm(self.program.path, cycle, notation, key or number)
        # A source may print a number twice: what differs stays two ASM, what only repeats is one.
        node = quads.entity(quads.numbered(path, asm), "Asm")
        quads.add(node, ASM("program"), self.program.node)
        quads.read(node, ASM("cycle"), asm.cycle, terms.string)
        quads.read(node, ASM("number"), asm.number, terms.integer)
        quads.read(node, SKOS("notation"), asm.notation, terms.string)
        self._codes(node, asm)
        for local, text in (
            ("theme", asm.theme),
            ("text", asm.text),
            ("recommendation", asm.recommendation),
            ("improvementType", asm.improvement_type),
            ("remarks", asm.remarks),
        ):
            quads.read(node, ASM(local), text, terms.text)
        if evaluation:
            quads.add(node, ASM("arisesFrom"), evaluation)
        quads.record(node, asm.place)
        self._inventory(node, asm)
        for report in asm.reports:
            if not report.says_nothing:
                self._report(node, report)
        state_blanks(quads, node, asm.blanks)
        self._find_references(node, asm.text, is_report=False)
        for action in asm.actions:
            self._action(node, action)
        if asm.details:
            self._details(node, asm.details, asm.place)
        return node

    def _inventory(self, node: NamedNode, asm: Asm) -> None:
        """State what only an inventory of many programs says of an ASM."""
        quads = self.context.quads
        quads.read(node, ASM("sourceIdentifier"), asm.source_identifier, terms.string)
        quads.read(node, ASM("recommendationOrigin"), asm.origin, terms.text)
        if asm.origin and (type_ := code_at_beginning(self.context.codes, TYPES, value_of(asm.origin))):
            quads.add(node, ASM("originType"), quads.base.code(TYPES, type_))
        quads.read(node, ASM("recommendationYear"), asm.recommendation_year, terms.year)
        federalized = asm.federalized_spending
        quads.read(node, ASM("federalizedSpending"), federalized, lambda value: terms.boolean(value=value))
        if asm.coordinating_institution:
            institution = named_agency(self.context, asm.coordinating_institution, asm.place)
            quads.read(
                node, ASM("coordinatingInstitution"), asm.coordinating_institution, lambda _: institution
            )

    def _report(self, asm: NamedNode, report: ProgressReport) -> None:
        """State what was reported at one time, with the row that proves it."""
        quads = self.context.quads
        day = report.reported_on.isoformat() if report.reported_on else ""
        path = iris.progress_report(quads.base.local(asm), slug(report.quarter or day) or UNDATED)
        node = quads.entity(quads.numbered(path, report), "ProgressReport")
        quads.add(asm, ASM("reportedProgress"), node)
        quads.read(node, ASM("value"), report.progress, terms.decimal)
        self._code(node, "reportedState", "asm-state", report.state)
        self._code(node, "missing", "missing", report.missing)
        quads.read(node, ASM("reportedOn"), report.reported_on, terms.date)
        quads.read(node, ASM("quarter"), report.quarter, terms.string)
        if name := report.agency or report.agency_acronym:
            quads.add(
                node, ASM("agency"), named_agency(self.context, name, report.place, report.agency_acronym)
            )
        quads.record(node, report.place)

    def _action(self, asm: NamedNode, action: Action) -> None:
        quads = self.context.quads
        path = iris.action(quads.base.local(asm), value_of(action.number))
        node = quads.entity(path, "Action")
        quads.add(asm, ASM("hasAction"), node)
        quads.read(node, ASM("number"), action.number, terms.integer)
        quads.read(node, ASM("text"), action.text, terms.text)
        quads.record(node, action.place)
        state_blanks(quads, node, action.blanks)
        self._find_references(node, action.text, is_report=False)
        self._details(node, action.details, action.place)

    def _details(self, node: NamedNode, details: Details, place: Place | None) -> None:
        quads = self.context.quads
        self.units(node, ASM("responsibleUnit"), details.responsible_units, place)
        self.units(node, ASM("coordinatingUnit"), details.coordinating_units, place)
        # Named here because mypy finds no common type for a day and a month by itself.
        due: Stated[YearAndMonth] | None = details.due_date
        completed: Stated[YearAndMonth] | None = details.completion_date
        quads.read(node, ASM("dueDate"), due, terms.date)
        self._code(node, "dueDateStatus", "due-date-status", details.due_date_status)
        quads.read(node, ASM("completionDate"), completed, terms.date)
        quads.read(node, ASM("progress"), details.progress, terms.decimal)
        quads.read(node, ASM("rescheduled"), details.rescheduled, lambda value: terms.boolean(value=value))
        # What is expected only announces an alignment; what was obtained reports one.
        committed = [("expectedResult", result) for result in details.expected_results]
        committed += [("product", product) for product in details.products]
        for local, text in committed:
            quads.read(node, ASM(local), text, terms.text)
            self._find_references(node, text, is_report=False)
        for local, report in (
            ("obtainedResult", details.obtained_result),
            ("progressNote", details.progress_note),
            ("remarks", details.remarks),
        ):
            quads.read(node, ASM(local), report, terms.text)
            self._find_references(node, report, is_report=True)
        for document in details.evidence_documents:
            quads.read(node, ASM("evidenceDocument"), document, terms.text)
        for location in details.evidence_locations:
            quads.read(node, ASM("evidenceLocation"), location, terms.text)

    def _codes(self, node: NamedNode, asm: Asm) -> None:
        """State the class, the priority, the themes and the types of improvement of an ASM."""
        self._code(node, "classification", CLASSES, asm.classification or NOT_DETERMINED)
        self._code(node, "priority", "priority", asm.priority)
        for theme in asm.themes:
            self._code(node, "themeCode", THEMES, theme)
        for type_ in asm.improvement_types:
            self._code(node, "improvementTypeCode", IMPROVEMENTS, type_)

    def _code(self, node: NamedNode, local: str, scheme: str, printed: Stated[str] | None) -> None:
        state_code(self.context, node, ASM(local), scheme, printed)

    def _find_references(self, node: NamedNode, text: Stated[str] | None, *, is_report: bool) -> None:
        if self.references:
            self.references.find(node, text, is_report=is_report)
