"""Pages of a document with what was read of them marked: each quotation leads to the fact that it proves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf import document_iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.excerpts import mark_id
from asm_graph.web.entities.marked_text import proven_fact
from asm_graph.web.entities.page_places import page_address, picture_address, read_boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.pages import Box
    from asm_graph.releases.page_pictures import DocumentPage
    from asm_graph.web.entities.marked_text import ProvenFact
    from asm_graph.web.entities.subject import AnswerRow, PageSubject

_MOST_TOLD = 5
"""Statements that the mark of one quotation tells of; an axis may prove a hundred alignments."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation on a page: its boxes, and the first of the statements that it proves; `total` counts all.

    `ids` are those of all excerpts that have just these boxes.
    """

    ids: tuple[str, ...]
    boxes: tuple[Box, ...]
    quote: str
    facts: tuple[ProvenFact, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page with its marks in reading order; `address` and `picture` are where it and its picture are."""

    page: DocumentPage
    address: str
    picture: str | None
    marks: tuple[Mark, ...]
    unread: tuple[Box, ...]

    @property
    def drawn(self) -> list[Mark]:
        """The marks in the order of drawing: a small one is not covered by one that is larger."""
        return sorted(self.marks, key=lambda mark: -sum(box.width * box.height for box in mark.boxes))


async def marked_pages(subject: PageSubject, pages: Sequence[DocumentPage]) -> list[MarkedPage]:
    """Mark some consecutive pages of the document that a page is about.

    Raises:
        QueryError: the engine does not answer.
    """
    if not pages:
        return []
    query = page_query(
        "entities/page-excerpts",
        graph=subject.reading.base.graph(document_iris.evidence_graph(last_step(subject.thing.value))),
        first=Literal(pages[0].number),
        last=Literal(pages[-1].number),
    )
    rows = (await subject.ask(excerpts=query))["excerpts"]
    by_page: dict[str, list[AnswerRow]] = {}
    for row in rows:
        by_page.setdefault(row.text("page"), []).append(row)
    document = subject.link.address or ""
    return [_marked(page, by_page.get(str(page.number), ()), document) for page in pages]


def _marked(page: DocumentPage, rows: Sequence[AnswerRow], document: str) -> MarkedPage:
    together: dict[tuple[Box, ...], list[AnswerRow]] = {}
    for row in rows:
        if boxes := read_boxes(row.text("boxes").split()):
            together.setdefault(boxes, []).append(row)
    marks = (_mark(boxes, several) for boxes, several in together.items())
    return MarkedPage(
        page,
        page_address(document, page.number),
        picture_address(document, page.number) if page.has_picture else None,
        tuple(sorted(marks, key=lambda mark: (mark.boxes[0].top, mark.boxes[0].left, mark.ids))),
        read_boxes(page.not_understood),
    )


def _mark(boxes: tuple[Box, ...], rows: Sequence[AnswerRow]) -> Mark:
    excerpts = {row.node("excerpt"): row.text("quote") for row in rows}
    first = min(excerpts, key=lambda excerpt: excerpt.value)
    facts = tuple(_facts(rows))
    ids = tuple(sorted(map(mark_id, excerpts)))
    return Mark(ids, boxes, excerpts[first], facts[:_MOST_TOLD], len(facts))


def _facts(rows: Sequence[AnswerRow]) -> Iterator[ProvenFact]:
    """Yield what is proven of each thing: the names of its properties together."""
    ordered = sorted(rows, key=lambda row: (row.node("subject").value, row.node("property").value))
    for _, together in groupby(ordered, key=lambda row: row.node("subject")):
        facts = [proven_fact(row) for row in together]
        yield replace(facts[0], property=", ".join(dict.fromkeys(fact.property for fact in facts)))
