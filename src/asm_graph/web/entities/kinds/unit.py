"""The pages of units, and of parts: levels of a matrix, statements, parts of a document, budget branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM, ORG, SKOS
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.rendering.naming import Link, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import AnswerRow, PageSubject


_GENERAL = ASM("MirLevel")


async def level_page(subject: PageSubject) -> KindPage:
    """Say which kind of level it is, and of which matrix."""
    links = subject.description.links
    matrices = [node for each in links if each.property == ASM("hasLevel") for node in each.sources]
    kinds = [kind for kind in subject.description.classes if kind != _GENERAL]
    if not matrices or not kinds:
        return KindPage("thing.html")
    kind, above = subject.names.link(kinds[0]).name, [subject.names.link(node) for node in matrices]
    return KindPage("thing.html", (subject.say("level-of", kind=kind, matrices=above),))


async def statement_page(subject: PageSubject) -> KindPage:
    """Say which kind of statement it is, and of which evaluation."""
    kinds, evaluations = subject.links(ASM("statementKind")), subject.links(ASM("evaluation"))
    if not kinds or not evaluations:
        return KindPage("thing.html")
    return KindPage("thing.html", (subject.say("statement-of", kind=kinds[0], evaluations=evaluations),))


async def part_page(subject: PageSubject) -> KindPage:
    """Say of which document it is, on which pages it stands, and what was taken from it."""
    links = subject.description.links
    documents = [node for each in links if each.property == ASM("hasPart") for node in each.sources]
    if not documents:
        return KindPage("thing.html")
    document = subject.names.link(documents[0])
    first, last = (subject.literal(ASM(name)) for name in ("firstPage", "lastPage"))
    told = [subject.say("part-of-document", document=document)]
    if first and last:
        shown = first.value if first.value == last.value else f"{first.value}–{last.value}"
        pages = Link(document.iri, Name(shown), f"{document.address}/pages/{first.value}")
        told = [subject.say("part-on-pages", document=document, pages=pages)]
    if subject.literal(ASM("heldForReview")):
        told.append(subject.say("part-held"))
    elif subject.literal(ASM("furnitureOnly")):
        told.append(subject.say("part-without-facts"))
    return KindPage("thing.html", tuple(told))


async def branch_page(subject: PageSubject) -> KindPage:
    """Its number, and the way to its programs."""
    number = subject.text(SKOS("notation"))
    if not number:
        return KindPage("thing.html")
    words = Name(subject.title("branch-programs"))
    programs = Link(subject.thing.value, words, f"/browse/{subject.reading.base.local(subject.thing)}")
    return KindPage("thing.html", (subject.say("branch-is", number=number, programs=programs),))


SHOWN = 100
"""Commitments that the page lists; the others are counted."""


async def unit_page(subject: PageSubject) -> KindPage:
    """Make the page of a unit.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(
        commitments=page_query("entities/unit-commitments", unit=subject.thing),
        matrices=page_query("entities/unit-matrices", unit=subject.thing),
    )
    commitments = _once(rows["commitments"])
    matrices = [row for row in rows["matrices"] if row.node_or_none("matrix")]
    parts = {"commitments": commitments[:SHOWN], "total": len(commitments), "matrices": matrices[:SHOWN]}
    told = [*_identity(subject), *_committed(subject, commitments), *_answers(subject, matrices)]
    return KindPage("unit.html", tuple(told), parts)


def _once(rows: Sequence[AnswerRow]) -> list[AnswerRow]:
    """Each action once in each role; two readings of a value are two rows."""
    return list({(row.node("action"), row.node("role")): row for row in rows}.values())


def _identity(subject: PageSubject) -> Iterator[Sentence]:
    above = subject.links(ORG("unitOf"))
    branches = subject.links(ASM("branch"))
    if above:
        yield subject.say("unit-of", unit=subject.link.name, above=above)
    elif branches:
        yield subject.say("unit-of-branch", unit=subject.link.name, branches=branches)


def _committed(subject: PageSubject, rows: Sequence[AnswerRow]) -> Iterator[Sentence]:
    responsible = [row for row in rows if row.node("role") == ASM("responsibleUnit")]
    if not responsible:
        return
    asms = len({row.node("asm") for row in responsible})
    reported = sum(row.number("progress") is not None for row in responsible)
    mean = subject.mean_progress()
    yield subject.say("unit-commitments", actions=len(responsible), asms=asms)
    if reported and mean is not None:
        yield subject.say("unit-progress", reported=reported, mean=mean)


def _answers(subject: PageSubject, matrices: Sequence[AnswerRow]) -> Iterator[Sentence]:
    if matrices:
        programs = len({row.node("program") for row in matrices})
        yield subject.say("unit-matrices", matrices=len(matrices), programs=programs)
