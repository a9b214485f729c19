"""`/audit/report.html`: the report to open, print and hand over, and the pages of its rules."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import Response

from asm_graph.checks.report import Edition, gravest_first, write_audit
from asm_graph.checks.report.html_page import (
    PartNames,
    ReportPart,
    in_part,
    is_short,
    parts_of,
    write_page,
    write_part,
    write_summary,
)
from asm_graph.errors import InputError
from asm_graph.releases.findings import findings_of
from asm_graph.web.answers.asked_release import asked_release, root_of
from asm_graph.web.findings.filters import Filters
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.releases.findings import Findings
    from asm_graph.web.answers.asked_release import AskedRelease

_SOFTWARE = version("asm-graph")
_STYLE = re.compile(rb"<style>([^<]*)</style>")
_PART = re.compile(r"(?P<rule>[A-Za-z]{1,80})(?:-(?P<number>[2-9]|[1-9]\d{1,3}))?", re.ASCII)
_FOLDER = "report/"
"""Where the parts are, seen from the summary."""


async def audit_report(request: Request) -> Response:
    """Respond with the report of the findings that pass the filters: one page, or a summary with parts."""
    return await _report(request, Filters.of(request.query_params), None)


async def audit_report_part(request: Request) -> Response:
    """Respond with the findings of one rule, or so many of them as one can open."""
    found = _PART.fullmatch(request.path_params["part"])
    if found is None:
        raise ProblemError("not-found")
    filters = Filters.of(request.query_params).having("rule", found["rule"])
    return await _report(request, filters, int(found["number"] or 1))


async def _report(request: Request, filters: Filters, part: int | None) -> Response:
    asked = await asked_release(request)
    try:
        findings = await asyncio.to_thread(findings_of, asked.release.path)
    except InputError as error:
        raise ProblemError("release") from error
    chosen = gravest_first(findings.outlined(filters.choose(findings.known)))
    if part is not None and not 0 < part <= parts_of(len(chosen)):
        raise ProblemError("not-found")
    edition = _edition(request, asked, findings, filters)
    validators = Validators.of((_SOFTWARE, asked.release.name, edition.address), asked.since)
    headers = {
        **validators.headers,
        "Vary": "Accept-Language",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _policy(),
        "Content-Language": edition.language,
    }
    if validators.hold(request):
        return not_modified(headers)
    order = [one.node.value for one in chosen]

    def written() -> bytes:
        if part is None and not is_short(len(chosen)):
            return write_summary(chosen, edition, PartNames(_FOLDER, _query(request, filters)))
        known = {one.iri: one for one in findings.known}
        shown = order if part is None else order[in_part(part)]
        whole = gravest_first(findings.whole(known[iri] for iri in shown))
        if part is None:
            return write_page(whole, edition)
        query = _query(request, filters)
        place = ReportPart(part, len(order), f"../report.html{query}", PartNames("", query))
        return write_part(whole, edition, place)

    body = await site_of(request).clients.serve(request, lambda: asyncio.to_thread(written))
    return Response(body, headers=headers, media_type="text/html")


def _edition(request: Request, asked: AskedRelease, findings: Findings, filters: Filters) -> Edition:
    manifest, language = asked.release.manifest, language_of(request)
    part = request.path_params.get("part")
    place = f"{root_of(request)}/audit/report{f'/{part}' if part else ''}.html"
    given = (filters.without("rule") if part else filters).parameters
    return Edition(
        manifest.name,
        site_of(request).license,
        manifest.created.date().isoformat(),
        {one.iri: one.standing for one in findings.known if one.standing},
        urlencode(given, safe="/"),
        findings.denominators,
        rules=findings.rules,
        language=language,
        address=own_address(request, f"{place}?{urlencode({**given, 'lang': language})}"),
    )


def _query(request: Request, filters: Filters) -> str:
    """Return what links to other pages of the report keep: the filters but the rule, and the language."""
    kept = filters.without("rule").parameters
    if (language := request.query_params.get("lang")) in {"es", "en"}:
        kept["lang"] = str(language)
    return f"?{urlencode(kept)}" if kept else ""


@cache
def _policy() -> str:
    """Return a content policy that allows the report's own style, by its digest."""
    styles = _STYLE.findall(write_audit([], "html"))
    digests = (base64.b64encode(hashlib.sha256(style).digest()).decode() for style in styles)
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {hashes}; base-uri 'none'; frame-ancestors 'none'"
