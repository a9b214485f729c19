"""The 404 page for entities: what is nearest, and a search for the last word of the address."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.search.reading import has_index, search
from asm_graph.web.entities.description import names_of
from asm_graph.web.http.negotiation import language_of, prefers_html
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import Names, cut
from asm_graph.web.rendering.pages import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.rendering.naming import EntityAddress, Link

_SHOWN = 8
_SHORTEST = 3
_WORD = re.compile(r"[A-Za-z0-9]+")


def nothing_here(request: Request) -> Response:
    """Where an address cannot be that of a thing: ways on, and nothing of the address."""
    if prefers_html(request.headers.getlist("accept")):
        return page(request, "nothing.html", {"words_of": "", "nearest": [], "cut": cut}, 404)
    raise ProblemError("not-found")


async def nothing_near(request: Request, reading: ReleaseReader, place: EntityAddress) -> Response:
    """Where an address could be that of a thing: what is nearest to it.

    Raises:
        QueryError: the engine does not answer.
    """
    if not prefers_html(request.headers.getlist("accept")):
        return nothing_here(request)
    words = " ".join(_WORD.findall(last_step(place.path)))
    around = [reading.base.id(path) for path in _around(place.path)]
    found = await asyncio.to_thread(_found, request, reading, words)
    known = await names_of(reading, [*around, *found])
    names = Names(known, {}, language_of(request), reading.base)
    nearest: list[Link] = [names.link(thing) for thing in dict.fromkeys([*around, *found]) if thing in known]
    context = {"words_of": words, "nearest": nearest[:_SHOWN], "cut": cut}
    return page(request, "nothing.html", context, 404)


def _around(path: str) -> Iterator[str]:
    """Return the parents a thing would have, closest first, and the program in its path."""
    parts = path.split("/")
    for length in range(len(parts) - 1, 1, -1):
        yield "/".join(parts[:length])
    yield from (iris.program(part) for part in parts[1:])


def _found(request: Request, reading: ReleaseReader, words: str) -> list[NamedNode]:
    """Search for the words, one or two letters of which may be wrong."""
    release = reading.release.path
    if len(words) < _SHORTEST or not has_index(release):
        return []
    hits = search(release, words, {}, 1, language_of(request)).hits
    return [NamedNode(hit.iri) for hit in hits if hit.iri][:_SHOWN]
