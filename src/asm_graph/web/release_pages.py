"""`/releases` for people: which releases there are, what each holds, what changed between any two."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from asm_graph.errors import QueryError, ReleaseError
from asm_graph.graph.vocabulary import Base
from asm_graph.releases.changed_things import HOWS
from asm_graph.releases.difference import SUMMARY
from asm_graph.releases.manifest import FILE_NAME, Manifest
from asm_graph.web.asking import read_release
from asm_graph.web.comparisons import FILES
from asm_graph.web.language import language_of
from asm_graph.web.negotiation import prefers_html
from asm_graph.web.pages import page
from asm_graph.web.problems import Problem
from asm_graph.web.release_files import current_name, release_file
from asm_graph.web.site import site_of
from asm_graph.web.things.description import names_of
from asm_graph.web.things.naming import Names
from asm_graph.web.things.places import link_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.releases import Release
    from asm_graph.web.asking import Reading
    from asm_graph.web.site import Site

Summary = dict[str, Any]
"""The content of `difference.json`."""

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
    context = {"listed": listed, "current": current, "kinds": await _kinds(request, kinds)}
    return page(request, "releases.html", context)


async def release_page(request: Request) -> Response:
    """What a release holds, as a page or as its manifest."""
    site, name = site_of(request), request.path_params["name"]
    if name not in site.releases.list() or not prefers_html(request.headers.getlist("accept")):
        request.path_params["path"] = FILE_NAME
        response = release_file(request)
        response.headers.update(_VARY)
        return response
    one = await asyncio.to_thread(_listed, site, name)
    if one["manifest"] is None:
        return site.problem(Problem("release"), request)
    counted = sorted(one["manifest"].classes.items(), key=lambda item: (-item[1], item[0]))
    kinds = {kind for kind, _ in counted} | set((one["news"] or {}).get("things", ()))
    context = {
        **one,
        "counted": counted,
        "current": current_name(site),
        "others": [other for other in reversed(site.releases.list()) if other != name],
        "kinds": await _kinds(request, kinds),
    }
    return page(request, "release.html", context)


def compare(request: Request) -> Response:
    """Where a form that names two releases leads."""
    names = [request.query_params.get(name, "") for name in ("before", "after")]
    if not set(names) <= set(site_of(request).releases.list()):
        return site_of(request).problem(Problem("not-found"), request)
    kept = f"?lang={language_of(request)}" if "lang" in request.query_params else ""
    return RedirectResponse(f"/releases/{names[0]}/changes/{names[1]}{kept}", 303)


async def changes_page(request: Request) -> Response:
    """What changed between two releases: in words, or as JSON."""
    try:
        before, after, folder = await _compared(request)
    except QueryError as error:
        return site_of(request).problem(Problem.of(error), request)
    except ReleaseError:
        return site_of(request).problem(Problem("not-found"), request)
    if not prefers_html(request.headers.getlist("accept")):
        return FileResponse(folder / SUMMARY, media_type="application/json", headers=_VARY)
    summary = await asyncio.to_thread(_read, folder / SUMMARY)
    context = {
        "before": before.manifest,
        "after": after.manifest,
        "summary": summary,
        "kinds": await _kinds(request, summary["things"]),
        "hows": HOWS,
        "address_of": _addresses(request, before, after),
    }
    return page(request, "changes.html", context)


async def changes_file(request: Request) -> Response:
    """One of the files of a comparison: the counts, the quads added, those removed."""
    name = request.path_params["file"]
    try:
        path = FILES[name]
        _, _, folder = await _compared(request)
    except QueryError as error:
        return site_of(request).problem(Problem.of(error), request)
    except (ReleaseError, KeyError):
        return site_of(request).problem(Problem("not-found"), request)
    media_type = "application/json" if path == SUMMARY else "application/gzip"
    return FileResponse(folder / path, media_type=media_type)


async def _compared(request: Request) -> tuple[Release, Release, Path]:
    """The two releases of the address, and the folder of what differs.

    Raises:
        QueryError: they are not compared in time.
        ReleaseError: there is none of a name, or it is damaged.
    """
    site = site_of(request)
    names = (request.path_params["before"], request.path_params["after"])
    before, after = [await asyncio.to_thread(site.releases.open, name) for name in names]
    return before, after, await site.comparisons.between(before, after)


def _listed(site: Site, name: str) -> dict[str, Any]:
    """A release by its manifest and what is new in it, as far as these can be read."""
    folder = site.releases.folder / name
    try:
        manifest = Manifest.read(folder)
    except ReleaseError:
        return {"name": name, "manifest": None, "news": None}
    news = _read(folder / SUMMARY) if manifest.previous and SUMMARY in manifest.files else None
    return {"name": name, "manifest": manifest, "news": news}


def _read(path: Path) -> Summary:
    """A summary; those of earlier software do not tell of things."""
    summary: Summary = json.loads(path.read_bytes())
    return {"things": {}} | summary


async def _kinds(request: Request, kinds: Iterable[str]) -> dict[str, str]:
    """What kinds of things are called; by the end of their IRIs where no engine answers."""
    nodes = [NamedNode(kind) for kind in sorted(kinds)]

    async def read(reading: Reading) -> Names:
        return Names({}, await names_of(reading, nodes), language_of(request), reading.base)

    try:
        names = await read_release(request, site_of(request), read)
    except QueryError:
        return {node.value: node.value.rpartition("#")[2] for node in nodes}
    return {node.value: names.term(node).text for node in nodes}


def _addresses(request: Request, before: Release, after: Release) -> Callable[[str, str], str | None]:
    """Where a reader finds a thing as the release has it that has it."""
    current = current_name(site_of(request))

    def address_of(iri: str, how: str) -> str | None:
        release = before if how == "removed" else after
        root = "" if release.name == current else f"/releases/{release.name}"
        address = link_to(iri, Base(release.manifest.base))
        return f"{root}{address}" if address and address.startswith("/doc/") else None

    return address_of
