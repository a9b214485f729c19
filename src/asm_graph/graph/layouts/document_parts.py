"""A document of several parts as quads: its parts, and what they say together of each program.

What a part leaves out, the program, the type or the year of its evaluation, the other parts say, if they
agree; what cannot be attached to a program without a guess is told and not stated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.layouts.program_statements import StatementsOfProgram
from asm_graph.graph.text_programs import TextPrograms
from asm_graph.messages import Message
from asm_graph.messages.layout_names import layout_name
from asm_graph.rdf import document_iris, terms
from asm_graph.rdf.vocabulary import ASM, DCT, RDF
from asm_graph.records.parts import ProgramStatements
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.parts import DividedDocument, Part
    from asm_graph.records.texts import Fact

    Statements = Sequence[ProgramStatements]


def map_divided(record: DividedDocument, context: MappingContext) -> Subject | None:
    """State all that the parts of a document say; return the program, if it is about only one."""
    quads = context.quads
    quads.read(quads.document, ASM("asOf"), record.as_of, terms.date)
    _state_parts(record.parts, context)
    statements = [said for part in record.parts for said in part.programs]
    for reason in (reason for said in statements for reason in said.reasons_for_none):
        quads.read(quads.document, ASM("reasonForNone"), reason, terms.text)
    if record.program:
        statements.insert(0, ProgramStatements(record.program))
    names = [fact.value for said in statements for fact in (said.program, said.agency) if fact]
    context = _with_own_programs(statements, names, context)
    programs = TextPrograms(context, names)
    by_program = _by_program(record, programs, context)
    subjects = []
    for said in by_program.values():
        subject = _subject(said, programs, context)
        StatementsOfProgram(context, subject, said, _text(said)).state()
        quads.add(quads.document, DCT("subject"), subject.node)
        subjects.append(subject)
    return subjects[0] if len(subjects) == 1 else None


def _state_parts(parts: Iterable[Part], context: MappingContext) -> None:
    """Describe the parts; the first of a layout is `…/part/{layout}-1`, whatever other parts come between."""
    quads, counts = context.quads, Counter[str]()
    for part in parts:
        counts[part.layout] += 1
        path = document_iris.document_part(quads.slug, f"{part.layout}-{counts[part.layout]}")
        node = quads.base.id(path)
        quads.add(quads.document, ASM("hasPart"), node)
        quads.add(node, RDF("type"), ASM("DocumentPart"))
        quads.add(node, ASM("layout"), terms.string(part.layout))
        quads.read(node, DCT("title"), part.title, terms.text)
        quads.read(node, ASM("firstPage"), part.first_page, terms.integer)
        quads.read(node, ASM("lastPage"), part.last_page, terms.integer)
        quads.read(node, ASM("heldForReview"), part.held, terms.string)
        if not part.programs and part.held is None:
            quads.add(node, ASM("furnitureOnly"), terms.boolean(value=True))


def _with_own_programs(
    statements: Statements, names: Iterable[str], context: MappingContext
) -> MappingContext:
    """Have the registers know the programs that the document names, so that near-equal names are one."""
    registers, programs, own = context.registers, TextPrograms(context, names), []
    for said in statements:
        if said.program:
            path = programs.path(said.program, said.agency, _year(said))
            jurisdiction, _, slug = path.partition("/")
            if slug:
                own.append(registers.jurisdictions.identify(said.program.value, jurisdiction))
    jurisdictions = registers.jurisdictions.with_named(program for program in own if not program.known)
    return replace(context, registers=replace(registers, jurisdictions=jurisdictions))


def _by_program(
    record: DividedDocument, programs: TextPrograms, context: MappingContext
) -> dict[str, list[ProgramStatements]]:
    """Return what is said of each program; what names none is of the only program of the document."""
    found: defaultdict[str, list[ProgramStatements]] = defaultdict(list)
    nameless: list[tuple[Part, ProgramStatements]] = []
    if record.program:
        found[programs.path(record.program)].append(ProgramStatements(record.program))
    for part in record.parts:
        for said in part.programs:
            if said.program:
                found[programs.path(said.program, said.agency, _year(said))].append(said)
            else:
                nameless.append((part, said))
    if len(found) == 1:
        next(iter(found.values())).extend(said for _, said in nameless)
    else:
        for part, _ in nameless:
            context.quads.notice(
                Message(
                    "{place}: the part “{layout}” names no program, and the document {several}; what "
                    "it says is not published",
                    place=_place(part),
                    layout=layout_name(part.layout),
                    several=Message("several") if found else Message("none either"),
                )
            )
    return found


def _subject(statements: Statements, programs: TextPrograms, context: MappingContext) -> Subject:
    """Describe the program that statements are about, by each of the names that it is given."""
    named = [said for said in statements if said.program]
    # The agency owns the units, so that one is taken for all parts: the first that any of them names.
    agencies: dict[str, Fact[str]] = {}
    for one in (said.agency for said in statements if said.agency):
        agencies.setdefault(compact(one.value), one)
    agency = next(iter(agencies.values()), None)
    subject: Subject | None = None
    for said in {one.program.value: one for one in named if one.program}.values():
        if said.program:
            described = programs.subject(said.program, None if subject else agency, _year(said))
            subject = subject or described
    if subject is None:
        raise ValueError("statements of a program of which none names it")
    if len(agencies) > 1:
        names = ", ".join(one.value for one in agencies.values())
        context.quads.notice(Message("agencies of one program: {names}; the first one is taken", names=names))
    return subject


def _text(statements: Statements) -> str:
    """Return the text of the whole document, which every fact of it knows."""
    return next((said.program.passage.source for said in statements if said.program), "")


def _year(said: ProgramStatements) -> int | None:
    return said.year.value if said.year else None


def _place(part: Part) -> str:
    if part.first_page is None:
        return Message("the document")
    if part.first_page == part.last_page:
        return Message("page {page}", page=part.first_page)
    return Message("pages {first} to {last}", first=part.first_page, last=part.last_page)
