"""`/audit`: findings by state, severity, rule, branch and program, as page and files."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from asm_graph.conversion.converter import Conversion
from asm_graph.errors import InputError, QueryError
from asm_graph.releases.findings import findings_of
from asm_graph.web.answers.asked_release import asked_release
from asm_graph.web.answers.page_queries import page_query, read_release
from asm_graph.web.answers.release_file import HTML, OFFERS, ReleaseFile, send_release_file
from asm_graph.web.findings.filters import Filters
from asm_graph.web.findings.page import AuditPage
from asm_graph.web.findings.table import scope_table
from asm_graph.web.http.negotiation import choose, language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of
from asm_graph.web.tables.view import TableView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.releases.findings import Findings
    from asm_graph.results import Format
    from asm_graph.web.answers.asked_release import AskedRelease


async def audit_page(request: Request) -> Response:
    """Respond with the findings that pass the filters, by `Accept`, extension or `format`."""
    extension, names = request.path_params.get("extension"), [offer.name for offer in OFFERS]
    if extension not in {None, *names}:
        raise ProblemError("not-found")
    wanted = extension or request.query_params.get("format")
    offer = choose(OFFERS, request.headers.getlist("accept"), wanted)
    if offer is None:
        raise ProblemError("not-acceptable", {"offers": ", ".join(names)})
    return await _answer(request, offer)


async def _answer(request: Request, offer: Format) -> Response:
    asked = await asked_release(request)
    try:
        findings = await asyncio.to_thread(findings_of, asked.release.path)
    except InputError as error:
        raise ProblemError("release") from error
    filters = Filters.of(request.query_params)
    if offer is not HTML:
        return await _file(request, asked, findings, filters, offer)
    shown = AuditPage(
        asked.release, findings, filters, TableView.of(request), language_of(request), f"{asked.root}/audit"
    )
    clients = site_of(request).clients
    context = await clients.serve(request, lambda: asyncio.to_thread(shown.context))
    titles = await _titles(request, [row.document for row in context["scope"] if row.document])
    scope = scope_table(
        context["scope"], titles, shown.scope_address, TableView.of(request, "scope"), shown.language
    )
    return page(request, "audit.html", {**context, "scope": scope})


async def _titles(request: Request, documents: Sequence[NamedNode]) -> Mapping[NamedNode, str]:
    """Return the titles of the documents in the table of a rule; without them, the page shows their slugs."""
    if not documents:
        return {}
    query = page_query("findings/document-titles", document=documents)
    try:
        answer = await read_release(request, site_of(request), lambda reading: reading.rows(query))
    except QueryError:
        return {}
    return {
        document: title.value
        for document, title in answer.rows
        if isinstance(document, NamedNode) and isinstance(title, Literal)
    }


async def _file(
    request: Request, asked: AskedRelease, findings: Findings, filters: Filters, offer: Format
) -> Response:
    file = ReleaseFile(
        asked,
        f"audit?{urlencode(filters.parameters)}",
        offer,
        f'inline; filename="audit-{asked.release.name}.{offer.name}"',
        "Accept",
    )
    return await send_release_file(
        request, file, lambda: _conversion(request, asked, findings, filters, offer)
    )


def _conversion(
    request: Request, asked: AskedRelease, findings: Findings, filters: Filters, offer: Format
) -> Conversion:
    manifest = asked.release.manifest
    edition = {
        "release": manifest.name,
        "license": site_of(request).license,
        "date": manifest.created.date().isoformat(),
        "filters": urlencode(filters.parameters, safe="/"),
    }
    told = {
        "folder": str(asked.release.path),
        "findings": [one.iri for one in filters.choose(findings.known)],
        "format": offer.name,
        "edition": edition,
    }
    return Conversion("audit", told)
