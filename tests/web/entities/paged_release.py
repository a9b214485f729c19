"""A release of a report: two statements on its page 2, one that OCR read on page 3, nothing on page 1."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

from PIL import Image
from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.knowledge import Knowledge
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, DCT, RDF, RDFS, Base
from asm_graph.releases import Input, ReleaseContent, write_release
from asm_graph.releases.page_pictures import DocumentPage, DocumentPages, KeptPages, picture_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from asm_graph.releases import Release

BASE = Base()
SLUG = "informe-2021"
DOCUMENT = f"/doc/document/{SLUG}"
STATEMENT = "evaluation/20-S061/eed-2021/finding"
TEXT = "Portada\fPrimer hallazgo del informe\nSegundo hallazgo\fTercer hal1azgo\n"
WIDTH, HEIGHT = 600.0, 800.0
QUOTES = {
    1: ("Primer hallazgo del informe", 2, ("50,100,200,12", "50,114,90,12"), None),
    2: ("Segundo hallazgo", 2, ("50,140,120,12",), None),
    3: ("Tercer hal1azgo", 3, ("50,100,120,12",), Decimal("0.62")),
}
"""The statements by number: quotation, page, boxes, and confidence."""
UNREAD = "40,300,80,10"


def write(folder: Path, *, without_picture: int = 0) -> Release:
    """Write the release into a folder of releases; one page may have no picture."""
    kept = folder / ".pages"
    kept.mkdir(parents=True)
    for number in (1, 2, 3):
        if number != without_picture:
            (kept / picture_name(number)).write_bytes(picture(number))
    content = ReleaseContent(
        quads=list(_quads()),
        inputs=(Input("Informe 2021.pdf", "ab" * 32, 12_345, SLUG, "divided-document", "document"),),
        version="1.0",
        base=BASE,
        knowledge=Knowledge.default(),
        faults=(),
        checks={},
        reports={"validation.json": b"{}", "audit.json": b'{"findings": []}'},
        texts={SLUG: TEXT},
        pages={SLUG: KeptPages(pages(without_picture), kept)},
    )
    return write_release(folder, content)


def picture(number: int) -> bytes:
    """A small picture that is another one for each page."""
    file = io.BytesIO()
    Image.new("RGB", (60, 80), (40 * number, 200, 200)).save(file, format="WEBP")
    return file.getvalue()


def pages(without_picture: int) -> DocumentPages:
    """The facts of the pages."""
    starts = [0, *(place + 1 for place, sign in enumerate(TEXT) if sign == "\f")]
    ends = [*(start - 1 for start in starts[1:]), len(TEXT)]
    found = (
        DocumentPage(
            number=number,
            width=WIDTH,
            height=HEIGHT,
            read_by="ocr" if number == 3 else "text",
            start=start,
            end=end,
            quotations=sum(page == number for _, page, _, _ in QUOTES.values()),
            has_picture=number != without_picture,
        )
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )
    first, *others = found
    return DocumentPages(pages=(replace_unread(first), *others))


def replace_unread(page: DocumentPage) -> DocumentPage:
    """The page with something on it that was not understood."""
    return page.model_copy(update={"not_understood": (UNREAD,)})


def _quads() -> Iterator[Quad]:
    document, program = BASE.id(f"document/{SLUG}"), BASE.id("program/20-S061")
    evaluation, part = BASE.id("evaluation/20-S061/eed-2021"), BASE.id(f"document/{SLUG}/part/1")
    source = BASE.graph(f"source/{SLUG}")
    said: Mapping[NamedNode, Mapping[NamedNode, NamedNode | Literal]] = {
        document: {
            RDF("type"): ASM("SourceDocument"),
            DCT("title"): terms.text("Informe final 2021"),
            ASM("sha256"): terms.string("ab" * 32),
            ASM("hasPart"): part,
        },
        part: {
            RDF("type"): ASM("DocumentPart"),
            ASM("layout"): terms.string("asm-annex"),
            DCT("title"): terms.text("Anexo de hallazgos"),
            ASM("firstPage"): terms.integer(2),
            ASM("lastPage"): terms.integer(3),
        },
        program: {RDF("type"): ASM("Program"), RDFS("label"): terms.text("Programa 3x1")},
        evaluation: {RDF("type"): ASM("Evaluation"), ASM("program"): program},
    }
    for subject, values in said.items():
        yield from (Quad(subject, predicate, value, source) for predicate, value in values.items())
    for number, (quote, page, boxes, confidence) in QUOTES.items():
        yield from _statement(number, quote, evaluation)
        yield from _excerpt(number, quote, page, boxes, confidence)


def _statement(number: int, quote: str, evaluation: NamedNode) -> Iterator[Quad]:
    node, source = BASE.id(f"{STATEMENT}/{number}"), BASE.graph(f"source/{SLUG}")
    for predicate, value in (
        (RDF("type"), ASM("Statement")),
        (ASM("text"), terms.text(quote)),
        (ASM("evaluation"), evaluation),
    ):
        yield Quad(node, predicate, value, source)


def _excerpt(
    number: int, quote: str, page: int, boxes: tuple[str, ...], confidence: Decimal | None
) -> Iterator[Quad]:
    node, evidence = BASE.id(f"document/{SLUG}/excerpt/{number}"), BASE.graph(f"evidence/{SLUG}")
    start = TEXT.index(quote)
    said: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF("type"), ASM("Excerpt")),
        (ASM("subject"), BASE.id(f"{STATEMENT}/{number}")),
        (ASM("property"), ASM("text")),
        (ASM("statesValue"), terms.text(quote)),
        (ASM("document"), BASE.id(f"document/{SLUG}")),
        (ASM("quote"), terms.string(quote)),
        (ASM("start"), terms.integer(start)),
        (ASM("end"), terms.integer(start + len(quote))),
        (ASM("page"), terms.integer(page)),
        *((ASM("box"), terms.string(box)) for box in boxes),
    ]
    if confidence is not None:
        said.append((ASM("confidence"), terms.decimal(confidence)))
        said.append((ASM("readBy"), BASE.code("read-by", "ocr")))
    yield from (Quad(node, predicate, value, evidence) for predicate, value in said)
