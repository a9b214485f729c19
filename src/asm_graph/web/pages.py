"""Pages: templates with words in both languages, under a policy that admits no script and no other host."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from asm_graph.graph.vocabulary import LANGUAGES
from asm_graph.web.language import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from asm_graph.web.language import Language

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_LINK = re.compile(r'(?P<start><a [^>]*href=")(?P<address>/[^"#]*)')
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)


def page(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """A page in the language of the one who asked."""
    language = language_of(request)
    words = _words()[language]
    other = request.url.include_query_params(lang="en" if language == "es" else "es")
    html = _TEMPLATES.get_template(template).render(
        **context, language=language, words=words, other_language=f"?{other.query}"
    )
    if "lang" in request.query_params:
        html = _keep_language(html, language)
    return HTMLResponse(html, status, _headers(language))


def _keep_language(html: str, language: Language) -> str:
    """Links of the site go on in the language that the address asks for; nothing else remembers it."""

    def kept(link: re.Match[str]) -> str:
        address = link["address"]
        if "lang=" in address:
            return link[0]
        return f"{link['start']}{address}{'&amp;' if '?' in address else '?'}lang={language}"

    return _LINK.sub(kept, html)


def _headers(language: Language) -> dict[str, str]:
    return {
        "Content-Security-Policy": _POLICY,
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


@cache
def _words() -> dict[str, dict[str, str]]:
    table = tomllib.loads((_HERE / "templates" / "words.toml").read_text(encoding="utf-8"))
    return {language: {key: text[language] for key, text in table.items()} for language in LANGUAGES}
