"""A document of pages is divided: who claims a block, what is held back, what the document is called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from tests.paged_documents import Ruled, paged_document

from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.paged_document import TextLine
from asm_graph.readers.parts.division import read_parts
from asm_graph.readers.parts.part_layout import BlockRange, PartReading
from asm_graph.records.evaluations import Statement
from asm_graph.records.parts import DividedDocument, ProgramStatements
from asm_graph.records.texts import fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block, PagedDocument
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart
    from asm_graph.readers.reading import Reading

TEXT = "El programa cuenta con un padrón de beneficiarios."


@dataclass(frozen=True)
class Lines:
    """A layout whose part begins with a line and has so many; it states the first lines of them."""

    name: str
    begins: str
    count: int = 2
    stated: int = 2
    known: str | None = None

    def find(self, blocks: Sequence[Block]) -> Iterator[BlockRange]:
        for index, block in enumerate(blocks):
            if isinstance(block, TextLine) and block.text.startswith(self.begins):
                yield BlockRange(index, index + self.count)

    def read(self, part: DocumentPart, annotator: Annotator) -> PartReading:
        if self.known:
            return PartReading(known=self.known)
        texts = [fact(annotator.clean(line.passage)) for line in part.lines[: self.stated]]
        statements = tuple(Statement("finding", None, text) for text in texts)
        return PartReading((ProgramStatements(statements=statements),), texts[0])


def divided(document: PagedDocument, *layouts: Lines) -> tuple[Reading, DividedDocument]:
    reading = read_parts(document, Lexicon(frozenset()), layouts)
    assert reading is not None
    assert isinstance(reading.record, DividedDocument)
    return reading, reading.record


def test_a_document_without_any_part_is_none() -> None:
    assert read_parts(paged_document([TEXT]), Lexicon(frozenset()), (Lines("uno", "Anexo"),)) is None


def test_a_block_belongs_to_the_first_layout_that_claims_it() -> None:
    document = paged_document(["Anexo 1", TEXT, "Ficha técnica", TEXT])
    first, second = Lines("anexo", "Anexo", 3), Lines("ficha", "Ficha")
    _, record = divided(document, first, second)
    assert [(part.layout, len(part.programs[0].statements)) for part in record.parts] == [
        ("anexo", 2),
        ("ficha", 1),
    ]
    _, record = divided(document, second, first)
    assert [part.layout for part in record.parts] == ["anexo", "ficha"]


def test_what_no_layout_claims_is_not_understood() -> None:
    reading, _ = divided(
        paged_document(["Anexo 1", TEXT, "Nada de esto se conoce."]), Lines("anexo", "Anexo")
    )
    assert reading.account.unread == len("Nada de esto se conoce.")


def test_a_part_that_is_known_states_nothing_and_is_accounted_for() -> None:
    letter = Lines("carta", "PRESENTE", 2, known="letter")
    reading, record = divided(paged_document(["PRESENTE.", TEXT]), letter)
    assert [part.programs for part in record.parts] == [()]
    assert (reading.account.facts, reading.account.unread) == (0, 0)
    assert reading.account.known["letter"] > 0


def test_a_part_of_which_much_is_not_understood_is_held_back() -> None:
    document = paged_document(["Anexo 1", TEXT, TEXT, TEXT])
    _, record = divided(document, Lines("anexo", "Anexo", 4, stated=4))
    assert record.parts[0].held is None
    reading, record = divided(document, Lines("anexo", "Anexo", 4, stated=2))
    (part,) = record.parts
    assert part.held
    assert part.programs == ()
    assert reading.account.facts == len(part.title.value if part.title else "")
    assert any("page 1" in notice for notice in reading.notices)


def test_headers_that_pages_repeat_are_furniture_of_no_part() -> None:
    pages = [["Anexo 1", TEXT], ["Otro", TEXT], ["Otro", TEXT], ["Otro", TEXT]]
    document = paged_document(*pages)
    running = [block for block in document.blocks if isinstance(block, TextLine) and block.is_running]
    blocks = tuple(
        replace(block, is_running=True) if isinstance(block, TextLine) and block.text == "Otro" else block
        for block in document.blocks
    )
    assert not running
    reading, record = divided(replace(document, blocks=blocks), Lines("anexo", "Anexo", 8, stated=8))
    assert reading.account.known["page header"] == 3 * len("Otro")
    assert len(record.parts[0].programs[0].statements) == 5


def in_size(document: PagedDocument, begins: str, size: float) -> PagedDocument:
    """Return the document with the lines that begin so in type of this size."""
    blocks = tuple(
        replace(block, size=size) if isinstance(block, TextLine) and block.text.startswith(begins) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


@pytest.mark.parametrize(("size", "title"), [(24.0, "Informe de evaluación"), (10.0, "Anexo 1")])
def test_a_report_is_called_by_its_cover_and_a_form_by_itself(size: float, title: str) -> None:
    cover = ["Informe de evaluación", TEXT] if size > 10 else ["Anexo 1", TEXT]
    document = paged_document(cover, ["Anexo 1", TEXT], ["Nada", Ruled([["a", "b"], ["c", "d"]])])
    _, record = divided(in_size(document, "Informe", size), Lines("anexo", "Anexo"))
    assert record.title == title


@pytest.mark.parametrize(("confidence", "title"), [(0.95, "Informe de evaluación"), (0.4, "Anexo 1")])
def test_a_scanned_cover_that_is_not_legible_is_no_title(confidence: float, title: str) -> None:
    pages = (["Informe de evaluación", TEXT], ["Anexo 1", TEXT])
    document = in_size(paged_document(*pages, read_by="ocr", confidence=confidence), "Informe", 24.0)
    _, record = divided(document, Lines("annex", "Anexo"))
    assert record.title == title


def test_the_cover_is_the_first_page_with_text() -> None:
    document = in_size(
        paged_document([], ["Informe de evaluación", TEXT], ["Anexo 1", TEXT]), "Informe", 24.0
    )
    _, record = divided(document, Lines("annex", "Anexo"))
    assert record.title == "Informe de evaluación"


def test_a_covering_letter_is_no_cover() -> None:
    pages = (["Secretaría de la Contraloría", TEXT], ["Anexo 1", TEXT])
    document = in_size(paged_document(*pages), "Secretaría", 24.0)
    letter = Lines("covering-letter", "Secretaría", known="covering letter")
    _, record = divided(document, letter, Lines("annex", "Anexo"))
    assert record.title == "Anexo 1"
