"""The language of a response: Spanish by default, English on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.web.http.negotiation import MOST_RANGES, preferred

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language


def language_of(request: Request) -> Language:
    """Return the language by `?lang=`, else by `Accept-Language`; Spanish unless one asks for English."""
    asked = request.query_params.get("lang")
    if asked not in LANGUAGES:
        primary = [_without_regions(line) for line in request.headers.getlist("accept-language")]
        asked = preferred(LANGUAGES, primary)
    return "en" if asked == "en" else "es"


def _without_regions(line: str) -> str:
    """`es-MX;q=0.9` asks for Spanish as `es;q=0.9` does; the first of two such stays."""
    parts: dict[str, str] = {}
    for element in line.split(",", MOST_RANGES)[:MOST_RANGES]:
        tag, _, quality = element.partition(";")
        parts.setdefault(tag.strip().partition("-")[0].lower(), quality)
    return ",".join(f"{tag};{quality}" for tag, quality in parts.items() if tag)
