"""A filled workbook becomes quads: its programs, and then what its sheets say of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.graph.reference import agency_triples
from asm_graph.graph.state_programs import StatePrograms
from asm_graph.rdf import terms
from asm_graph.rdf.iris import NATION
from asm_graph.rdf.vocabulary import ASM, ORG, PREFIXES, Namespace
from asm_graph.records.texts import Measure, YearMonth
from asm_graph.spanish.forms import compact, name_slug
from asm_graph.templates.definition import PROGRAMS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Literal, NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records.filled_workbook import FilledRow, FilledWorkbook, Value
    from asm_graph.templates import Field, Form


@dataclass(frozen=True, slots=True)
class NamedProgram:
    """A program of the workbook; `owner` is the part of a unit's IRI that says whose it is."""

    path: str
    owner: str
    agency: NamedNode | None


class WorkbookGraph:
    """States rows in the source of a context; every entity is proven by the first row that names it."""

    def __init__(self, record: FilledWorkbook, context: Context) -> None:
        self.context = context
        self.source = context.source
        self._programs = {row.key("program"): self._described(row) for row in record.sheets[PROGRAMS]}

    def program(self, row: FilledRow) -> NamedProgram:
        """The program that a row names."""
        return self._programs[row.key("program")]

    def program_node(self, row: FilledRow) -> NamedNode:
        """The node of the program that a row names."""
        return self.source.base.id(f"program/{self.program(row).path}")

    def entity(self, path: str, row: FilledRow, *classes: str) -> NamedNode:
        """An entity that a row describes."""
        node = self.source.entity(path, *classes)
        self.source.record_first(node, row.place)
        return node

    def state(self, node: NamedNode, row: FilledRow, form: Form) -> None:
        """State every cell of a row whose column has a property."""
        for field in form.fields:
            if field.property and field.name in row.values:
                for value in self._terms(field, row):
                    self.source.add(node, _property(field.property), value)

    def _terms(self, field: Field, row: FilledRow) -> Iterator[NamedNode | Literal]:
        value = row.values[field.name]
        if field.kind is Kind.CODE:
            yield self.source.base.code(field.choices, row.text(field.name))
        elif field.kind is Kind.UNITS:
            yield from (self._unit(name, row) for name in row.items(field.name))
        else:
            yield from _literals(field.kind, value)

    def _described(self, row: FilledRow) -> NamedProgram:
        """The program of a row; a federal one is described where all documents' programs are."""
        name = row.text("program")
        if row.federal:
            node, owner, path = None, f"ramo-{row.federal.branch}", row.federal.path
            if row.text("agency"):
                agency = self.context.registers.units.agency(row.text("agency"))
                node, owner = self.source.base.id(agency.path), agency.slug
                if not agency.known:
                    self.source.add_all(agency_triples(agency, self.source.base))
                    self.source.record(node, row.place)
            return NamedProgram(path, owner, node)
        return self._of_state(name, row)

    def _of_state(self, name: str, row: FilledRow) -> NamedProgram:
        jurisdiction = row.text("jurisdiction") or NATION
        programs = StatePrograms(self.source, self.context.registers.jurisdictions, jurisdiction)
        program = programs.program(name)
        node = self.entity(f"program/{program.path}", row, "Program")
        if not row.text("agency"):
            return NamedProgram(program.path, jurisdiction, None)
        agency = programs.agency(row.text("agency"), jurisdiction)
        self.source.record(agency, row.place)
        self.source.add(node, ASM("agency"), agency)
        return NamedProgram(program.path, self.source.base.local(agency).partition("/")[2], agency)

    def _unit(self, name: str, row: FilledRow) -> NamedNode:
        """A unit of a program's agency: that of the register, or one made from its name."""
        program, source = self.program(row), self.source
        for unit in self.context.registers.units:
            if unit.agency == program.owner and compact(name) in map(
                compact, (unit.label, *unit.abbreviations)
            ):
                return source.base.id(unit.path)
        node = self.entity(f"unit/{program.owner}/{name_slug(name)}", row, "Unit")
        source.label(node, name)
        if program.agency:
            source.add(node, ORG("unitOf"), program.agency)
        return node


def _property(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return Namespace(PREFIXES[prefix])(local)


def _literals(kind: Kind, value: Value) -> Iterator[Literal]:
    """A value as literals, in the form that its column gives it."""
    match value:
        case tuple():
            yield from map(terms.text, value)
        case bool():
            yield terms.boolean(value=value)
        case int():
            yield terms.year(value) if kind is Kind.YEAR else terms.integer(value)
        case Decimal():
            yield terms.decimal(value)
        case Measure() if value.value is not None:
            yield terms.decimal(value.value)
        case str():
            yield terms.text(value) if kind is Kind.TEXT else terms.string(value)
        case YearMonth() | dt.date():
            yield terms.date(value)
