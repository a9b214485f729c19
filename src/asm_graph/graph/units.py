"""Agencies, their units, and other organizations, as documents name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.reference import agency_triples, unit_triples
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, ORG, RDF, RDFS, SKOS
from asm_graph.records.texts import Fact, fact, value_of
from asm_graph.registers.name_forms import without_acronym
from asm_graph.spanish.forms import compact, name_slug, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext, Subject
    from asm_graph.graph.mentions import Mentions
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.records import Place
    from asm_graph.records.matrices import BudgetUnit
    from asm_graph.records.texts import Stated
    from asm_graph.registers import Agency, Unit

    UnitCell = Stated[str] | tuple[str, ...] | None
    StateUnits = Callable[[NamedNode, NamedNode, UnitCell, Place | None], None]
    """States the units that a cell names: the subject, the property, the cell, and the row that it is in."""

_NAMES = (RDFS("label"), SKOS("altLabel"))


def registered_agency(context: MappingContext, name: Stated[str], place: Place | None = None) -> Agency:
    """Find the agency that a name means; one that the register lacks is described and reported."""
    agency, quads = context.registers.units.agency(value_of(name)), context.quads
    if not agency.known:
        node = quads.base.id(agency.path)
        quads.add_all(agency_triples(agency, quads.base))
        if isinstance(name, Fact):
            quads.state(node, RDFS("label"), terms.text(agency.label), name.passage)
        quads.record(node, place)
        quads.notice(Message("agency not in the register: {name}", name=value_of(name)))
    return agency


def agency_of_state(
    context: MappingContext, name: Stated[str], jurisdiction: str, place: Place | None = None
) -> tuple[str, NamedNode]:
    """Describe an agency of a state; return its slug, which names the state, and its node.

    Agencies of several states have equal names. One is the same with its acronym behind its name and without.
    """
    # Every state has a Secretaría de Educación, so that the name alone is no identity.
    own = f"{jurisdiction}-{name_slug(without_acronym(value_of(name)))}"
    return own, _organization(context.quads, own, name, place)


def state_organization(
    context: MappingContext,
    subject: NamedNode,
    predicate: NamedNode,
    name: Stated[str],
    place: Place | None = None,
) -> None:
    """State an organization by its name, such as an evaluator."""
    node = _organization(context.quads, name_slug(without_acronym(value_of(name))), name, place)
    context.quads.read(subject, predicate, name, lambda _: node)


def named_agency(
    context: MappingContext, name: Stated[str], place: Place | None = None, acronym: str | None = None
) -> NamedNode:
    """Return the agency of the register that a name or an acronym means, or describe it by both.

    Where the register lacks it, the acronym is its identity, under which a table may give it several names.
    """
    units, quads = context.registers.units, context.quads
    found = [units.agency(printed) for printed in (value_of(name), acronym) if printed]
    if known := next((agency for agency in found if agency.known), None):
        return quads.base.id(known.path)
    node = _organization(quads, found[-1].slug, name, place)
    if acronym:
        quads.label(node, acronym)
    return node


def _organization(quads: DocumentQuads, own: str, name: Stated[str], place: Place | None) -> NamedNode:
    node = quads.entity(iris.agency(own), "Agency")
    quads.name(node, name)
    quads.record_first(node, place)
    return node


def printed_units(context: MappingContext, owner: str) -> StateUnits:
    """Return what states the units that a cell names, maybe several, as the register knows the owner's."""

    def state(subject: NamedNode, predicate: NamedNode, cell: UnitCell, place: Place | None = None) -> None:
        for named in _names(cell):
            # One cell may name several units, each of which is proven by its own part of the cell.
            for unit in context.registers.units.resolve(value_of(named), owner):
                _state_unit(context, (subject, predicate), unit, named, place)

    return state


def unit_names(context: MappingContext, owner: str, cell: Stated[str]) -> tuple[Stated[str], ...]:
    """Return the names of the units that a cell names, each with its own part of the cell."""
    units = context.registers.units.resolve(value_of(cell), owner)
    if isinstance(cell, Fact):
        return tuple(fact(cell.passage.slice(unit.start, unit.end)) for unit in units)
    return tuple(value_of(cell)[unit.start : unit.end] for unit in units)


def _state_unit(
    context: MappingContext,
    about: tuple[NamedNode, NamedNode],
    unit: Unit,
    cell: Stated[str],
    place: Place | None,
) -> None:
    """State a unit that a cell names; one that the register lacks is described and reported."""
    quads, node = context.quads, context.base.id(unit.path)
    name: Stated[str] = unit.label
    if isinstance(cell, Fact):
        name = Fact(unit.label, cell.passage.slice(unit.start, unit.end))
    if not unit.known:
        owner = quads.base.id(iris.agency(unit.agency))
        is_described = quads.is_a(owner, "Agency") or unit.agency in context.registers.units.agency_slugs
        # A text that names no agency has units of its state, or of a branch of the budget.
        described = (one for one in unit_triples(unit, quads.base) if is_described or one.object != owner)
        quads.add_all(one for one in described if one.predicate not in _NAMES)
        for printed in (name, *_abbreviations(unit, name)):
            quads.name(node, printed)
        quads.derive(node)
        quads.record_first(node, place)
        quads.notice(Message("unit not in the register: {name}", name=quads.label_of(node)))
    quads.read(*about, name, lambda _: node)


def _abbreviations(unit: Unit, name: Stated[str]) -> Iterator[Stated[str]]:
    """Yield the abbreviations that stand beside the name of a unit, each with its own letters as evidence."""
    for abbreviation in unit.abbreviations:
        if not isinstance(name, Fact):
            yield abbreviation
        elif (at := name.passage.text.find(abbreviation)) >= 0:
            yield Fact(abbreviation, name.passage.slice(at, at + len(abbreviation)))


def listed_units(context: MappingContext, program: Subject) -> StateUnits:
    """Return what states units that are named one by one: the register's, or new ones of the owner."""

    def node_of(name: str, place: Place | None) -> NamedNode:
        for unit in context.registers.units:
            names = (unit.label, *unit.abbreviations)
            # Units of several agencies have equal names (`Oficialía Mayor`).
            if unit.agency == program.owner and compact(name) in map(compact, names):
                return context.base.id(unit.path)
        return new_unit(context, name, program, place)

    def state(subject: NamedNode, predicate: NamedNode, cell: UnitCell, place: Place | None = None) -> None:
        for named in _names(cell):
            context.quads.add(subject, predicate, node_of(value_of(named), place))

    return state


def _names(cell: UnitCell) -> tuple[Stated[str], ...]:
    """Return the names that a cell has apart already, or the whole cell."""
    if isinstance(cell, tuple):
        return cell
    return () if cell is None else (cell,)


def new_unit(
    context: MappingContext, name: Stated[str], program: Subject, place: Place | None = None
) -> NamedNode:
    """Describe a unit that no register has, below the agency of a program."""
    quads = context.quads
    node = quads.entity(iris.unit(program.owner, name_slug(value_of(name))), "Unit")
    quads.record_first(node, place)
    quads.label(node, value_of(name))
    if isinstance(name, Fact):
        quads.state(node, RDFS("label"), terms.text(name.value), name.passage)
    if program.agency:
        quads.add(node, ORG("unitOf"), program.agency)
    return node


def budget_unit(unit: BudgetUnit, base: Base) -> NamedNode:
    """Return the node of a unit that the budget knows by its code within a branch."""
    return base.id(iris.unit(iris.branch_owner(unit.branch), slug(unit.code)))


class BudgetUnits:
    """The responsible units of the federal budget in one document, which have a code within a branch.

    A unit with several names has the first as its label; one that the document never names is labeled with
    its code.
    """

    def __init__(self, quads: DocumentQuads) -> None:
        self._quads = quads
        self._codes: dict[NamedNode, str] = {}
        self._named: set[NamedNode] = set()

    def state(self, unit: BudgetUnit, place: Place) -> NamedNode:
        """Describe a unit that stands in a row."""
        quads = self._quads
        node = budget_unit(unit, quads.base)
        # Thousands of rows name the same unit; the first describes it.
        if node not in self._codes:
            self._codes[node] = unit.code
            quads.add(node, RDF("type"), ASM("Unit"))
            quads.add(node, SKOS("notation"), terms.string(unit.code))
            quads.add(node, ASM("branch"), quads.base.id(iris.branch(unit.branch)))
            quads.record(node, place)
        if unit.name is not None:
            self._named.add(node)
            if quads.label(node, unit.name):
                quads.record(node, place)
        return node

    def label_the_unnamed(self) -> None:
        """Label what no row names, when all rows are stated."""
        for node, code in self._codes.items():
            if node not in self._named:
                # The integrity shapes want a label of every unit.
                self._quads.add(node, RDFS("label"), terms.string(code))


def state_mentions(mentions: Mentions, quads: DocumentQuads) -> None:
    """State what all rows mention, when they are known."""
    for number, place in mentions.branches.items():
        quads.record(quads.base.id(iris.branch(number)), place)
    units = BudgetUnits(quads)
    for unit, place in mentions.units:
        units.state(unit, place)
    units.label_the_unnamed()
