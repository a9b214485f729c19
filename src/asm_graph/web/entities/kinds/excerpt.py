"""The page of an excerpt or of a blank cell: where it stands, and its cells under their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.entities.cell_places import CellPlace
from asm_graph.web.entities.excerpts import excerpts_named, in_context
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from asm_graph.web.entities.subject import PageSubject

_TOLD = frozenset({ASM("quote"), ASM("quotedColumns")})
"""What the quotation shows: its text, and the names of its columns."""


async def excerpt_page(subject: PageSubject) -> KindPage:
    """Make the page of an excerpt.

    Raises:
        QueryError: the engine does not answer.
    """
    found = await in_context(await excerpts_named(subject.reading, [subject.thing]), subject.reading)
    once = list({each.iri: each for each in found}.values())
    documents = {each.document: subject.names.link(each.document) for each in once}
    parts = {"proofs": once, "document_links": documents}
    return KindPage("excerpt.html", (), parts, title=_title(subject), quiet=_TOLD)


async def blank_page(subject: PageSubject) -> KindPage:
    """Make the page of a cell that states no value."""
    document = _document(subject)
    column, cell = subject.text(ASM("columnName")), subject.text(ASM("cell"))
    title = subject.title("blank-title", column=column, cell=cell, document=document)
    return KindPage("thing.html", title=title)


def _document(subject: PageSubject) -> str:
    return next((link.name.text for link in subject.links(ASM("document"))), "")


def _title(subject: PageSubject) -> str:
    document, cell = _document(subject), subject.text(ASM("cell"))
    if not cell:
        page = subject.text(ASM("page"))
        key = "excerpt-title-page" if page else "excerpt-title"
        return subject.title(key, document=document, page=page)
    row = CellPlace.of(cell).row
    if row is None:
        return subject.title("excerpt-title-cells", document=document, cells=cell)
    return subject.title("excerpt-title-row", document=document, row=str(row))
