"""The page of a figure: the value of an indicator, population or coverage in one year, as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import Subject

_KINDS = (ASM("valueKind"), ASM("populationKind"), ASM("territoryKind"))
_OF = (ASM("indicator"), ASM("observedIn"), ASM("program"))


async def figure_page(subject: Subject) -> KindPage:
    """Make the page of a figure; a missing one says how it is missing, since that is not zero."""
    kinds = [link for prop in _KINDS for link in subject.links(prop)]
    title = ""
    if kinds:
        year, raw = subject.text(ASM("year")), subject.text(ASM("rawValue"))
        title = subject.title("figure-title", kind=kinds[0], year=year, raw=raw)
    return KindPage("thing.html", tuple(_told(subject)), title=title)


def _told(subject: Subject) -> Iterator[Sentence]:
    of = next((links for prop in _OF if (links := subject.links(prop))), [])
    if of:
        yield subject.say("figure-of", things=of)
    missing = subject.links(ASM("missing"))
    if missing:
        yield subject.say("figure-missing", raw=subject.text(ASM("rawValue")), reason=missing[0].name)
