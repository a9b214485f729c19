"""Quotations on pages: their boxes, how they were read, and the selectors of annotation tools."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.divided_documents import ASM_PATH, annexes, mapped_parts
from tests.mapped_documents import BASE, Facts
from tests.printed_pages import printed

from asm_graph.documents import Passage, Span
from asm_graph.documents.paged_document import PagedDocument, PlacedCell
from asm_graph.documents.pages import Box
from asm_graph.graph.document_quads import DocumentQuads
from asm_graph.graph.page_places import LOW_CONFIDENCE, PagePlaces, printed_box
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, DCT, OA, RDF
from asm_graph.readers.text_account import BLOT, publishable

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

SUBJECT, PROPERTY = BASE.id("asm/x"), ASM("text")


def quoted(
    lines: list[list[str]], text: str, confidence: dict[str, float] | None = None
) -> tuple[Facts, DocumentQuads]:
    """The excerpts of a text that may go on over pages."""
    document = printed(lines, confidence)
    quads = DocumentQuads(BASE, "ours", PagePlaces(document, publishable(document.text, ())))
    at = [document.text.index(piece) for piece in text.split("|")]
    passage = Passage.joined(
        Passage.of(document.text, start, start + len(piece))
        for start, piece in zip(at, text.split("|"), strict=True)
    )
    quads.state(SUBJECT, PROPERTY, terms.text(passage.text), passage)
    return Facts(quads.quads), quads


def excerpts(facts: Facts) -> list[NamedNode]:
    nodes = [BASE.id(path) for path in facts.of_class(ASM("Excerpt"))]
    return sorted(nodes, key=lambda node: int(facts.values(node, ASM("start"))[0]))


def test_an_excerpt_has_the_box_of_each_of_its_lines() -> None:
    facts, _ = quoted([["Anexo", "Depurar el padrón"]], "el padrón")
    (node,) = excerpts(facts)
    assert facts.values(node, ASM("page")) == ["1"]
    assert facts.values(node, ASM("box")) == ["120,102,54,12"]
    assert facts.values(node, ASM("readBy")) == ["code/read-by/text"]
    assert facts.values(node, ASM("confidence")) == []


def test_a_quotation_over_two_pages_is_two_excerpts() -> None:
    facts, _ = quoted([["Depurar"], ["el padrón"]], "Depurar|el padrón")
    assert [facts.values(node, ASM("page")) for node in excerpts(facts)] == [["1"], ["2"]]
    document = printed([["Depurar"], ["el padrón"]])
    whole = Span(0, document.text.index("padrón") + len("padrón"))
    places = list(PagePlaces(document, document.text).of(whole))
    assert [document.text[place.span.start : place.span.end] for place in places] == ["Depurar", "el padrón"]


def test_selectors_are_as_the_standard_has_them() -> None:
    facts, _ = quoted([["Anexo de becas", "Depurar el padrón hoy"]], "Depurar")
    (node,) = excerpts(facts)
    path = BASE.local(node)
    assert facts.values(node, OA("hasSelector")) == [
        f"{path}/{kind}" for kind in ("fragment", "position", "quote")
    ]
    assert facts.values(f"{path}/quote", RDF("type")) == [OA("TextQuoteSelector").value]
    assert facts.values(f"{path}/quote", OA("exact")) == ["Depurar"]
    assert facts.values(f"{path}/quote", OA("prefix")) == ["Anexo de becas\n"]
    assert facts.values(f"{path}/quote", OA("suffix")) == [" el padrón hoy\n"]
    assert facts.values(f"{path}/position", RDF("type")) == [OA("TextPositionSelector").value]
    assert facts.values(f"{path}/position", OA("start")) == ["15"]
    assert facts.values(f"{path}/position", OA("end")) == ["22"]
    assert facts.values(f"{path}/fragment", RDF("type")) == [OA("FragmentSelector").value]
    assert facts.values(f"{path}/fragment", RDF("value")) == ["page=1&xywh=72,102,42,12"]
    assert facts.values(f"{path}/fragment", DCT("conformsTo")) == ["http://www.w3.org/TR/media-frags/"]


def test_contact_data_is_withheld_around_a_quotation() -> None:
    facts, _ = quoted([["ana@example.org Depurar el padrón, tel. 5481 7200"]], "el padrón")
    (node,) = excerpts(facts)
    path = f"{BASE.local(node)}/quote"
    before, after = facts.values(path, OA("prefix")) + facts.values(path, OA("suffix"))
    assert BLOT in before
    assert BLOT in after
    assert "@" not in before
    assert "5481" not in after


def test_words_read_with_doubt_are_listed_for_review() -> None:
    facts, quads = quoted([["Depurar el padrón"]], "Depurar el", {"el": 0.42})
    (node,) = excerpts(facts)
    assert facts.values(node, ASM("readBy")) == ["code/read-by/ocr"]
    assert facts.values(node, ASM("confidence")) == ["0.42"]
    (value,) = quads.uncertain.values()
    assert value.as_json(BASE) == {
        "entity": "asm/x",
        "property": PROPERTY.value,
        "value": "Depurar el",
        "quote": "Depurar el",
        "page": 1,
        "confidence": 0.42,
    }
    assert quoted([["Depurar el padrón"]], "padrón", {"el": 0.42})[1].uncertain == {}


def test_words_of_a_picture_on_a_page_of_text_were_recognized() -> None:
    document = printed([["Depurar el padrón"]], {"padrón": 0.42})
    pages = tuple(replace(page, read_by="text") for page in document.pages)
    words = tuple(
        replace(word, confidence=0.42 if index == 2 else None) for index, word in enumerate(document.words)
    )
    places = PagePlaces(replace(document, pages=pages, words=words), document.text)
    found = [next(iter(places.of(word.span))) for word in document.words]
    assert [place.read_by for place in found] == ["text", "text", "ocr"]
    assert [place.is_uncertain for place in found] == [False, False, True]


def test_a_document_of_pages_says_how_many_values_to_review() -> None:
    mapped = mapped_parts(*annexes({"45%": 0.61}))
    (value,) = mapped.uncertain
    assert value.as_json(BASE)["entity"] == f"{ASM_PATH}/action/1"
    assert value.place.confidence == Decimal("0.61") < LOW_CONFIDENCE
    assert any(
        notice.startswith("values recognized") and notice.endswith("review: 1") for notice in mapped.notices
    )
    assert mapped_parts(*annexes({})).uncertain == ()


@given(st.tuples(*[st.floats(-10, 2000)] * 4))
def test_a_box_is_always_four_numbers_that_are_not_negative(sides: tuple[float, ...]) -> None:
    numbers = printed_box(Box(*sides)).split(",")
    assert len(numbers) == 4
    assert all(float(number) >= 0 for number in numbers)


def test_without_pages_the_excerpts_are_as_they_were() -> None:
    quads = DocumentQuads(BASE, "ours")
    passage = Passage.of("Depurar el padrón", 0, 7)
    quads.state(SUBJECT, PROPERTY, terms.text("Depurar"), passage)
    said = {quad.predicate for quad in quads.quads if "evidence" in str(quad.graph_name.value)}
    assert said == {
        RDF("type"),
        *map(ASM, ("subject", "property", "statesValue", "document", "quote", "start", "end")),
    }


def test_a_workbook_of_forms_has_sheets_and_cells() -> None:
    text = "Programa\tBecas rurales\n"
    cells = (PlacedCell(Span(0, 8), "Hoja1", "A1"), PlacedCell(Span(9, 22), "Hoja1", "B1:C1"))
    document = PagedDocument(Path("ours.xlsx"), text, "utf-8", "a" * 64, 9, cells=cells)
    quads = DocumentQuads(BASE, "ours", PagePlaces(document, text))
    quads.state(SUBJECT, PROPERTY, terms.text("Becas"), Passage.of(text, 9, 14))
    facts = Facts(quads.quads)
    (node,) = excerpts(facts)
    assert facts.values(node, ASM("sheet")) == ["Hoja1"]
    assert facts.values(node, ASM("cell")) == ["B1:C1"]
    assert facts.values(node, ASM("readBy")) == ["code/read-by/spreadsheet"]
    assert facts.values(node, ASM("page")) == []
