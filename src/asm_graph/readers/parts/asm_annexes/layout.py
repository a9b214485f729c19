"""Annexes on ASM: working and institutional documents, their progress and results, and ASM proposed.

Of the mechanism of states (Anexo B to E) and of evaluations (*Avance de las acciones para atender los
aspectos susceptibles de mejora*, *Principales aspectos susceptibles de mejora*). A part begins with a title,
or with a table whose header tells, and ends where its tables, lists and notes do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table
from asm_graph.readers.parts.asm_annexes.reading import AnnexReader
from asm_graph.readers.parts.asm_annexes.segmentation import segments
from asm_graph.readers.parts.asm_annexes.segments import SUBSTANCE, AsmForm, FieldLines, Furniture
from asm_graph.readers.parts.part_layout import BlockRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block, PagedDocument
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.asm_annexes.segments import Segment
    from asm_graph.readers.parts.part_layout import DocumentPart, PartReading


class AsmAnnexes:
    """The layout of annexes on ASM."""

    name = "asm-annex"

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        """Find the annexes that have a table, a list, a reason why they have none, or signatures."""
        kept = [
            index for index, block in enumerate(blocks) if isinstance(block, Table) or not block.is_running
        ]
        for start, length, _ in _annexes([blocks[index] for index in kept]):
            yield BlockRange(kept[start], kept[start + length - 1] + 1)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read an annex."""
        return AnnexReader(part, annotator).read()


def has_labeled_annex(document: PagedDocument) -> bool:
    """Tell whether a document has an annex that names its program by a label, or is a form of two columns."""
    blocks = [block for block in document.blocks if isinstance(block, Table) or not block.is_running]
    return any(
        isinstance(segment, AsmForm) or (isinstance(segment, FieldLines) and segment.has_label)
        for _, _, found in _annexes(blocks)
        for segment in found
    )


def _annexes(blocks: Sequence[Block]) -> Iterator[tuple[int, int, Sequence[Segment]]]:
    """Yield where annexes begin, over how many blocks they go, and their segments."""
    at = 0
    while at < len(blocks):
        found = list(segments(blocks[at:]))
        if found and _is_annex([segment for segment, _ in found]):
            yield at, found[-1][1], [segment for segment, _ in found]
            at += found[-1][1]
        else:
            at += 1


def _is_annex(found: Sequence[Segment]) -> bool:
    is_signed = any(isinstance(segment, Furniture) and segment.kind == "signature" for segment in found)
    has_fields = any(isinstance(segment, FieldLines) for segment in found)
    return any(isinstance(segment, SUBSTANCE) for segment in found) or (is_signed and has_fields)
