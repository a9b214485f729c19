"""What a layout of parts is: how its parts are found among the blocks of a document, and how one is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from asm_graph.documents.paged_document import Table, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Block, PagedDocument
    from asm_graph.readers.annotator import Annotator
    from asm_graph.records.parts import ProgramStatements
    from asm_graph.records.sources import Carried
    from asm_graph.records.texts import Fact


@dataclass(frozen=True, slots=True)
class BlockRange:
    """Blocks of a document from `start` to `end`, exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """The blocks of one part, without running headers and page numbers, and the document that it is of."""

    document: PagedDocument
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Its lines outside of tables."""
        return tuple(block for block in self.blocks if isinstance(block, TextLine))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class PartReading:
    """What was read of a part; `known` tells that all of it is known to hold no facts.

    `doubt` is why its facts are held back for review, where the layout sees that they cannot be right, or why
    it has none where nothing can be read with certainty. `carries` are the properties that it has columns
    for.
    """

    programs: tuple[ProgramStatements, ...] = ()
    title: Fact[str] | None = None
    known: str | None = None
    doubt: str | None = None
    carries: tuple[Carried, ...] = ()


class PartLayout(Protocol):
    """A layout of parts. What its reader neither states nor marks as furniture counts as not understood."""

    @property
    def name(self) -> str:
        """The name (`asm:layout`)."""

    def find(self, blocks: Sequence[Block]) -> Iterable[BlockRange]:
        """Find the parts of this layout, each from its heading to where it ends, in order.

        `blocks` are those of a whole document, running headers included.
        """

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        """Read a part. Furniture is marked at `annotator`, which also repairs passages."""


def block_passages(block: Block) -> tuple[Passage, ...]:
    """Return the passages of a block: its line, or the cells of its table and the headers that it repeats."""
    if isinstance(block, TextLine):
        return (block.passage,)
    return (*(cell.passage for cell in block.cells if cell.passage), *block.repeated)
