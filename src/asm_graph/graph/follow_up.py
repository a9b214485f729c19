"""The record of a follow-up becomes quads: ASM and their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.identities import Identities, Subject
from asm_graph.graph.prose_references import Prose
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records.texts import Action, Asm, AsmFollowUp, Details
    from asm_graph.registers import Registers
    from asm_graph.registers.codes import Codes


def map_follow_up(record: AsmFollowUp, source: Source, registers: Registers, codes: Codes) -> Subject:
    """State all that a follow-up says; the program that it is about is returned."""
    identities = Identities(registers, codes, source)
    year = int(record.cycle.value[-4:])
    subject = identities.subject(record.program, record.agency, year)
    mapping = _FollowUp(record, source, identities, subject, Prose(source, identities, subject, year))
    for asm in record.asms:
        mapping.asm(asm)
    return subject


class _FollowUp:
    def __init__(
        self, record: AsmFollowUp, source: Source, identities: Identities, subject: Subject, prose: Prose
    ) -> None:
        self._record = record
        self._source = source
        self._identities = identities
        self._subject = subject
        self._prose = prose

    def asm(self, asm: Asm) -> None:
        source = self._source
        key = f"{self._record.cycle.value}/{asm.classification.value}/{asm.number.value}"
        node = source.entity(source.numbered(f"asm/{self._subject.path}/{key}", asm), "Asm")
        source.add(node, ASM("program"), self._subject.node)
        source.read(node, "cycle", self._record.cycle, terms.string)
        source.read(node, "number", asm.number, terms.integer)
        source.read(
            node, "classification", asm.classification, lambda code: source.base.code("asm-class", code)
        )
        source.read(node, "theme", asm.theme, terms.text)
        source.read(node, "text", asm.text, terms.text)
        source.read(node, "priority", asm.priority, lambda code: source.base.code("priority", code))
        self._prose.read(node, asm.text, is_report=False)
        for action in asm.actions:
            self._action(node, action)
        if asm.details:
            self._details(node, asm.details)

    def _action(self, asm: NamedNode, action: Action) -> None:
        path = f"{self._source.base.local(asm)}/action/{action.number.value}"
        node = self._source.entity(path, "Action")
        self._source.add(asm, ASM("hasAction"), node)
        self._source.read(node, "number", action.number, terms.integer)
        self._source.read(node, "text", action.text, terms.text)
        self._prose.read(node, action.text, is_report=False)
        self._details(node, action.details)

    def _details(self, node: NamedNode, details: Details) -> None:
        source = self._source
        self._identities.units(node, "responsibleUnit", details.responsible_units, self._subject.agency)
        self._identities.units(node, "coordinatingUnit", details.coordinating_units, self._subject.agency)
        source.read(node, "dueDate", details.due_date, terms.date)
        source.read(
            node,
            "dueDateStatus",
            details.due_date_status,
            lambda code: source.base.code("due-date-status", code),
        )
        source.read(node, "completionDate", details.completion_date, terms.date)
        source.read(node, "obtainedResult", details.obtained_result, terms.text)
        source.read(node, "progress", details.progress, terms.decimal)
        source.read(node, "progressNote", details.progress_note, terms.text)
        source.read(node, "rescheduled", details.rescheduled, lambda value: terms.boolean(value=value))
        source.read(node, "remarks", details.remarks, terms.text)
        for result in details.expected_results:
            source.read(node, "expectedResult", result, terms.text)
            self._prose.read(node, result, is_report=False)
        for product in details.products:
            source.read(node, "product", product, terms.text)
            self._prose.read(node, product, is_report=False)
        for report in (details.obtained_result, details.progress_note, details.remarks):
            self._prose.read(node, report, is_report=True)
