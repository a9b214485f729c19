"""A follow-up of ASM as quads: the ASM of one program, with their actions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.asm import AsmMapper
from asm_graph.graph.plan_references import PlanReferences
from asm_graph.graph.programs import federal_subject
from asm_graph.graph.units import printed_units

if TYPE_CHECKING:
    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.graph.programs import Subject
    from asm_graph.records.asm import AsmFollowUp


def map_follow_up(record: AsmFollowUp, context: MappingContext) -> Subject:
    """State all that a follow-up says; return the program that it is about."""
    year = int(record.cycle.value[-4:])
    subject = federal_subject(context, record.program, record.agency, year)
    references = PlanReferences(context, subject, year)
    mapper = AsmMapper(context, subject, printed_units(context, subject.owner), references)
    for asm in record.asms:
        mapper.state(replace(asm, cycle=record.cycle))
    return subject
