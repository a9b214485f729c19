"""Texts on ASM as quads: the follow-up of a program, and the annexes of an evaluation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import PlanReferences
from asm_graph.graph.asm import AsmMapper
from asm_graph.graph.code_words import themes
from asm_graph.graph.evaluations import state_evaluation
from asm_graph.graph.programs import federal_subject
from asm_graph.graph.text_programs import TextPrograms
from asm_graph.graph.units import new_unit, printed_units
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, DCT
from asm_graph.records.evaluations import Evaluation

if TYPE_CHECKING:
    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.asm import AsmFollowUp, AsmForms


def map_follow_up(record: AsmFollowUp, context: MappingContext) -> Subject:
    """State all that a follow-up says; return the program that it is about."""
    # Names and plans are looked up in the later year of a cycle: it is the one in which the text was written.
    year = int(record.cycle.value[-4:])
    subject = federal_subject(context, record.program, record.agency, year)
    references = PlanReferences(context, subject, year)
    mapper = AsmMapper(context, subject, printed_units(context, subject.owner), references)
    for asm in record.asms:
        mapper.state(replace(asm, cycle=record.cycle))
    return subject


def map_asm_forms(record: AsmForms, context: MappingContext) -> None:
    """State all that the annexes say."""
    quads, year = context.quads, record.year
    for reason in record.reasons:
        quads.read(quads.document, ASM("reasonForNone"), reason, terms.text)
    if record.program is None:
        return
    subject = TextPrograms(context).subject(record.program, record.agency, year.value if year else None)
    if record.agency and record.responsible_unit and subject.program is None:
        unit = new_unit(context, record.responsible_unit, subject)
        quads.state(subject.node, ASM("responsibleUnit"), unit, record.responsible_unit.passage)
    quads.add(quads.document, DCT("subject"), subject.node)
    if year is None:
        return
    cycle, evaluation = year.map(str), None
    if record.evaluation_type:
        evaluation = state_evaluation(context, subject, Evaluation(record.evaluation_type, cycle))
    mapper = AsmMapper(context, subject, printed_units(context, subject.owner))
    for asm in record.asms:
        mapper.state(
            replace(asm, cycle=cycle, themes=themes(asm.theme, context.codes)), evaluation=evaluation
        )
