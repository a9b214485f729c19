"""The page of a thing: sentences and parts by kind, statements with evidence, and incoming links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import shorten_quote
from asm_graph.results.spoken import number_shown
from asm_graph.web.drawing.figure import figure_of, snippet
from asm_graph.web.entities.cited import citation_of
from asm_graph.web.entities.description import ALTERNATES, names_of
from asm_graph.web.entities.evidence import evidence_of
from asm_graph.web.entities.facts import incoming_of, sections_of
from asm_graph.web.entities.kinds import kind_page
from asm_graph.web.entities.schema_org import schema_org
from asm_graph.web.entities.sources import documents_behind, sources_of
from asm_graph.web.entities.subject import PageSubject, title_of
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.naming import Names, cut
from asm_graph.web.rendering.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.description import Description
    from asm_graph.web.entities.evidence import Evidence
    from asm_graph.web.entities.subject import KindPage
    from asm_graph.web.rendering.naming import EntityAddress, Name

_LONGEST = 200
"""Characters that say where a page is to begin; no cell has more."""


async def thing_page(
    request: Request, reading: ReleaseReader, description: Description, place: EntityAddress
) -> Response:
    """Make the page of a thing that the release describes.

    Raises:
        QueryError: the engine does not answer.
    """
    evidence = await evidence_of(reading, description)
    subject = await subject_of(request, reading, description, evidence)
    names, kind = subject.names, await kind_page(subject)
    sources = await sources_of(reading, documents_behind(reading, description), names, kind.stands_in)
    title = title_of(subject, kind)
    context = {
        "iri": description.thing.value,
        "title": title,
        "kinds": [names.link(each) for each in description.classes],
        "sentences": kind.sentences,
        "sections": sections_of(description, evidence, names, reading),
        "quiet": {prop.value for prop in kind.quiet},
        "rests_on": sources,
        "citation": citation_of(request, subject, kind, sources),
        "incoming": incoming_of(description, names),
        "rows": evidence.rows,
        "documents": {document: names.link(document) for document in evidence.documents},
        "formats": {name: (place.address(name), media_type) for name, media_type in ALTERNATES.items()},
        "here": place.address(),
        "schema_org": schema_org(subject),
        "cut": cut,
        "shorten_quote": shorten_quote,
        "number": number_shown,
        "figure": figure_of(request, kind.drawing) if kind.drawing else None,
        "embeds": bool(kind.drawing or kind.framed_height),
        "code": _code(request, place, title, kind),
        **kind.parts,
    }
    return page(request, kind.template, context)


async def subject_of(
    request: Request, reading: ReleaseReader, description: Description, evidence: Evidence | None = None
) -> PageSubject:
    """Make the subject of a page, with the names of what it shows; its evidence is not shown everywhere.

    Raises:
        QueryError: the engine does not answer.
    """
    names = await _names(reading, description, evidence, request)
    return PageSubject(reading, description, names, request.query_params.get("from", "")[:_LONGEST])


def _code(request: Request, place: EntityAddress, title: Name, kind: KindPage) -> str:
    """Return the code that shows the thing itself on other sites; empty where it may not be framed."""
    if not kind.framed_height or "release" in request.path_params:
        return ""
    return snippet(request, place.address(), title.text, kind.framed_height)


async def _names(
    reading: ReleaseReader, description: Description, evidence: Evidence | None, request: Request
) -> Names:
    """Names of all that the page shows: what the description has not are terms and documents."""
    terms = {fact.property for fact in description.facts} | {each.property for each in description.links}
    classes = {kind for naming in description.naming.values() for kind in naming.classes}
    documents = evidence.documents if evidence else ()
    more = sorted({*terms, *classes, *documents} - set(description.naming), key=str)
    return Names(description.naming, await names_of(reading, more), language_of(request), reading.base)
