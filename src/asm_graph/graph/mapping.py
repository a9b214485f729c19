"""A reading becomes the quads of its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.graph.asm_forms import map_asm_forms
from asm_graph.graph.context import Context, map_table
from asm_graph.graph.document_graphs import Source
from asm_graph.graph.evaluation import map_evaluation
from asm_graph.graph.follow_up import map_follow_up
from asm_graph.graph.program_names import map_program_names
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, DCT, RDF
from asm_graph.records import TableReading
from asm_graph.records.texts import AsmFollowUp, AsmForms

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.records.texts import Reading, Record
    from asm_graph.registers import Identified, Registers
    from asm_graph.registers.codes import Codes

_EVALUATION_PUBLISHER = "coneval"
"""CONEVAL coordinates and publishes every *Evaluación Específica de Desempeño*."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The quads of a document (its source and its evidence graph), and what the publisher should look at."""

    quads: tuple[Quad, ...]
    notices: tuple[str, ...]
    identified: tuple[Identified, ...] = ()


class Mapper:
    """Turns readings into quads with the registers and code lists of one build."""

    def __init__(self, registers: Registers, codes: Codes, base: Base) -> None:
        self._registers = registers
        self._codes = codes
        self._base = base

    def map(
        self, document: TextDocument | TableDocument, slug: str, reading: Reading | TableReading
    ) -> Mapped:
        """All that a document states, with its evidence and a description of the document itself."""
        source = Source(self._base, slug)
        if isinstance(reading, TableReading):
            map_table(reading, Context(source, self._registers, self._codes))
            map_program_names(reading.record.programs, source)
            self._describe(document, source, reading.layout, reading.title)
        else:
            publisher = self._map_text(reading.record, source)
            self._describe(document, source, reading.layout, _title(reading.record))
            if publisher:
                source.add(source.document, DCT("publisher"), self._base.id(f"agency/{publisher}"))
        notices = tuple(dict.fromkeys((*reading.notices, *source.notices)))
        return Mapped(source.quads, notices, tuple(source.identified))

    def _map_text(self, record: Record, source: Source) -> str | None:
        """State what a text says; the slug of the agency that published it, where the layout tells."""
        if isinstance(record, AsmFollowUp):
            return map_follow_up(record, source, self._registers, self._codes).agency
        if isinstance(record, AsmForms):
            map_asm_forms(record, source, self._registers, self._codes)
            return None
        map_evaluation(record, source, self._registers, self._codes)
        return _EVALUATION_PUBLISHER

    def _describe(
        self, document: TextDocument | TableDocument, source: Source, layout: str, title: str
    ) -> None:
        node = source.document
        source.add(node, RDF("type"), ASM("SourceDocument"))
        source.add(node, DCT("title"), terms.text(title))
        source.add(node, ASM("sha256"), terms.string(document.sha256))
        source.add(node, ASM("mediaType"), terms.string(document.media_type))
        source.add(node, ASM("layout"), terms.string(layout))


def _title(record: Record) -> str:
    if isinstance(record, AsmFollowUp):
        return f"Seguimiento a Aspectos Susceptibles de Mejora {record.cycle.value}: {record.program.value}"
    if isinstance(record, AsmForms):
        return ": ".join(one.value for one in (record.titles[0], record.program) if one)
    return f"Evaluación Específica de Desempeño {record.period.value}: {record.program.value}"
