"""The statements about a thing by property, with their evidence, and the things that refer to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.messages.layout_names import layout_names
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM, PREFIXES, PROV, RDF, RDFS, SKOS, XSD
from asm_graph.results import prefixed_name
from asm_graph.results.spoken import shown
from asm_graph.spanish.forms import spanish_order
from asm_graph.web.entities.description import documents_of
from asm_graph.web.entities.row_cells import shown_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.description import Description, IncomingLinks, SourcedFact
    from asm_graph.web.entities.evidence import Evidence
    from asm_graph.web.entities.excerpts import QuotedExcerpt
    from asm_graph.web.entities.row_cells import ShownCells
    from asm_graph.web.rendering.naming import Link, Name, Names

_FIRST = (SKOS("prefLabel"), RDFS("label"), ASM("text"), ASM("narrative"), SKOS("altLabel"), SKOS("notation"))
_LAST = (RDF("type"), PROV("wasDerivedFrom"))
_STRING = XSD("string")


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A value as the reader sees it (`text`) and as RDFa (`content`), with its evidence.

    `row` are cells of the row that proves it, the ones that say it marked; None where none is known to.
    `derived` is true where no document states the value.
    """

    link: Link | None
    text: str
    content: str
    language: str | None
    datatype: str | None
    proofs: tuple[QuotedExcerpt, ...]
    row: ShownCells | None
    in_row: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class FactSection:
    """All statements with one property."""

    property: str
    name: Name
    address: str | None
    statements: tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True)
class IncomingReferences:
    """The subjects that refer to the thing by one property; `total` of them, some linked."""

    property: str
    name: Name
    total: int
    links: tuple[Link, ...]


def sections_of(
    description: Description, evidence: Evidence, names: Names, reading: ReleaseReader
) -> tuple[FactSection, ...]:
    """Group the statements about a thing by property."""
    by_property: dict[NamedNode, list[SourcedFact]] = {}
    for fact in description.facts:
        by_property.setdefault(fact.property, []).append(fact)
    sections = [
        FactSection(
            prop.value,
            names.term(prop),
            _explained(names.link(prop).address),
            _statements(facts, evidence, names, reading),
        )
        for prop, facts in by_property.items()
    ]
    return tuple(sorted(sections, key=_order))


def incoming_of(description: Description, names: Names) -> list[IncomingReferences]:
    """Who names a thing, property by property."""
    return [_incoming(each, names) for each in description.links]


def _explained(address: str | None) -> str | None:
    """Our own terms have a place here; those of standards are known by their name."""
    return address if address and address.startswith("/") else None


def _statements(
    facts: Sequence[SourcedFact], evidence: Evidence, names: Names, reading: ReleaseReader
) -> tuple[ShownStatement, ...]:
    told_by_rows = {row.document for row in evidence.rows}
    told = [
        _statement(
            fact,
            evidence,
            names,
            in_row=bool(told_by_rows.intersection(documents_of(fact, reading))),
            derived=fact.graphs == (reading.base.graph(iris.DERIVED),),
        )
        for fact in facts
    ]
    return tuple(sorted(told, key=lambda one: (one.language != names.language, spanish_order(one.text))))


def _statement(
    fact: SourcedFact, evidence: Evidence, names: Names, *, in_row: bool, derived: bool
) -> ShownStatement:
    proofs = evidence.of(fact)
    in_row = in_row and not proofs and fact.property not in _LAST
    value = fact.value
    if isinstance(value, Literal):
        link, text, language = None, _said(fact.property, value, names.language), value.language
        datatype = None if language else value.datatype.value
    elif isinstance(value, NamedNode):
        link = names.link(value)
        text, language, datatype = link.name.text, link.name.language, None
    else:
        link, text, language, datatype = None, str(value), None, _STRING.value
    content = value.value if isinstance(value, Literal) else text
    row = _row(fact.property, content, evidence) if in_row else None
    return ShownStatement(link, text, content, language, datatype, proofs, row, in_row, derived)


def _said(prop: NamedNode, value: Literal, language: Language) -> str:
    """Return what people call a layout, and other literals as they are shown."""
    called = layout_names().get(value.value) if prop == ASM("layout") else None
    return called[language] if called else shown(value, language)


def _row(prop: NamedNode, text: str, evidence: Evidence) -> ShownCells | None:
    """Return the cells of the first row in which some cell says this."""
    names = {prefixed_name(prop.value, PREFIXES)}
    found = (shown_cells(row.row, names, text) for row in evidence.rows)
    return next(filter(None, found), None)


def _incoming(links: IncomingLinks, names: Names) -> IncomingReferences:
    found = (names.link(source) for source in links.sources)
    in_order = sorted(found, key=lambda link: spanish_order(link.name.text))
    return IncomingReferences(links.property.value, names.term(links.property), links.total, tuple(in_order))


def _order(section: FactSection) -> tuple[int, tuple[str, str]]:
    """Names first, where it was read from last, the others by the alphabet."""
    first, last = [each.value for each in _FIRST], [each.value for each in _LAST]
    if section.property in first:
        return first.index(section.property) - len(first), ("", "")
    return int(section.property in last), spanish_order(section.name.text)
