"""Pages of parts: levels of a results matrix, statements of an evaluation, branches of the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.rendering.naming import Link, Name

if TYPE_CHECKING:
    from asm_graph.web.entities.subject import Subject

_GENERAL = ASM("MirLevel")


async def level_page(subject: Subject) -> KindPage:
    """Say which kind of level it is, and of which matrix."""
    links = subject.description.links
    matrices = [node for each in links if each.property == ASM("hasLevel") for node in each.sources]
    kinds = [kind for kind in subject.description.classes if kind != _GENERAL]
    if not matrices or not kinds:
        return KindPage("thing.html")
    kind, above = subject.names.link(kinds[0]).name, [subject.names.link(node) for node in matrices]
    return KindPage("thing.html", (subject.say("level-of", kind=kind, matrices=above),))


async def statement_page(subject: Subject) -> KindPage:
    """Say which kind of statement it is, and of which evaluation."""
    kinds, evaluations = subject.links(ASM("statementKind")), subject.links(ASM("evaluation"))
    if not kinds or not evaluations:
        return KindPage("thing.html")
    return KindPage("thing.html", (subject.say("statement-of", kind=kinds[0], evaluations=evaluations),))


async def branch_page(subject: Subject) -> KindPage:
    """Its number, and the way to its programs."""
    number = subject.text(SKOS("notation"))
    if not number:
        return KindPage("thing.html")
    words = Name(subject.title("branch-programs"))
    programs = Link(subject.thing.value, words, f"/browse/{subject.reading.base.local(subject.thing)}")
    return KindPage("thing.html", (subject.say("branch-is", number=number, programs=programs),))
