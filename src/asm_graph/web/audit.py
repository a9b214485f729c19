"""`/audit`: the findings of the current release by rule, severity and program, as a page and as files."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import Response

from asm_graph.checks.report import Edition, read_json, write_audit
from asm_graph.checks.report.quotes import shortened
from asm_graph.checks.report.summary import SEVERITIES, gravest_first
from asm_graph.errors import InputError, QueryError
from asm_graph.graph.vocabulary import Base
from asm_graph.results import Format
from asm_graph.results.formats import FORMATS
from asm_graph.spanish.forms import fold
from asm_graph.web.language import language_of
from asm_graph.web.negotiation import choose
from asm_graph.web.pages import page
from asm_graph.web.problems import Problem
from asm_graph.web.site import site_of
from asm_graph.web.things.naming import cut
from asm_graph.web.things.places import link_to
from asm_graph.web.validators import Validators

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.checks.audit import Finding
    from asm_graph.engine.current import Serving

OFFERS = (
    Format("json", "application/json", ""),
    Format("html", "text/html", ""),
    Format("csv", "text/csv", ""),
    FORMATS["xlsx"],
)
_PAGE = 50
_LAST_PAGE = 10_000
_REPORT = "audit.json"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which findings are asked for; an empty text asks for all. A program is its IRI, path or key."""

    rule: str
    severity: str
    program: str

    @classmethod
    def of(cls, request: Request) -> Filters:
        """The filters that the address has."""
        given = (request.query_params.get(name, "").strip() for name in ("rule", "severity", "program"))
        return cls(*given)

    @property
    def parameters(self) -> dict[str, str]:
        """The filters as an address has them."""
        every = {"rule": self.rule, "severity": self.severity, "program": self.program}
        return {name: value for name, value in every.items() if value}

    def choose(self, findings: Sequence[Finding], base: Base) -> list[Finding]:
        """The findings that pass, in their order."""
        return [
            finding
            for finding in findings
            if self.severity in {"", finding.severity}
            and self.rule in {"", finding.rule.value, _local(finding.rule.value)}
            and (not self.program or any(self._is(base.local(one)) for one in finding.programs))
        ]

    def _is(self, path: str) -> bool:
        """Whether the path of a program is the one asked for."""
        wanted = self.program.rpartition("/id/")[2].removeprefix("program/")
        path = path.removeprefix("program/")
        return path.replace("-", "").lower() == wanted.replace("-", "").lower()


async def audit_page(request: Request) -> Response:
    """The findings that pass the filters, by `Accept`, by extension or by `format`."""
    site, extension = site_of(request), request.path_params.get("extension")
    names = [offer.name for offer in OFFERS]
    if extension not in {None, *names}:
        return site.problem(Problem("not-found"), request)
    wanted = extension or request.query_params.get("format")
    offer = choose(OFFERS, request.headers.getlist("accept"), wanted)
    if offer is None:
        return site.problem(Problem("not-acceptable", facts={"offers": ", ".join(names)}), request)
    try:
        serving = await site.engine.serving()
        findings = await asyncio.to_thread(_findings, serving.release.reports / _REPORT)
    except QueryError as error:
        return site.problem(Problem.of(error), request)
    except (InputError, OSError):
        return site.problem(Problem("not-found"), request)
    if offer.name == "html":
        return _page(request, serving, findings)
    return await _file(request, serving, findings, offer)


@lru_cache(maxsize=2)
def _findings(report: Path) -> tuple[Finding, ...]:
    """The findings of a release, gravest first; a report of 15 MB is read in a third of a second."""
    return tuple(gravest_first(read_json(report.read_bytes())))


async def _file(request: Request, serving: Serving, findings: Sequence[Finding], offer: Format) -> Response:
    filters = Filters.of(request)
    validators = Validators.of((serving.release.name, *filters.parameters.items(), offer.name), serving.since)
    headers = {"Vary": "Accept", **validators.headers}
    if validators.hold(request):
        return Response(status_code=304, headers=headers)
    manifest = serving.release.manifest
    edition = Edition(manifest.name, site_of(request).licence, manifest.created.date().isoformat())
    chosen = filters.choose(findings, Base(manifest.base))
    body = await asyncio.to_thread(write_audit, chosen, offer.name, edition)
    headers |= {
        "Content-Type": offer.content_type,
        "Content-Disposition": f'inline; filename="audit.{offer.name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body, headers=headers)


def _page(request: Request, serving: Serving, findings: Sequence[Finding]) -> Response:
    base, language, filters = Base(serving.release.manifest.base), language_of(request), Filters.of(request)
    chosen = filters.choose(findings, base)
    number = _page_number(request)
    titles = {_local(one.rule.value): one.title.get(language, "") for one in reversed(findings)}
    counts = Counter(_local(one.rule.value) for one in findings)
    place = 0 if language == "es" else 1
    context = {
        "filters": filters,
        "rules": {
            rule: (titles[rule], counts[rule]) for rule in sorted(titles, key=lambda rule: fold(titles[rule]))
        },
        "severities": {name: words[place] for name, words in SEVERITIES.items()},
        "by_severity": Counter(one.severity for one in chosen),
        "total": len(chosen),
        "findings": chosen[_PAGE * (number - 1) : _PAGE * number],
        "first": _PAGE * (number - 1) + 1,
        "previous": _address(request, filters, number - 1) if number > 1 else None,
        "following": _address(request, filters, number + 1) if number * _PAGE < len(chosen) else None,
        "downloads": {
            name: f"/audit.{name}?{urlencode(filters.parameters)}" for name in ("csv", "xlsx", "json")
        },
        "address_of": lambda node: link_to(node.value, base) or node.value,
        "cut": cut,
        "shortened": shortened,
    }
    return page(request, "audit.html", context)


def _page_number(request: Request) -> int:
    given = request.query_params.get("page", "1")
    return min(max(int(given), 1), _LAST_PAGE) if given.isdecimal() and len(given) < len("100000") else 1


def _address(request: Request, filters: Filters, number: int) -> str:
    language = {"lang": request.query_params["lang"]} if "lang" in request.query_params else {}
    return f"/audit?{urlencode({**filters.parameters, **language, 'page': number})}"


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
