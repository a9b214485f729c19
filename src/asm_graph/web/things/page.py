"""The page of a thing: its statements by property, each with the excerpts that prove it, and who names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from asm_graph.checks.report.quotes import shortened
from asm_graph.graph.vocabulary import ASM, PROV, RDF, RDFS, SKOS, XSD
from asm_graph.spanish.forms import fold
from asm_graph.web.language import language_of
from asm_graph.web.pages import page
from asm_graph.web.things.description import documents_of, names_of
from asm_graph.web.things.evidence import Evidence, evidence_of
from asm_graph.web.things.formats import ALTERNATES
from asm_graph.web.things.naming import Link, Name, Names, cut
from asm_graph.web.things.questions import tables_of
from asm_graph.web.things.series import HEIGHT, WIDTH, series_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.web.asking import Reading
    from asm_graph.web.things.description import Description, Fact, Links
    from asm_graph.web.things.evidence import Excerpt
    from asm_graph.web.things.places import Place

_FIRST = (SKOS("prefLabel"), RDFS("label"), ASM("text"), ASM("narrative"), SKOS("altLabel"), SKOS("notation"))
_LAST = (RDF("type"), PROV("wasDerivedFrom"))
_STRING = XSD("string")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as a reader sees it and as RDFa states it, with what proves it."""

    link: Link | None
    text: str
    language: str | None
    datatype: str | None
    proofs: tuple[Excerpt, ...]
    in_row: bool


@dataclass(frozen=True, slots=True)
class Section:
    """All that is stated by one property."""

    property: str
    name: Name
    address: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """Those who name the thing by one property; `total` of them, of which some are linked."""

    property: str
    name: Name
    total: int
    links: tuple[Link, ...]


async def thing_page(request: Request, reading: Reading, description: Description, place: Place) -> Response:
    """The page of a thing that the release describes.

    Raises:
        QueryError: the engine does not answer.
    """
    evidence = await evidence_of(reading, description)
    names = await _names(reading, description, evidence, request)
    title = names.link(description.thing).name
    indicator = ASM("Indicator") in description.classes
    context = {
        "iri": description.thing.value,
        "title": Name(cut(title.text), title.language),
        "kinds": [names.link(kind) for kind in description.classes],
        "sections": _sections(description, evidence, names, reading),
        "incoming": [_incoming(each, names) for each in description.links],
        "rows": evidence.rows,
        "documents": {document: names.link(document) for document in evidence.documents},
        "tables": await tables_of(reading, description.thing, description.classes, names),
        "series": await series_of(reading, description.thing, names) if indicator else None,
        "findings": _findings(description, reading),
        "width": WIDTH,
        "height": HEIGHT,
        "formats": {name: (place.address(name), media_type) for name, media_type in ALTERNATES.items()},
        "cut": cut,
        "shortened": shortened,
    }
    return page(request, "thing.html", context)


def _findings(description: Description, reading: Reading) -> str | None:
    """Where the audit shows the findings about a program."""
    if ASM("Program") not in description.classes:
        return None
    path = reading.base.local(description.thing).removeprefix("program/")
    return f"/audit?{urlencode({'program': path})}"


async def _names(reading: Reading, description: Description, evidence: Evidence, request: Request) -> Names:
    """Names of all that the page shows: what the description has not are terms and documents."""
    terms = {fact.property for fact in description.facts} | {each.property for each in description.links}
    classes = {kind for naming in description.naming.values() for kind in naming.classes}
    more = sorted({*terms, *classes, *evidence.documents} - set(description.naming), key=str)
    return Names(description.naming, await names_of(reading, more), language_of(request), reading.base)


def _sections(
    description: Description, evidence: Evidence, names: Names, reading: Reading
) -> tuple[Section, ...]:
    by_property: dict[NamedNode, list[Fact]] = {}
    for fact in description.facts:
        by_property.setdefault(fact.property, []).append(fact)
    sections = [
        Section(
            prop.value,
            names.term(prop),
            _explained(names.link(prop).address),
            _statements(facts, evidence, names, reading),
        )
        for prop, facts in by_property.items()
    ]
    return tuple(sorted(sections, key=_order))


def _explained(address: str | None) -> str | None:
    """Our own terms have a place here; those of standards are known by their name."""
    return address if address and address.startswith("/") else None


def _statements(
    facts: Sequence[Fact], evidence: Evidence, names: Names, reading: Reading
) -> tuple[Statement, ...]:
    told_by_rows = {row.document for row in evidence.rows}
    shown = [
        _statement(fact, evidence, names, in_row=bool(told_by_rows.intersection(documents_of(fact, reading))))
        for fact in facts
    ]
    return tuple(sorted(shown, key=lambda one: (one.language != names.language, fold(one.text))))


def _statement(fact: Fact, evidence: Evidence, names: Names, *, in_row: bool) -> Statement:
    proofs = evidence.of(fact)
    in_row = in_row and not proofs and fact.property not in _LAST
    value = fact.value
    if isinstance(value, Literal):
        datatype = None if value.language else value.datatype.value
        return Statement(None, value.value, value.language, datatype, proofs, in_row)
    if isinstance(value, NamedNode):
        link = names.link(value)
        return Statement(link, link.name.text, link.name.language, None, proofs, in_row)
    return Statement(None, str(value), None, _STRING.value, proofs, in_row)


def _incoming(links: Links, names: Names) -> Incoming:
    shown = sorted((names.link(source) for source in links.sources), key=lambda link: fold(link.name.text))
    return Incoming(links.property.value, names.term(links.property), links.total, tuple(shown))


def _order(section: Section) -> tuple[int, str]:
    """Names first, where it was read from last, the others by the alphabet."""
    first, last = [each.value for each in _FIRST], [each.value for each in _LAST]
    if section.property in first:
        return first.index(section.property) - len(first), ""
    return int(section.property in last), fold(section.name.text)
