"""Content negotiation: formats by name or by `Accept`, languages by `?lang=` or by `Accept-Language`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.results import FORMATS, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.requests import Request

    from asm_graph.query.guard import Form
    from asm_graph.rdf.vocabulary import Language


_QUOTED = r'"(?:[^"\\]|\\.?)*+"?+'
"""A quotation that nothing closes takes the rest with it: so no character is looked at twice."""
_ELEMENT = re.compile(rf'(?:[^,"]|{_QUOTED})++', re.DOTALL)
_PARAMETER = re.compile(rf'(?:[^;"]|{_QUOTED})++', re.DOTALL)
MOST_RANGES: Final = 100
"""Of a header are read, and so many parameters of each; the longest of real clients have some thirty."""
_KEPT, _MOST_CHARACTERS = 500, 500
"""What clients ask for is much the same: so many are kept, but none that is longer than browsers send."""
_QUALITY = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


def _also(name: str, media_type: str) -> Format:
    """Offer a format under another media type."""
    return Format(name, media_type, FORMATS[name].asks)


SHEET = FORMATS["xlsx"]
HTML = Format("html", "text/html", "text/html")

RESULTS = (
    *(FORMATS[name] for name in ("json", "xml", "csv", "tsv")),
    SHEET,
    _also("json", "application/json"),
    _also("xml", "application/xml"),
    _also("xml", "text/xml"),
)
"""What SELECT and ASK are answered in; the first is the default, the last ones for clients of old habits."""

GRAPHS = (
    *(FORMATS[name] for name in ("ttl", "nt", "rdf", "jsonld", "nq", "trig")),
    _also("jsonld", "application/json"),
    _also("rdf", "application/xml"),
    _also("nt", "text/plain"),
    _also("ttl", "text/n3"),
    _also("ttl", "application/x-turtle"),
    _also("rdf", "text/xml"),
)
"""What CONSTRUCT and DESCRIBE are answered in; the first is the default. All Turtle is N3."""

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "json": ("srj", "sparql-json", "sparql-results+json", "application/x-sparql-results+json"),
    "xml": ("srx", "sparql-xml", "sparql-results+xml", "application/x-sparql-results+xml"),
    "csv": ("application/csv", "text/comma-separated-values"),
    "tsv": ("tab", "text/tsv", "application/tsv"),
    "xlsx": ("xls", "excel", "application/vnd.ms-excel"),
    "ttl": (
        *("turtle", "n3", "x-turtle", "application/turtle", "text/x-turtle"),
        *("application/n3", "text/rdf+n3", "application/rdf+n3", "rdf+n3", "text/rdf+turtle"),
    ),
    "nt": ("ntriples", "n-triples", "ntriple", "text", "text/ntriples", "text/n-triples", "text/rdf+nt"),
    "rdf": ("xml", "rdf+xml", "rdf-xml", "rdfxml", "rdf/xml", "xml+rdf", "text/rdf+xml", "application/rdf"),
    "jsonld": ("json", "json-ld", "ld+json", "json+ld", "application/x-json+ld", "application/json+ld"),
    "nq": ("nquads", "n-quads", "text/x-nquads", "text/n-quads", "text/nquads"),
    "trig": ("application/x-trig",),
    "html": (),
}
"""How else a format is called by endpoints (Virtuoso, Fuseki, RDF4J, Stardog, 4store) and their clients."""

_DATA = {offer.media_type for offer in (*RESULTS, *GRAPHS)} | {"application/problem+json"}


def offers_for(form: Form) -> tuple[Format, ...]:
    """Return the formats for a form of query."""
    return RESULTS if form in {"SELECT", "ASK"} else GRAPHS


def choose(offers: Sequence[Format], accept: Iterable[str], wanted: str | None = None) -> Format | None:
    """Return the best offer, the earlier of equals; None where nothing is acceptable.

    `accept` holds the values of all `Accept` lines; `wanted`, a name or media type, goes over them.
    """
    if wanted:
        return next((offer for offer in offers if wanted.lower() in {offer.name, offer.media_type}), None)
    best = preferred([offer.media_type for offer in offers], accept)
    return next((offer for offer in offers if offer.media_type == best), None)


def named(offers: Sequence[Format], names: Iterable[str]) -> Format | None:
    """Return the first known offer by name; a name may be a list, as in `Accept`. None if none is known."""
    known = _names_of(tuple(offers))
    listed = (element for name in names for element in name.split(","))
    found = (known.get(element.partition(";")[0].strip().lower()) for element in listed)
    return next((offer for offer in found if offer is not None), None)


@lru_cache(_KEPT)
def _names_of(offers: tuple[Format, ...]) -> Mapping[str, Format]:
    """All names of offers; what one is called itself goes over what others are called elsewhere."""
    aliases = {alias: offer for offer in reversed(offers) for alias in _ALIASES[offer.name]}
    media_types = {offer.media_type: offer for offer in reversed(offers)}
    return {**aliases, **media_types, **{offer.name: offer for offer in reversed(offers)}}


def preferred(names: Sequence[str], accept: Iterable[str]) -> str | None:
    """Return the most preferred media type or language, the earlier of equals; None if none is acceptable."""
    lines = tuple(accept)
    find = _preferred if _is_short(lines) else _preferred.__wrapped__
    return find(tuple(names), lines)


def wants_page(formats: Iterable[str], accept: Iterable[str]) -> bool:
    """Whether who queries wants a page: by its name among the formats asked for, or as browsers say it."""
    wanted = named((HTML, *RESULTS, *GRAPHS), formats)
    return wanted is HTML or (wanted is None and prefers_html(accept))


def prefers_html(accept: Iterable[str]) -> bool:
    """Whether a page is wanted by its name, more than Turtle, and no data more: as browsers say it."""
    lines = tuple(accept)
    find = _prefers_html if _is_short(lines) else _prefers_html.__wrapped__
    return find(lines)


def _is_short(lines: Iterable[str]) -> bool:
    return sum(map(len, lines)) <= _MOST_CHARACTERS


@lru_cache(_KEPT)
def _preferred(names: tuple[str, ...], accept: tuple[str, ...]) -> str | None:
    ranges = _ranges(accept)
    if not ranges:
        return names[0]
    best = max(names, key=lambda name: _quality(name, ranges))
    return best if _quality(best, ranges) > 0 else None


@lru_cache(_KEPT)
def _prefers_html(accept: tuple[str, ...]) -> bool:
    ranges = _ranges(accept)
    html = ranges.get(HTML.media_type, 0.0)
    return html > _quality("text/turtle", ranges) and html >= max(_quality(name, ranges) for name in _DATA)


def _ranges(accept: Iterable[str]) -> dict[str, float]:
    elements = (element[0] for line in accept for element in _ELEMENT.finditer(line))
    return dict(map(_range, islice(filter(str.strip, elements), MOST_RANGES)))


def _range(element: str) -> tuple[str, float]:
    found = (part[0].strip() for part in islice(_PARAMETER.finditer(element), MOST_RANGES))
    media_range = next(found, "")
    qualities = [float(match[1]) for part in found if (match := _QUALITY.fullmatch(part))]
    return media_range.lower(), qualities[0] if qualities else 1.0


def _quality(name: str, ranges: dict[str, float]) -> float:
    """Return the quality by the most specific matching range; a bare `*` is for languages."""
    family = name.partition("/")[0] + "/*"
    return next((ranges[key] for key in (name, family, "*/*", "*") if key in ranges), 0.0)


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
