"""Which of the formats on offer a client wants: by `?format=`, else by `Accept` (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.engine.guard import Form

_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_ELEMENT = re.compile(rf'(?:[^,"]|{_QUOTED})++')
_PARAMETER = re.compile(rf'(?:[^;"]|{_QUOTED})++')
_QUALITY = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A format by its name in `?format=` and its media type; `asks` is what the engine calls it."""

    name: str
    media_type: str
    asks: str

    @property
    def content_type(self) -> str:
        """The value of `Content-Type`: texts say that they are UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def _offer(name: str, media_type: str, asks: str | None = None) -> Offer:
    return Offer(name, media_type, asks or media_type)


RESULTS = (
    _offer("json", "application/sparql-results+json"),
    _offer("xml", "application/sparql-results+xml"),
    _offer("csv", "text/csv"),
    _offer("tsv", "text/tab-separated-values"),
    _offer("json", "application/json", "application/sparql-results+json"),
    _offer("xml", "application/xml", "application/sparql-results+xml"),
)
"""What SELECT and ASK are answered in; the first is the default, the last two for clients of old habits."""

GRAPHS = (
    _offer("ttl", "text/turtle"),
    _offer("nt", "application/n-triples"),
    _offer("rdf", "application/rdf+xml"),
    _offer("jsonld", "application/ld+json"),
    _offer("jsonld", "application/json", "application/ld+json"),
    _offer("rdf", "application/xml", "application/rdf+xml"),
    _offer("nt", "text/plain", "application/n-triples"),
)
"""What CONSTRUCT and DESCRIBE are answered in; the first is the default."""


def offers_for(form: Form) -> tuple[Offer, ...]:
    """The formats of a form of query."""
    return RESULTS if form in {"SELECT", "ASK"} else GRAPHS


def choose(offers: Sequence[Offer], accept: Iterable[str], wanted: str | None = None) -> Offer | None:
    """The offer that fits best, the earlier of two equals; None where nothing fits.

    `accept` holds the values of all `Accept` lines; `wanted`, a name or media type, goes over them.
    """
    if wanted is not None:
        return next((offer for offer in offers if wanted in {offer.name, offer.media_type}), None)
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    best = max(offers, key=lambda offer: _quality(offer.media_type, ranges))
    return best if _quality(best.media_type, ranges) > 0 else None


def prefers_html(accept: Iterable[str]) -> bool:
    """Whether a page is wanted more than Turtle: browsers say so, machines do not."""
    ranges = _ranges(accept)
    return _quality("text/html", ranges) > _quality("text/turtle", ranges)


def _ranges(accept: Iterable[str]) -> dict[str, float]:
    elements = [element for line in accept for element in _ELEMENT.findall(line) if element.strip()]
    return dict(map(_range, elements))


def _range(element: str) -> tuple[str, float]:
    media_range, *parameters = (part.strip() for part in _PARAMETER.findall(element) or [""])
    qualities = [float(match[1]) for part in parameters if (match := _QUALITY.fullmatch(part))]
    return media_range.lower(), qualities[0] if qualities else 1.0


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """The quality by the most specific range that covers a media type."""
    family = media_type.partition("/")[0] + "/*"
    return next((ranges[key] for key in (media_type, family, "*/*") if key in ranges), 0.0)
