"""What the texts of a document say of plans and of other programs: alignments by reference, and mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.alignments import state_alignment
from asm_graph.graph.reference import objective_triples
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records.plans import Alignment
from asm_graph.records.texts import Fact
from asm_graph.registers import find_references

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.documents import Passage
    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.graph.programs import Subject
    from asm_graph.records.texts import Stated
    from asm_graph.registers import Instrument, Objective


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
