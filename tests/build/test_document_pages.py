"""The pages of a document: what is blacked out, what stands where, and pictures that are made once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from tests.documents_of_ours.pdfs import pdf
from tests.paged_documents import Ruled, paged_document

from asm_graph.build import document_pages
from asm_graph.build.document_pages import make_pages, withheld_areas
from asm_graph.build.extract import Extraction
from asm_graph.documents import Span
from asm_graph.graph.page_places import printed_box
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers.reading import CharacterAccount, Reading, UnreadText
from asm_graph.readers.text_account import publishable
from asm_graph.records.parts import DividedDocument
from asm_graph.records.texts import Furniture
from asm_graph.releases.page_pictures import picture_path, read_pages, write_pages

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.documents.pages import Box

EMAIL = "ana.prueba@ejemplo.gob.mx"


def extraction(document: PagedDocument, *unread: Span, published: str | None = None) -> Extraction:
    """What was made of a document of which only these spans were not understood."""
    account = CharacterAccount(0, {}, tuple(UnreadText(span, "?") for span in unread))
    text = publishable(document.text, ()) if published is None else published
    reading = Reading("divided-document", "t", DividedDocument("t", ()), account, published=text)
    excerpt, graph = NamedNode("http://e/1"), NamedNode("http://e/g")
    on_page = Quad(excerpt, ASM("page"), Literal("1", datatype=NamedNode("http://e/i")), graph)
    return Extraction(document, "informe", reading, serialize([on_page], format=RdfFormat.N_QUADS) or b"", ())


def boxes(document: PagedDocument, published: str) -> list[Box]:
    return [area.box for area in withheld_areas(document, published)]


def word_boxes(document: PagedDocument, text: str) -> list[Box]:
    return [word.box for page in document.pages for word in page.words if word.text == text]


def test_contact_data_is_blacked_out_where_it_stands() -> None:
    document = paged_document([f"Correo: {EMAIL}", "Teléfono de la unidad: (55) 5481 7200"])
    covered = boxes(document, publishable(document.text, ()))
    assert word_boxes(document, EMAIL)[0] in covered
    (label,) = word_boxes(document, "Correo:")
    assert not any(box.has(*label.center) for box in covered)
    (digits,) = word_boxes(document, "5481")
    assert any(box.has(*digits.center) for box in covered)


def test_of_a_cell_that_is_withheld_all_is_blacked_out() -> None:
    document = paged_document([Ruled([["4.5 Correo", EMAIL], ["4.6 Nombre", "Ana Prueba"]])])
    (cell,) = (grid.cells[1].box for grid in document.pages[0].grids)
    assert cell in boxes(document, publishable(document.text, ()))
    start = document.text.index("Ana Prueba")
    kept_back = Furniture(Span(start, start + len("Ana Prueba")), "field not published")
    (second,) = (grid.cells[3].box for grid in document.pages[0].grids)
    assert second in boxes(document, publishable(document.text, [kept_back]))


def test_a_cell_of_which_a_part_is_withheld_stays() -> None:
    document = paged_document([Ruled([["Contacto", f"Ana Prueba, {EMAIL}"]])])
    covered = boxes(document, publishable(document.text, ()))
    (name,) = word_boxes(document, "Prueba,")
    assert covered
    assert not any(box.has(*name.center) for box in covered)


def test_pages_tell_what_stands_on_them(tmp_path: Path) -> None:
    document = paged_document(["Primera línea", "raro"], ["Segunda página"])
    at = document.text.index("raro")
    drawn: list[tuple[int, int]] = []
    unread = extraction(document, Span(at, at + 4))
    kept = make_pages(unread, pdf([], []), tmp_path, "1", lambda *each: drawn.append(each))
    assert kept is not None
    assert drawn == [(1, 2), (2, 2)]
    write_pages(tmp_path / "release", {"informe": kept})
    picture = picture_path(tmp_path / "release", "informe", 2)
    assert picture.samefile(kept.folder / "2.webp"), "it is linked"
    pages = read_pages(tmp_path / "release", "informe")
    assert pages is not None
    first, second = pages.pages
    assert (first.width, first.height, first.read_by) == (612, 792, "text")
    assert document.text[first.start : first.end].split() == ["Primera", "línea", "raro"]
    assert document.text[second.start : second.end] == "Segunda página"
    (box,) = word_boxes(document, "raro")
    assert first.not_understood == (printed_box(box),)
    assert (first.quotations, second.quotations, second.not_understood) == (1, 0, ())
    assert first.has_picture
    assert second.has_picture


def test_pictures_are_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, data = paged_document(["Una línea"]), pdf([])
    first = make_pages(extraction(document), data, tmp_path, "1")

    def never(*_: object) -> object:
        raise AssertionError("they are there")

    monkeypatch.setattr(document_pages, "page_pictures", never)
    again = make_pages(extraction(document, Span(0, 3)), data, tmp_path, "1")
    assert first is not None
    assert again is not None
    assert again.folder == first.folder, "whatever was understood"
    assert again.pages != first.pages
    with pytest.raises(AssertionError, match="there"):
        make_pages(extraction(document, published="█" * len(document.text)), data, tmp_path, "1")
    with pytest.raises(AssertionError, match="there"):
        make_pages(extraction(document), data, tmp_path, "2")


def test_what_an_interrupted_build_left_is_no_folder_of_pictures(tmp_path: Path) -> None:
    document = paged_document(["Una línea"])
    kept = make_pages(extraction(document), pdf([]), tmp_path, "1")
    assert kept is not None
    partial = kept.folder.rename(kept.folder.with_name(f"{kept.folder.name}.{os.getpid()}.partial"))
    (partial / "7.webp").write_bytes(b"half")
    assert make_pages(extraction(document), pdf([]), tmp_path, "1") == kept
    assert [path.name for path in kept.folder.iterdir()] == ["1.webp"]
    assert not partial.exists()


def test_a_document_that_cannot_be_drawn_has_pages_without_pictures(tmp_path: Path) -> None:
    kept = make_pages(extraction(paged_document(["Una línea"])), b"%PDF-1.7 no", tmp_path, "1")
    assert kept is not None
    assert [one.has_picture for one in kept.pages.pages] == [False]
