"""The layouts of known matter: whole documents, covering letters, and sections of reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from asm_graph.readers.parts.known_matter.letters import find_letters
from asm_graph.readers.parts.known_matter.report_sections import find_sections
from asm_graph.readers.parts.known_matter.whole_documents import DOCUMENTS, find_document
from asm_graph.readers.parts.part_layout import PartReading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import BlockRange, DocumentPart


@dataclass(frozen=True, slots=True)
class KnownMatter:
    """A layout of parts that hold no facts; `kind` is what their characters are accounted for as."""

    name: str
    kind: str
    finder: Callable[[Sequence[Block]], Iterable[BlockRange]]

    def find(self, blocks: Sequence[Block]) -> Iterable[BlockRange]:
        """Find the parts."""
        return self.finder(blocks)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:  # noqa: ARG002  of the protocol
        """Know all of a part."""
        return PartReading(known=self.kind)


WHOLE_DOCUMENTS = tuple(
    KnownMatter(name, document.kind, partial(find_document, document)) for name, document in DOCUMENTS.items()
)
COVERING_LETTERS = KnownMatter("covering-letter", "covering letter", find_letters)
REPORT_SECTIONS = KnownMatter("report-section", "section of a report", find_sections)
