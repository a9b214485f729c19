"""Annexes on ASM: working and institutional documents, their progress and results, and ASM proposed.

Of the mechanism of states (Anexo B to E) and of evaluations (*Avance de las acciones para atender los
aspectos susceptibles de mejora*, *Principales aspectos susceptibles de mejora*). A part begins with a title,
or with a table whose header tells, and ends where its tables, lists and notes do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.asm_annexes.reading import AnnexReader
from asm_graph.readers.parts.asm_annexes.segments import SUBSTANCE, FieldLines, Furniture, segments
from asm_graph.readers.parts.part_layout import BlockRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart, PartReading


class AsmAnnexes:
    """The layout of annexes on ASM."""

    name = "asm-annex"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find the annexes that have a table, a list, a reason why they have none, or signatures."""
        kept = [
            index
            for index, block in enumerate(blocks)
            if isinstance(block, Table) or not (isinstance(block, TextLine) and block.is_running)
        ]
        standing = [blocks[index] for index in kept]
        at = 0
        while at < len(standing):
            length = _length(standing[at:])
            if length:
                yield BlockRange(kept[at], kept[at + length - 1] + 1)
            at += max(length, 1)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read an annex."""
        return AnnexReader(part, annotator).read()


def _length(blocks: Sequence[Block]) -> int:
    """Return how many blocks the annex has that begins with the first; 0 if none does."""
    length = end = 0
    kinds: set[type] = set()
    is_signed = False
    for segment, end in segments(blocks):
        kinds.add(type(segment))
        is_signed = is_signed or (isinstance(segment, Furniture) and segment.kind == "signature")
        length = end
    is_annex = bool(kinds & set(SUBSTANCE)) or (is_signed and FieldLines in kinds)
    return length if is_annex else 0
