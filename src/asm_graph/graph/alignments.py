"""Alignments of programs to the axes and objectives of plans: in matrices, tables and prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.graph.plans import axis_node, derived_plan, objective_node
from asm_graph.graph.reference import objective_triples, plan_triples
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records.plans import Alignment
from asm_graph.records.texts import Fact, value_of
from asm_graph.registers import Objective, find_references
from asm_graph.spanish.dates import period_in
from asm_graph.spanish.forms import form_hash
from asm_graph.spanish.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from asm_graph.documents import Passage
    from asm_graph.graph.document_quads import DocumentQuads, MappingContext, Subject
    from asm_graph.records.matrices import PlanPart, ProgramMatrix
    from asm_graph.records.texts import Stated
    from asm_graph.registers import Instrument

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


def state_alignment(
    quads: DocumentQuads,
    alignment: Alignment,
    target: Stated[NamedNode],
    stated_in: NamedNode | None = None,
) -> NamedNode:
    """State that a program serves an axis or objective; return the alignment.

    `stated_in` is an instrument that the document names as the source, such as operating rules. A table
    states one alignment for each year; a text states one, and its years beside it.
    """
    source, base, place = stated_in or quads.document, quads.base, alignment.place
    # The source is part of the path: two documents that align a program alike are two statements.
    path = iris.alignment(alignment.program, base.local(source), base.local(value_of(target)))
    node = quads.entity(path if place is None else quads.numbered(path, alignment.year), "Alignment")
    program_node = base.id(iris.program(alignment.program))
    quads.add(node, ASM("program"), program_node)
    quads.read(node, ASM("alignedTo"), target, lambda objective: objective)
    quads.read(node, ASM("year"), alignment.year, terms.year)
    quads.add(node, ASM("statedIn"), source)
    quads.record(node, place)
    quads.read(program_node, ASM("contributesTo"), target, lambda objective: objective)
    return node


def align_matrix(matrix: ProgramMatrix, context: MappingContext) -> tuple[NamedNode, ...]:
    """State the alignments of a results matrix; return the axes and objectives that it is aligned to."""
    targets = [
        target for part in matrix.plan_parts for target in _targets(part, matrix.program.branch, context)
    ]
    alignment = Alignment(matrix.program.path, matrix.year, matrix.place)
    for target in targets:
        state_alignment(context.quads, alignment, target)
    return tuple(targets)


def _targets(part: PlanPart, branch: int, context: MappingContext) -> Iterator[NamedNode]:
    if part.axis:
        yield axis_node(context, part.year, part.axis.number, part.axis.name)
    for objective in (_national(part, context), _sectoral(part, branch, context)):
        if objective:
            if not objective.known:
                _describe_national_plan(objective, context)
            yield objective_node(context, objective)


def _national(part: PlanPart, context: MappingContext) -> Objective | None:
    """Find the objective of the national plan; since 2013 they are numbered within their axis."""
    plans = context.registers.plans
    if part.national is None:
        return None
    if not _NUMBER.fullmatch(part.national):
        return plans.match(part.national, "national", part.year)
    # Tables of 2013 and later print `2.1` or, below the axis, only `1`.
    number = part.national
    if part.axis and "." not in number:
        number = f"{part.axis.number}.{number}"
    plan = plans.of_period(part.year, "national")
    return plans.by_number(plan, number, f"Objetivo {number} (sin registro)", is_axis=False)


def _sectoral(part: PlanPart, branch: int, context: MappingContext) -> Objective | None:
    """Find the objective of the derived plan: by its number there, else by its text."""
    plans = context.registers.plans
    if not (part.number or part.text):
        return None
    if part.program is None:
        return plans.match(part.text or part.number or "", "sectoral", part.year, branch)
    plan = derived_plan(part.program, period_in(part.program), part.year, context)
    if part.number and (number := whole_number(part.number)) is not None:
        label = part.text or f"Objetivo {part.number} (sin registro)"
        return plans.by_number(plan, str(number), label, is_axis=False)
    text = part.text or part.number or ""
    # Without a number only the words identify it, however they are accented or spaced.
    return Objective(plan, "objective", f"u-{form_hash(text)}", text, known=False)


def _describe_national_plan(objective: Objective, context: MappingContext) -> None:
    """Describe the national plan that an objective's plan derives from, where the register lacks that too."""
    national = context.registers.plans.of_period(objective.plan.start, "national")
    if objective.plan.derived_from == national.slug and not national.known:
        context.quads.add_all(plan_triples(national, context.base))


class PlanReferences:
    """Finds in texts what the federal program of a document is aligned to, and states it.

    `year` is the one that the texts are about, where the document tells it.
    """

    def __init__(self, context: MappingContext, subject: Subject, year: int | None) -> None:
        self._quads = context.quads
        self._registers = context.registers
        self._subject = subject
        self._program = subject.program
        self._year = year

    def find(self, node: NamedNode, text: Stated[str] | None, *, is_report: bool) -> None:
        """Find plan references and mentions of other programs in a text that `node` carries.

        A report states an alignment; a commitment (`is_report` false) states one only where it names the
        instrument that has it, since otherwise it only announces one.
        """
        if self._program is None or not isinstance(text, Fact):
            return
        for reference in find_references(text.value, self._registers.plans, self._year, self._program.branch):
            if is_report or reference.instrument:
                quote = text.passage.slice(reference.start, reference.end)
                self._refer(reference.objective, reference.instrument, quote, text)
        for mention in self._registers.programs.mentions(text.value, self._program):
            quote = text.passage.slice(mention.start, mention.end)
            self._quads.state(node, ASM("mentionsProgram"), terms.string(mention.printed), quote)

    def align(self, objective: Objective, quote: Passage, year: Fact[int] | None) -> NamedNode:
        """State that the document aligns its program to an objective; return the objective."""
        return self._alignment(objective, None, quote, year)

    def _refer(
        self, objective: Objective, instrument: Instrument | None, quote: Passage, text: Fact[str]
    ) -> None:
        if instrument is None:
            self._alignment(objective, None, quote, None)
            return
        named = text.passage.slice(instrument.start, instrument.end)
        node = self._quads.entity(iris.instrument(self._subject.path, instrument.slug), "Instrument")
        self._quads.state(node, RDFS("label"), terms.text(instrument.label), named)
        year = None if instrument.year is None else Fact(instrument.year, named)
        self._quads.read(node, ASM("year"), year, terms.year)
        self._alignment(objective, node, quote, year)

    def _alignment(
        self, objective: Objective, stated_in: NamedNode | None, quote: Passage, year: Fact[int] | None
    ) -> NamedNode:
        quads = self._quads
        target = quads.base.id(objective.path)
        if not objective.known:
            quads.add_all(objective_triples(objective, quads.base))
            quads.state(target, SKOS("prefLabel"), terms.text(objective.label), quote)
        state_alignment(quads, Alignment(self._subject.path, year), Fact(target, quote), stated_in)
        return target
