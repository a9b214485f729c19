"""`/search?q=`: things by name, key and text; an IRI or a key redirects to its thing."""

from __future__ import annotations

import asyncio
import tomllib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.responses import JSONResponse, RedirectResponse, Response

from asm_graph.documents.normalization import normalized
from asm_graph.rdf.vocabulary import ASM, LANGUAGES, Base
from asm_graph.results import prefixed_name
from asm_graph.search.facets import FACETS
from asm_graph.search.reading import PAGE, SearchPage, has_index, search, thing_of_key
from asm_graph.web.answers.asked_release import asked_release, root_of
from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.browse.listings import FilterChoice
from asm_graph.web.entities.description import names_of
from asm_graph.web.http.addresses import below_root, own_address, page_number, within
from asm_graph.web.http.negotiation import language_of, prefers_html
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress, Names, link_to
from asm_graph.web.rendering.pages import page
from asm_graph.web.search.hits import link_of, shown
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases import Release
    from asm_graph.web.answers.page_queries import ReleaseReader

_LONGEST = 500
"""Characters of a search; what stands behind is not looked for."""
_READ = 4 * _LONGEST
"""Characters of it that are looked at: accents may be characters of their own."""
_HEADERS = {
    "Vary": "Accept, Accept-Language",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}
_NAMED = ("program", "branch", "plan", "class")
"""The facets whose values are things with names."""


async def search_page(request: Request) -> Response:
    """Show what `q` finds, as a page or as JSON; `kind` is the IRI of a class, `page` counts from 1."""
    text = normalized(request.query_params.get("q", "")[:_READ])[:_LONGEST].strip()
    release = (await asked_release(request)).release
    if not has_index(release.path):
        raise ProblemError("no-index")
    if (straight := await asyncio.to_thread(_straight, request, release, text)) is not None:
        return RedirectResponse(within(root_of(request), straight), 303)
    return await _answer(request, release, text)


def _straight(request: Request, release: Release, text: str) -> str | None:
    """Where an IRI of ours, an address of this server or a key leads."""
    base = Base(release.manifest.base)
    for start in (base.id("").value, own_address(request, "/id/"), own_address(request, "/doc/")):
        place = EntityAddress.read(text.removeprefix(start)) if text.startswith(start) else None
        if place is not None:
            return place.address(place.extension)
    iri = text if text.startswith(ASM.iri) else thing_of_key(release.path, text)
    return link_to(iri, base) if iri else None


async def _answer(request: Request, release: Release, text: str) -> Response:
    number = page_number(request)
    narrowed = {name: request.query_params.get(name, "") for name in ("kind", *FACETS)}
    asked = partial(
        search,
        release.path,
        text,
        narrowed,
        number,
        language_of(request),
        literal="literal" in request.query_params,
    )
    found = await site_of(request).clients.serve(request, lambda: asyncio.to_thread(asked))
    if not prefers_html(request.headers.getlist("accept")) or request.query_params.get("format") == "json":
        return _as_json(request, text, number, found, Base(release.manifest.base))
    return await _as_page(request, release, text, number, found)


def _as_json(request: Request, text: str, number: int, found: SearchPage, base: Base) -> Response:
    hits = [
        {
            "iri": hit.iri or None,
            "title": hit.title,
            "kind": hit.kind,
            "text": "".join(hit.pieces),
            "foundBy": hit.reason
            and {"name": hit.reason.name, "sort": hit.reason.sort, "years": hit.reason.years},
            "address": _place(request, link_of(hit, base)),
        }
        for hit in found.hits
    ]
    document = {
        "q": text,
        "page": number,
        "total": found.total,
        "corrected": found.corrected or None,
        "partial": found.is_partial,
        "near": found.near,
        "kinds": dict(found.kinds),
        "facets": found.facets,
        "results": hits,
    }
    return JSONResponse(document, headers=_HEADERS)


def _place(request: Request, link: str | None) -> str | None:
    """Where a hit is, in the release that the address names."""
    place = within(root_of(request), link) if link else None
    return below_root(request, place) if place and place.startswith("/") else place


async def _as_page(request: Request, release: Release, text: str, number: int, found: SearchPage) -> Response:
    kinds = [NamedNode(each) for each in found.kinds]
    values = [NamedNode(value) for facet in _NAMED for value in found.facets.get(facet, ())]

    async def read(reading: ReleaseReader) -> Names:
        language = language_of(request)
        things = await names_of(reading, values)
        return Names(things, await names_of(reading, kinds), language, reading.base)

    names = await read_release(request, site_of(request), read)
    labels = {each.value: names.term(each).text for each in kinds}
    context = {
        "text": text,
        "kind": request.query_params.get("kind", ""),
        "kinds": {
            each: (labels.get(each, prefixed_name(each, {})), count, _address(request, kind=each, page=0))
            for each, count in found.kinds.items()
        },
        "found": found,
        "facets": _facets(request, found, names),
        "examples": {} if text else await _examples(request, release),
        "hits": [shown(hit, found.corrected or text, names, _descriptions(request)) for hit in found.hits],
        "literally": _address(request, literal="1", page=0),
        "near": {near: _address(request, q=near, page=0) for near in found.near},
        "all_kinds": _address(request, kind="", page=0),
        "previous": _address(request, page=number - 1) if number > 1 else None,
        "following": _address(request, page=number + 1) if number * PAGE < found.total else None,
        "first": PAGE * (number - 1) + 1,
    }
    return page(request, "search.html", context)


def _descriptions(request: Request) -> dict[str, str]:
    """Return what each ready question answers, in the reader's language, by its address."""
    library, language = site_of(request).library, language_of(request)
    return {f"/queries/{question.name}": question.description[language] for question in library}


async def _examples(request: Request, release: Release) -> dict[str, str]:
    """Return searches to try that find something in the release, with their addresses."""
    language = language_of(request)

    def found() -> list[str]:
        pages = ((text, search(release.path, text, {}, 1, language)) for text in _example_texts()[language])
        return [text for text, page in pages if page.total and not (page.is_partial or page.corrected)]

    return {example: _address(request, q=example) for example in await asyncio.to_thread(found)}


@cache
def _example_texts() -> Mapping[Language, list[str]]:
    table = tomllib.loads((Path(__file__).parent / "examples.toml").read_text(encoding="utf-8"))
    return {language: table[language] for language in LANGUAGES}


def _facets(request: Request, found: SearchPage, names: Names) -> dict[str, list[FilterChoice]]:
    """Return the facet values with their addresses; a chosen one links back."""

    def choice(facet: str, value: str, count: int) -> FilterChoice:
        chosen = request.query_params.get(facet) == value
        name = names.link(NamedNode(value)).name.text if facet in _NAMED else value
        instead: dict[str, str | int] = {facet: "" if chosen else value, "page": 0}
        return FilterChoice(name, _address(request, **instead), count, chosen)

    return {
        facet: [choice(facet, value, count) for value, count in counts.items()]
        for facet, counts in found.facets.items()
        if counts
    }


def _address(request: Request, **instead: str | int) -> str:
    """Return the address of the same search with other values; empty ones are left out."""
    names = ("q", "lang", "literal", "kind", *FACETS, "page")
    values = {name: request.query_params.get(name, "") for name in names} | instead
    return f"/search?{urlencode({name: value for name, value in values.items() if value})}"
