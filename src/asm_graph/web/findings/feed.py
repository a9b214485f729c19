"""`/audit.atom`: the history of findings across releases, as a feed (RFC 4287) in pages (RFC 5005)."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import Response

from asm_graph.engine.workers.output import readable
from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases.findings import findings_of
from asm_graph.releases.manifest import time_of
from asm_graph.web.findings.filters import Filters
from asm_graph.web.http.addresses import own_address, page_number
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import link_to
from asm_graph.web.rendering.pages import render
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode
    from starlette.requests import Request

    from asm_graph.releases import Release
    from asm_graph.releases.findings import Findings

_PAGE = 100
_SOFTWARE = version("asm-graph")


async def audit_feed(request: Request) -> Response:
    """Respond with the events of the findings that pass the filters, latest first."""
    site = site_of(request)
    try:
        serving = await site.engine.serving()
        findings = await asyncio.to_thread(findings_of, serving.release.path)
    except InputError as error:
        raise ProblemError("release") from error
    language = language_of(request)
    validators = Validators.of(
        (_SOFTWARE, serving.release.name, own_address(request, "/"), request.url.query, language),
        serving.since,
    )
    headers = {**validators.headers, "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}
    if validators.hold(request):
        return not_modified(headers)
    body = await site.clients.serve(
        request, lambda: asyncio.to_thread(_written, request, serving.release, findings)
    )
    return Response(body, headers=headers, media_type="application/atom+xml")


def _written(request: Request, release: Release, findings: Findings) -> bytes:
    return readable(render(request, "audit.atom", _context(request, release, findings)).encode())


def _context(request: Request, release: Release, findings: Findings) -> dict[str, Any]:
    base, number = Base(release.manifest.base), page_number(request)
    filters = Filters.of(request.query_params)
    known = {one.iri: one for one in findings.known if filters.fits(one)}
    events = [event for event in findings.events if event.finding in known]
    part = events[_PAGE * (number - 1) : _PAGE * number]
    wholes = findings.whole(known[event.finding] for event in part)
    kept = {**filters.parameters, "lang": language_of(request)}

    def address(path: str, **more: int) -> str:
        return own_address(request, f"{path}?{urlencode({**kept, **more})}")

    def address_of(node: NamedNode) -> str:
        return own_address(request, link_to(node.value, base) or "/audit")

    links = {"self": address("/audit.atom", page=number), "alternate": address("/audit")}
    if number > 1:
        links["previous"] = address("/audit.atom", page=number - 1)
    if _PAGE * number < len(events):
        links["next"] = address("/audit.atom", page=number + 1)
    latest = events[0].time if events else time_of(release.name)
    return {
        "id": f"{base.iri}audit?{urlencode(filters.parameters)}".rstrip("?"),
        "updated": latest.isoformat(),
        "links": links,
        "entries": list(zip(part, wholes, strict=True)),
        "address_of": address_of,
    }
