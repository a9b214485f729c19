"""Pages and error pages: templates with words in both languages, under a policy without foreign hosts."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.releases.manifest import time_of
from asm_graph.results.spoken import spoken_date
from asm_graph.web.http.addresses import asked_address, below_root, own_address, within
from asm_graph.web.http.negotiation import language_of, prefers_html
from asm_graph.web.http.problems import problem_headers, problem_response
from asm_graph.web.rendering.values import (
    capitalized,
    counted,
    format_name,
    plural,
    size_shown,
    uncapitalized,
)
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.http.problems import Problem
    from asm_graph.web.services.site import Site


_WEB = Path(__file__).parents[1]
STATIC = _WEB / "static"
_TEMPLATES = Environment(
    loader=FileSystemLoader(sorted(_WEB.rglob("templates"))),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {
    each.__name__: each
    for each in (spoken_date, format_name, size_shown, counted, plural, capitalized, uncapitalized)
}
SECTIONS = {
    "/explore": "explore",
    "/browse": "browse",
    "/alignment": "alignment",
    "/scoreboard": "scoreboard",
    "/queries": "questions",
    "/audit": "audit",
    "/releases": "releases",
}
"""What every page leads to, by the words for it."""

MACHINE_SECTIONS = {"/sparql": "endpoint", "/ontology": "ontology"}
"""What few people look for: the foot of every page leads to it, as data for machines."""

_OWN = re.compile(r'(?<!rel="latest-version") (?P<name>href|action|src)="(?P<address>/[^"]*)')
_DRAWN_TITLE = re.compile(r"(?P<drawn><(?:a|circle|g|path|rect)\b[^<>]*)><title>(?P<title>[^<]*)</title>")
_PLACE = re.compile(r' (?:href|action|src)="(?=/(?!/))')
_LINK = re.compile(r'(?P<start><a [^<>]*href=")(?P<address>/[^"#]*)')
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_OK = 200
_SCRIPTS = "; script-src 'self'; connect-src 'self'"


def page(
    request: Request, template: str, context: Mapping[str, Any], status: int = 200, *, scripted: bool = False
) -> HTMLResponse:
    """Render a page in the reader's language; `scripted` allows our own script files."""
    language = language_of(request)
    # What was asked for in vain is not repeated: anyone may have written it.
    shown_at = asked_address(request) if status == _OK else ""
    html = _DRAWN_TITLE.sub(_label, render(request, template, {"shown_at": shown_at, **context}))
    if (older := _older(request)) is not None:
        html = _OWN.sub(lambda own: f' {own["name"]}="{within(f"/releases/{older}", own["address"])}', html)
    if "lang" in request.query_params:
        html = _keep_language(html, language)
    if root := below_root(request, ""):
        html = _PLACE.sub(lambda place: f"{place[0]}{root}", html)
    return HTMLResponse(html, status, page_headers(language, scripted=scripted))


def _label(titled: re.Match[str]) -> str:
    """Label a part of a drawing by its title: a page has one `<title>`, which simple readers look for.

    A drawing by itself keeps its titles, which people see by pointing.
    """
    return f'{titled["drawn"]} role="img" aria-label="{titled["title"]}">'


def render(request: Request, template: str, context: Mapping[str, Any]) -> str:
    """Render a template in the reader's language, with the context of the page frame."""
    return _TEMPLATES.get_template(template).render(**_frame(request, language_of(request)), **context)


def _frame(request: Request, language: Language) -> dict[str, Any]:
    """Return the context of every page: section, language, release."""
    site = cast("Site", request.app.state.site)
    other = request.url.include_query_params(lang="en" if language == "es" else "es")
    return {
        "language": language,
        "words": words_in(language),
        "other_language": f"?{other.query}",
        "sections_of_site": SECTIONS,
        "machine_sections": MACHINE_SECTIONS,
        "section": f"/{request.url.path.split('/')[1].partition('.')[0]}",
        "edition": site.engine.release.manifest if site.engine.release else None,
        "licence": site.license,
        "archived": _archived(request),
        "shown_release": _shown_release(request),
        "oembed": _oembed(request),
        "draft": _draft(site),
    }


def _oembed(request: Request) -> Mapping[str, str]:
    """Where a site that wants to show the page asks how, by the media type of the answer."""
    page_address = (
        f"{own_address(request, request.url.path)}{'?' if request.url.query else ''}{request.url.query}"
    )
    return {
        f"{media_type}+oembed": own_address(
            request, f"/oembed?{urlencode({'url': page_address, 'format': form})}"
        )
        for form, media_type in (("json", "application/json"), ("xml", "text/xml"))
    }


def _draft(site: Site) -> str | None:
    """Return where a draft is compared with the release before it, if any; None where no draft is shown."""
    release = site.engine.release
    if not site.settings.draft or release is None:
        return None
    before = release.manifest.previous
    return f"/releases/{before}/changes/{release.name}" if before else ""


def _archived(request: Request) -> tuple[dt.datetime, str] | None:
    """When the older release that a page shows was written, and where the same stands for the current one."""
    name = _older(request)
    if name is None:
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    return time_of(name), f"{request.url.path.removeprefix(f'/releases/{name}')}{query}"


def _shown_release(request: Request) -> tuple[str, dt.datetime] | None:
    """Return the name of the release that a page shows, and when it was written."""
    current = cast("Site", request.app.state.site).engine.release
    name = _older(request) or (current.name if current else None)
    return (name, time_of(name)) if name else None


def _older(request: Request) -> str | None:
    """Return the older release that the address names, if it exists."""
    name = request.path_params.get("release")
    site = cast("Site", request.app.state.site)
    return name if name is not None and name in site.releases.list() else None


def _keep_language(html: str, language: Language) -> str:
    """Links of the site go on in the language that the address asks for; nothing else remembers it."""

    def kept(link: re.Match[str]) -> str:
        address = link["address"]
        if "lang=" in address:
            return link[0]
        return f"{link['start']}{address}{'&amp;' if '?' in address else '?'}lang={language}"

    return _LINK.sub(kept, html)


def in_script(said: Mapping[str, Any]) -> str:
    """JSON as it may stand in a `script` element: no character of it can end the element."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def page_headers(language: Language, *, scripted: bool = False) -> dict[str, str]:
    """Return the headers of a page: content policy, language, and what it varies by."""
    return {
        "Content-Security-Policy": _POLICY + (_SCRIPTS if scripted else ""),
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def words_in(language: Language) -> Mapping[str, str]:
    """Return the words of the pages in a language, by key."""
    return _words()[language]


@cache
def _words() -> dict[str, dict[str, str]]:
    """Load the words of the pages, one file per feature."""
    files = sorted(_WEB.rglob("words.toml"))
    table = {key: text for file in files for key, text in tomllib.loads(file.read_text("utf-8")).items()}
    return {language: {key: text[language] for key, text in table.items()} for language in LANGUAGES}


def respond_with(problem: Problem, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """Respond with a problem in the reader's language; it is counted."""
    site, language = site_of(request), language_of(request)
    request.app.state.traffic.problems[problem.code] += 1
    if not prefers_html(request.headers.getlist("accept")):
        return problem_response(problem, site.settings, language, headers)
    document = site.wording(problem, language)
    response = page(request, "problem.html", {"problem": document}, document["status"])
    response.headers.update(problem_headers(document, language, headers))
    return response
