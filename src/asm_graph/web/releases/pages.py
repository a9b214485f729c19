"""`/releases` for people: the releases, their contents, and things as older releases have them."""

from __future__ import annotations

import asyncio
import json
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.responses import JSONResponse, Response

from asm_graph.errors import QueryError, ReleaseError
from asm_graph.releases.dcat import CATALOG_PREFIXES
from asm_graph.releases.difference import SUMMARY
from asm_graph.releases.manifest import FILE_NAME, Manifest, time_of
from asm_graph.releases.page_pictures import FOLDER as PAGES
from asm_graph.results import Format
from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.catalog.endpoint import about_dataset
from asm_graph.web.entities import routes as things
from asm_graph.web.entities.description import DATA, names_of, write_triples
from asm_graph.web.http.negotiation import choose, language_of, prefers_html
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.releases.files import current_name, release_file
from asm_graph.web.rendering.naming import Names
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.services.site import Site


async def archived_document(request: Request) -> Response:
    """Respond as `/doc/…` does, from the named release, as a memento (RFC 7089)."""
    name, path = request.path_params["release"], request.path_params["path"]
    response = await things.document(request)
    if "Content-Location" in response.headers:
        here = f"/releases/{name}/doc/"
        response.headers["Content-Location"] = response.headers["Content-Location"].replace("/doc/", here, 1)
        if "Link" in response.headers:  # a 304 has none
            links = response.headers["Link"].replace("</doc/", f"<{here}")
            response.headers["Link"] = f'{links}, </doc/{path}>; rel="original"'
        response.headers["Memento-Datetime"] = format_datetime(time_of(name), usegmt=True)
    return response


Summary = dict[str, Any]
"""The content of `difference.json`."""

MANIFEST = Format("json", "application/json", "application/json")
_DATA = (MANIFEST, *DATA)
"""What a release is described in for programs; the manifest for who asks for nothing."""
_VARY = {"Vary": "Accept, Accept-Language"}


async def releases_page(request: Request) -> Response:
    """All releases, the newest first, as a page or as JSON."""
    site = site_of(request)
    names = tuple(reversed(site.releases.list()))
    current = current_name(site)
    if not prefers_html(request.headers.getlist("accept")):
        return JSONResponse({"current": current, "releases": names}, headers=_VARY)
    listed = await asyncio.to_thread(lambda: [_listed(site, name) for name in names])
    kinds = {kind for one in listed for kind in (one["news"] or {}).get("things", ())}
    context = {"listed": listed, "current": current, "kinds": await kinds_of(request, kinds)}
    return page(request, "releases.html", context)


async def release_page(request: Request) -> Response:
    """Respond with the contents of a release, as a page, as its manifest, or as RDF about the dataset."""
    site, name = site_of(request), request.path_params["name"]
    is_there, accept = name in site.releases.list(), request.headers.getlist("accept")
    offer = choose(_DATA, accept)
    if is_there and offer not in {None, MANIFEST} and not prefers_html(accept):
        return await asyncio.to_thread(_described, request, name, offer)
    if not is_there or not prefers_html(accept):
        request.path_params["path"] = FILE_NAME
        response = release_file(request)
        response.headers.update(_VARY)
        return response
    one = await asyncio.to_thread(_listed, site, name)
    if one["manifest"] is None:
        raise ProblemError("release")
    counted = sorted(one["manifest"].classes.items(), key=lambda item: (-item[1], item[0]))
    kinds = {kind for kind, _ in counted} | set((one["news"] or {}).get("things", ()))
    context = {
        **one,
        "counted": counted,
        "pages": PAGES,
        "pictures": [facts for path, facts in one["manifest"].files.items() if path.startswith(f"{PAGES}/")],
        "current": current_name(site),
        "others": {other: time_of(other) for other in reversed(site.releases.list()) if other != name},
        "kinds": await kinds_of(request, kinds),
    }
    return page(request, "release.html", context)


def _described(request: Request, name: str, offer: Format) -> Response:
    try:
        triples = about_dataset(request, name)
    except ReleaseError as error:
        raise ProblemError("release") from error
    body = write_triples(triples, offer.name, CATALOG_PREFIXES)
    return Response(body, media_type=offer.media_type, headers=_VARY)


def _listed(site: Site, name: str) -> dict[str, Any]:
    """Return a release with its manifest and changes, as far as they can be read."""
    folder = site.releases.folder / name
    try:
        manifest = Manifest.read(folder)
    except ReleaseError:
        return {"name": name, "manifest": None, "news": None}
    news = read_summary(folder / SUMMARY) if manifest.previous and SUMMARY in manifest.files else None
    return {"name": name, "manifest": manifest, "news": news}


def read_summary(path: Path) -> Summary:
    """Read a summary; those of earlier software have no things."""
    summary: Summary = json.loads(path.read_bytes())
    return {"things": {}} | summary


async def kinds_of(request: Request, kinds: Iterable[str]) -> dict[str, str]:
    """Name kinds of things; by the end of their IRIs where no engine answers."""
    nodes = [NamedNode(kind) for kind in sorted(kinds)]

    async def read(reading: ReleaseReader) -> Names:
        return Names({}, await names_of(reading, nodes), language_of(request), reading.base)

    try:
        names = await read_release(request, site_of(request), read)
    except QueryError:
        return {node.value: node.value.rpartition("#")[2] for node in nodes}
    return {node.value: names.term(node).text for node in nodes}
