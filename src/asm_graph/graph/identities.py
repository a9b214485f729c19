"""Names that a document prints become the entities that the registers know, or new ones that are reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.graph.printed_codes import describe_code
from asm_graph.graph.reference import agency_triples, objective_triples, program_triples, unit_triples
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS
from asm_graph.registers import Identified, Where
from asm_graph.spanish.forms import name_slug, slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records.texts import Fact
    from asm_graph.registers import Objective, Program, Registers
    from asm_graph.registers.codes import Codes

_DEFAULT_AGENCY = "sedesol"
"""Whose follow-up form the project reads; a notice says where it is assumed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The program that a document is about, and the agency that its units belong to."""

    program: Program
    node: NamedNode
    agency: str

    @property
    def path(self) -> str:
        """The program's part of an IRI, such as `20-S061`."""
        return self.program.path


class Identities:
    """Resolves the names of one document and describes in its graph what no register holds."""

    def __init__(self, registers: Registers, codes: Codes, source: Source) -> None:
        self.registers = registers
        self._codes = codes
        self._source = source

    def identify(self, name: Fact[str], agency: Fact[str] | None, year: int | None) -> Program:
        """The program that a name of this document means; its agency and year tell equal names apart."""
        programs, units = self.registers.programs, self.registers.units
        branch = programs.branch_of(units.agency(agency.value).slug) if agency else None
        return programs.identify(name.value, Where(self._source.slug, year, branch))

    def subject(self, name: Fact[str], agency: Fact[str] | None = None, year: int | None = None) -> Subject:
        """The program that a document names; its printed name is kept as another label."""
        program = self.identify(name, agency, year)
        self._source.identified.append(Identified(name.value, year, program))
        node = self._source.base.id(f"program/{program.path}")
        if not program.known:
            self._source.add_all(program_triples(program, self._source.base))
            self._source.state(node, RDFS("label"), terms.text(program.label), name.passage)
            self._source.derive(node)
            self._source.notices += _unknown(name.value, program)
        self._source.state(node, SKOS("altLabel"), terms.text(name.value), name.passage)
        return Subject(program, node, self._agency(program, agency))

    def _agency(self, program: Program, name: Fact[str] | None) -> str:
        if name is None:
            return program.agency or self._default_agency(program)
        found = self.registers.units.agency(name.value)
        node = self._source.base.id(found.path)
        if not found.known:
            self._source.add_all(agency_triples(found, self._source.base))
            self._source.state(node, RDFS("label"), terms.text(found.label), name.passage)
            self._source.notices.append(f"agency not in the register: {name.value}")
        return found.slug

    def _default_agency(self, program: Program) -> str:
        self._source.notices.append(
            f"no agency is named for {program.label}: its units are taken for units of {_DEFAULT_AGENCY}"
        )
        return _DEFAULT_AGENCY

    def units(self, subject: NamedNode, local: str, cell: Fact[str] | None, agency: str) -> None:
        """State the units that a cell names, one by one."""
        if cell is None:
            return
        for unit in self.registers.units.resolve(cell.value, agency):
            node = self._source.base.id(unit.path)
            passage = cell.passage.slice(unit.start, unit.end)
            if not unit.known:
                self._source.add_all(unit_triples(unit, self._source.base))
                self._source.state(node, RDFS("label"), terms.text(unit.label), passage)
                self._source.derive(node)
                self._source.notices.append(f"unit not in the register: {unit.label}")
            self._source.state(subject, ASM(local), node, passage)

    def organisation(self, subject: NamedNode, local: str, name: Fact[str]) -> None:
        """State an organisation by its name, such as an evaluator."""
        node = self._source.base.id(f"agency/{name_slug(name.value)}")
        self._source.add(node, RDF("type"), ASM("Agency"))
        self._source.state(node, RDFS("label"), terms.text(name.value), name.passage)
        self._source.derive(node)
        self._source.state(subject, ASM(local), node, name.passage)

    def objective(self, objective: Objective) -> NamedNode:
        """The node of an objective, described where no register holds it."""
        if not objective.known:
            self._source.add_all(objective_triples(objective, self._source.base))
        return self._source.base.id(objective.path)

    def code(self, subject: NamedNode, local: str, scheme: str, printed: Fact[str] | None) -> None:
        """State the code that a printed word means; a word that no list has becomes an entry of its own."""
        if printed is None:
            return
        notation = self._codes.find(scheme, printed.value)
        if notation is None:
            self._source.notices.append(f"{scheme} not in the code list: {printed.value}")
            notation = slug(printed.value)
            if not notation:
                return
            node = describe_code(self._source, scheme, notation)
            self._source.state(node, SKOS("prefLabel"), terms.text(printed.value), printed.passage)
        self._source.state(subject, ASM(local), self._source.base.code(scheme, notation), printed.passage)


def _unknown(name: str, program: Program) -> tuple[str, ...]:
    """What a publisher should know of a program that no register has; nothing where she decided it."""
    if program.match == "overruled":
        return ()
    if program.candidates:
        return (f"{name}: is the name of several programs ({', '.join(program.candidates)})",)
    return (f"program not in the register: {name}",)
