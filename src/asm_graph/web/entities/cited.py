"""`/cite/…`: the citation of a thing as plain text, BibTeX or RIS, and the one that its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.entities.citations import MEDIA_TYPES, Citation
from asm_graph.web.entities.description import names_of
from asm_graph.web.entities.kinds import kind_page
from asm_graph.web.entities.kinds.finding import describe_or_remember
from asm_graph.web.entities.sources import documents_behind, sources_of
from asm_graph.web.entities.subject import PageSubject, title_of
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress, Names
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.sources import Source
    from asm_graph.web.entities.subject import KindPage


_MOST_SOURCES = 5
"""Documents that a citation names; the page has them all."""


async def cited(request: Request) -> Response:
    """Respond with the citation of a thing, as a file.

    Raises:
        QueryError: the engine does not answer.
    """
    form, place = request.path_params["form"], EntityAddress.read(request.path_params["path"])
    if form not in MEDIA_TYPES or place is None or place.extension:
        raise ProblemError("not-found")

    async def read(reading: ReleaseReader) -> Response:
        return await _citation_file(request, reading, place, form)

    return await read_release(request, site_of(request), read)


async def _citation_file(
    request: Request, reading: ReleaseReader, place: EntityAddress, form: str
) -> Response:
    thing = place.thing(reading.base)
    description = await describe_or_remember(reading, thing)
    if description is None:
        raise ProblemError("not-found")
    language = language_of(request)
    validators = Validators.of((reading.release.name, place.path, form, language), reading.serving.since)
    headers = {**validators.headers, "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}
    if validators.hold(request):
        return not_modified(headers)
    names = Names(description.naming, await names_of(reading, description.classes), language, reading.base)
    subject = PageSubject(reading, description, names)
    kind = await kind_page(subject)
    documents = documents_behind(reading, description)
    sources = await sources_of(reading, documents, names, kind.stands_in)
    citation = citation_of(request, subject, kind, sources)
    headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{form}"'
    return Response(citation.text(form), headers=headers, media_type=MEDIA_TYPES[form])


def citation_of(
    request: Request, subject: PageSubject, kind: KindPage, sources: Sequence[Source]
) -> Citation:
    """Return the citation of the thing that a page is about."""
    manifest, base = subject.reading.release.manifest, subject.reading.base
    path = base.local(subject.thing).removeprefix("id/")
    classes = [subject.names.link(one).name.text for one in subject.description.classes]
    language = subject.names.language
    return Citation(
        path=path,
        title=title_of(subject, kind).text,
        kind=", ".join(classes) or subject.thing.value,
        publisher=site_of(request).publisher,
        release=manifest.name,
        created=manifest.created,
        iri=subject.thing.value,
        address=own_address(request, f"/releases/{manifest.name}/doc/{path}"),
        sources=tuple(sources[:_MOST_SOURCES]),
        other_sources=max(len(sources) - _MOST_SOURCES, 0),
        language=language,
        words=words_in(language),
    )
