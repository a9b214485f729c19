"""Programs: the one that a document is about, those that its rows name, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.code_words import state_code
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.reference import program_triples
from asm_graph.graph.units import agency_of_state, registered_agency
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records.tables import row_number
from asm_graph.records.texts import Fact, value_of
from asm_graph.registers import NameContext, ProgramMatch
from asm_graph.registers.state_programs import own_name
from asm_graph.spanish.forms import compact, form_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records import Place, ProgramRef
    from asm_graph.records.texts import Stated
    from asm_graph.registers import Program

AFTER_ALL_ROWS = 1_000_000_000
"""What is stated when all rows of a table are comes behind them."""
UNKNOWN_STATE = Message(
    "nothing tells which state its programs are from, so that they are published under program/mx: name the "
    "state above the table, or add the programs to state-programs.csv"
)


def identify(context: MappingContext, name: Fact[str], agency: Fact[str] | None, year: int | None) -> Program:
    """Find the federal program that a printed name means; agency and year tell equal names apart."""
    programs, units = context.registers.programs, context.registers.units
    branch = programs.branch_of(units.agency(agency.value).slug) if agency else None
    return programs.identify(name.value, NameContext(context.quads.slug, year, branch))


def federal_subject(
    context: MappingContext, name: Fact[str], agency: Fact[str] | None = None, year: int | None = None
) -> Subject:
    """Identify the federal program that a document names; the printed name is kept as another label."""
    program, quads = identify(context, name, agency, year), context.quads
    # For the report on identities, where a publisher sees what each name was taken for.
    quads.identified.append(ProgramMatch(name.value, year, program))
    node = quads.base.id(iris.program(program.path))
    # What the register knows of a program is said once for all documents, in the graph `reference`.
    if not program.known:
        quads.add_all(program_triples(program, quads.base))
        quads.state(node, RDFS("label"), terms.text(program.label), name.passage)
        quads.derive(node)
        quads.notice(*_unknown(name.value, program))
    quads.state(node, SKOS("altLabel"), terms.text(name.value), name.passage)
    if agency:
        return Subject(program.path, node, registered_agency(context, agency).slug, program=program)
    owner = program.agency or _assumed_owner(context, program)
    return Subject(program.path, node, owner, program=program)


def _assumed_owner(context: MappingContext, program: Program) -> str:
    """Return whose units a program's are where neither the document nor the register tells, and report it."""
    owner = context.registers.issuers.agency_of(context.layout)
    if owner is None:
        owner = iris.NATION if program.branch is None else iris.branch_owner(program.branch)
    context.quads.notice(
        Message(
            "no agency is named for {label}: its units are taken for units of {owner}",
            label=program.label,
            owner=owner,
        )
    )
    return owner


def _unknown(name: str, program: Program) -> tuple[str, ...]:
    """Say what a publisher should know of a program that no register has; nothing where she decided it."""
    if program.match == "overruled":
        return ()
    if program.candidates:
        return (
            Message(
                "{name}: is the name of several programs ({keys})",
                name=name,
                keys=", ".join(program.candidates),
            ),
        )
    return (Message("program not in the register: {name}", name=name),)


def subject_of_state(
    context: MappingContext,
    name: Stated[str],
    agency: Stated[str] | None,
    jurisdiction: str,
    place: Place | None = None,
) -> Subject:
    """Describe a program without a federal key, of the given state, and the agency that runs it."""
    quads, printed = context.quads, value_of(name)
    program = context.registers.jurisdictions.identify(printed, jurisdiction)
    if not program.known:
        quads.unregistered.append(program)
    node = quads.entity(iris.program(program.path), "Program")
    # The register's name becomes the label; the printed one, if it differs, is another label.
    quads.label(node, program.label)
    quads.label(node, printed)
    if isinstance(name, Fact):
        quads.state(node, RDFS("label"), terms.text(program.label), name.passage)
        if program.label != printed:
            quads.state(node, SKOS("altLabel"), terms.text(printed), name.passage)
        if number := own_name(printed).number:
            quads.state(node, SKOS("notation"), terms.string(number), name.passage)
    quads.record_first(node, place)
    # Its IRI will change as soon as somebody says which state it is from.
    if program.jurisdiction == iris.NATION:
        quads.notice(UNKNOWN_STATE)
    if agency is None:
        return Subject(program.path, node, program.jurisdiction)
    owner, agency_node = agency_of_state(context, agency, program.jurisdiction, place)
    quads.read(node, ASM("agency"), agency, lambda _: agency_node)
    return Subject(program.path, node, owner, agency_node)


def map_program_names(refs: Iterable[ProgramRef], quads: DocumentQuads) -> None:
    """State the names of programs by year; the first row that says it proves each program and name.

    Names that differ in accents, case or spaces are one: its label is the first printing, the others stand
    beside it. What a program or a branch is called in the end is said in the graph `reference`.
    """
    proved: set[tuple[NamedNode, int | None]] = set()
    named: dict[tuple[str, str], NamedNode | None] = {}
    stated: set[tuple[str, str | None, int | None, bool]] = set()

    def prove(node: NamedNode, ref: ProgramRef, year: int | None = None) -> None:
        # A table names a program in hundreds of rows; one of them proves it.
        if ref.place and (node, year) not in proved:
            proved.add((node, year))
            quads.record(node, ref.place)

    for ref in refs:
        path = ref.path
        said = (path, ref.name, ref.year, ref.place is None)
        if said in stated:
            continue
        stated.add(said)
        node = quads.base.id(iris.program(path))
        prove(node, ref)
        quads.claim(node)
        quads.mentions.branch(ref.branch, ref.place)
        if ref.name:
            if (path, ref.name) not in named:
                named[path, ref.name] = _name(node, path, ref.name, quads)
            if name := named[path, ref.name]:
                quads.read(name, ASM("year"), ref.year, terms.year)
                prove(name, ref, ref.year)


def _name(program: NamedNode, path: str, name: str, quads: DocumentQuads) -> NamedNode | None:
    """State a name of a program; None for one without a letter or digit, which is no name."""
    if not compact(name):
        return None
    # Names that differ only in spaces are one name, printed as a person would write it.
    printed = " ".join(name.split())
    node = quads.entity(iris.program_name(path, form_hash(printed)), "ProgramName")
    quads.add(node, ASM("program"), program)
    quads.label(node, printed)
    return node


def map_modalities(programs: Iterable[ProgramRef], context: MappingContext) -> None:
    """State the modality of each program, the letter of its key; one that the list lacks is reported."""
    found: dict[tuple[str, str], ProgramRef] = {}
    for program in programs:
        found.setdefault((program.path, program.modality), program)
    for (path, letter), program in found.items():
        context.quads.row = AFTER_ALL_ROWS + row_number(program.place)
        node = context.base.id(iris.program(path))
        state_code(context, node, ASM("modality"), "modality", letter)
