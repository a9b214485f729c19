"""The page of a plan: its objectives, with the number of programs of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import Subject


async def plan_page(subject: Subject) -> KindPage:
    """Make the page of a plan.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(objectives=subject.question("objective-coverage"))
    objectives = rows["objectives"]
    without = sum(not row.number("programs") for row in objectives)
    told = [*_identity(subject)]
    if objectives:
        counts = {"total": len(objectives), "without": without}
        key = {0: "plan-objectives-aligned", len(objectives): "plan-objectives-unaligned"}.get(without)
        told.append(subject.say(key or "plan-objectives", **counts))
    return KindPage("plan.html", tuple(told), {"objectives": objectives})


def _identity(subject: Subject) -> Iterator[Sentence]:
    start, end = subject.text(ASM("startYear")), subject.text(ASM("endYear"))
    above = subject.links(ASM("derivedFromPlan"))
    if above and start and end:
        yield subject.say("plan-derived", start=start, end=end, above=above)
    elif above:
        yield subject.say("plan-derived-only", above=above)
    elif start and end:
        yield subject.say("plan-years", start=start, end=end)
