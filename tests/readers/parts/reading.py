"""Readings of documents of pages by one layout of parts, for the tests of layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents_of_ours.stated import WORDS

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.parts.division import read_parts
from asm_graph.readers.parts.part_layout import DocumentPart
from asm_graph.readers.parts.part_lines import part_lines
from asm_graph.records.parts import DividedDocument

if TYPE_CHECKING:
    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.readers.parts.part_layout import PartLayout
    from asm_graph.readers.parts.part_lines import PartLine
    from asm_graph.readers.reading import Reading
    from asm_graph.records.parts import Part, ProgramStatements


def reading(document: PagedDocument, layout: PartLayout) -> Reading:
    found = read_parts(document, Lexicon(WORDS), (layout,))
    assert found is not None, "no part was found"
    return found


def parts(document: PagedDocument, layout: PartLayout) -> tuple[Part, ...]:
    record = reading(document, layout).record
    assert isinstance(record, DividedDocument)
    return record.parts


def only(document: PagedDocument, layout: PartLayout) -> ProgramStatements:
    """Return what the only part says of the only program."""
    (part,) = parts(document, layout)
    assert part.held is None
    (program,) = part.programs
    return program


def unread(document: PagedDocument, layout: PartLayout) -> list[str]:
    account = reading(document, layout).account
    return [piece.published for piece in account.not_understood]  # type: ignore[attr-defined]


def lines_of(document: PagedDocument) -> tuple[PartLine, ...]:
    return part_lines(DocumentPart(document, document.blocks))
