"""Spanish first, English for those who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from asm_graph.web.negotiation import Offer, choose

if TYPE_CHECKING:
    from starlette.requests import Request

Language = Literal["es", "en"]

_OFFERS = tuple(Offer(name, name, name) for name in ("es", "en"))


def language_of(request: Request) -> Language:
    """The language by `?lang=`, else by `Accept-Language`; Spanish where neither asks for English."""
    asked = request.query_params.get("lang")
    if asked in {"es", "en"}:
        return "en" if asked == "en" else "es"
    primary = [_without_regions(line) for line in request.headers.getlist("accept-language")]
    best = choose(_OFFERS, primary)
    return "en" if best is not None and best.name == "en" else "es"


def _without_regions(line: str) -> str:
    """`es-MX;q=0.9` asks for Spanish as `es;q=0.9` does; the first of two such stays."""
    parts: dict[str, str] = {}
    for element in line.split(","):
        tag, _, quality = element.partition(";")
        parts.setdefault(tag.strip().partition("-")[0].lower().replace("*", "*/*"), quality)
    return ",".join(f"{tag};{quality}" for tag, quality in parts.items() if tag)
