"""What a program's texts say of plans and of other programs: alignments by reference, and mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.registers import references

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.documents import Passage
    from asm_graph.graph.document_graphs import Source
    from asm_graph.graph.identities import Identities, Subject
    from asm_graph.records.texts import Fact
    from asm_graph.registers import Instrument, Objective


class Prose:
    """States what the texts of one document say about its program's alignment."""

    def __init__(self, source: Source, identities: Identities, subject: Subject, year: int | None) -> None:
        self._source = source
        self._identities = identities
        self._subject = subject
        self._year = year

    def read(self, node: NamedNode, text: Fact[str] | None, *, is_report: bool) -> None:
        """Find plan references and mentions of other programs in a text that `node` carries.

        A report states an alignment; a commitment (`is_report` false) states one only where it names the
        instrument that has it, since otherwise it only announces one.
        """
        if text is None:
            return
        registers = self._identities.registers
        branch = self._subject.program.branch
        for reference in references(text.value, registers.plans, self._year, branch):
            if is_report or reference.instrument:
                quote = text.passage.slice(reference.start, reference.end)
                self._refer(reference.objective, reference.instrument, quote, text)
        for mention in registers.programs.mentions(text.value, self._subject.program):
            quote = text.passage.slice(mention.start, mention.end)
            self._source.state(node, ASM("mentionsProgram"), terms.string(mention.printed), quote)

    def align(self, objective: Objective, quote: Passage, year: Fact[int]) -> NamedNode:
        """State that this document aligns its program to an objective."""
        return self._alignment(objective, self._source.document, quote, year.value, year.passage)

    def _refer(
        self, objective: Objective, instrument: Instrument | None, quote: Passage, text: Fact[str]
    ) -> None:
        if instrument is None:
            self._alignment(objective, self._source.document, quote, None, None)
            return
        named = text.passage.slice(instrument.start, instrument.end)
        node = self._source.entity(f"instrument/{self._subject.path}/{instrument.slug}", "Instrument")
        self._source.state(node, RDFS("label"), terms.text(instrument.label), named)
        if instrument.year is not None:
            self._source.state(node, ASM("year"), terms.year(instrument.year), named)
        self._alignment(objective, node, quote, instrument.year, named)

    def _alignment(
        self,
        objective: Objective,
        stated_in: NamedNode,
        quote: Passage,
        year: int | None,
        dated: Passage | None,
    ) -> NamedNode:
        base = self._source.base
        target = self._identities.objective(objective)
        if not objective.known:
            self._source.state(target, SKOS("prefLabel"), terms.text(objective.label), quote)
        path = f"alignment/{self._subject.path}/{_part(base.local(stated_in))}/{_part(objective.path)}"
        node = self._source.entity(path, "Alignment")
        self._source.add(node, ASM("program"), self._subject.node)
        self._source.state(node, ASM("alignedTo"), target, quote)
        self._source.add(node, ASM("statedIn"), stated_in)
        if year is not None and dated is not None:
            self._source.state(node, ASM("year"), terms.year(year), dated)
        self._source.state(self._subject.node, ASM("contributesTo"), target, quote)
        return target


def _part(path: str) -> str:
    """The end of an entity's path as one part of another: `plan/psds-2007-2012/objective/3`."""
    return "-".join(path.split("/")[1:])
