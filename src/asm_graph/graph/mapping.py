"""A reading becomes the quads of its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.graph import terms
from asm_graph.graph.evaluation import map_evaluation
from asm_graph.graph.follow_up import map_follow_up
from asm_graph.graph.source import Source
from asm_graph.graph.vocabulary import ASM, DCT, RDF
from asm_graph.records import AsmFollowUp

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from asm_graph.documents import TextDocument
    from asm_graph.graph.identities import Subject
    from asm_graph.graph.vocabulary import Base
    from asm_graph.records import Reading, Record
    from asm_graph.registers import Registers
    from asm_graph.registers.codes import Codes

_EVALUATION_PUBLISHER = "coneval"


@dataclass(frozen=True, slots=True)
class Mapped:
    """The quads of a document (its source and its evidence graph), and what the publisher should look at."""

    quads: tuple[Quad, ...]
    notices: tuple[str, ...]


class Mapping:
    """Turns readings into quads with the registers and code lists of one build."""

    def __init__(self, registers: Registers, codes: Codes, base: Base) -> None:
        self._registers = registers
        self._codes = codes
        self._base = base

    def map(self, document: TextDocument, slug: str, reading: Reading) -> Mapped:
        """All that a document states, with its evidence and a description of the document itself."""
        source = Source(self._base, slug)
        record = reading.record
        if isinstance(record, AsmFollowUp):
            subject = map_follow_up(record, source, self._registers, self._codes)
        else:
            subject = map_evaluation(record, source, self._registers, self._codes)
        self._describe(document, source, reading, subject)
        return Mapped(source.quads, tuple(dict.fromkeys((*reading.notices, *source.notices))))

    def _describe(self, document: TextDocument, source: Source, reading: Reading, subject: Subject) -> None:
        node = source.document
        publisher = subject.agency if isinstance(reading.record, AsmFollowUp) else _EVALUATION_PUBLISHER
        source.add(node, RDF("type"), ASM("SourceDocument"))
        source.add(node, DCT("title"), terms.text(_title(reading.record)))
        source.add(node, DCT("publisher"), self._base.id(f"agency/{publisher}"))
        source.add(node, ASM("sha256"), terms.string(document.sha256))
        source.add(node, ASM("mediaType"), terms.string(document.media_type))
        source.add(node, ASM("layout"), terms.string(reading.layout))


def _title(record: Record) -> str:
    if isinstance(record, AsmFollowUp):
        return f"Seguimiento a Aspectos Susceptibles de Mejora {record.cycle.value}: {record.program.value}"
    return f"Evaluación Específica de Desempeño {record.period.value}: {record.program.value}"
