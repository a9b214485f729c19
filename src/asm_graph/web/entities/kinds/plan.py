"""The pages of plans, axes and objectives: their parts, and who contributes to them and through what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.iri_parts import program_of
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.spanish.forms import spanish_order
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.rendering.notations import notation_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link


SHOWN = 100
"""Programs that the page lists; the others are counted."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """A program, the years of its alignment, the Fin it contributes through, and the sources."""

    program: Link
    key: str
    years: tuple[str, ...]
    fins: tuple[Link, ...]
    stated_in: tuple[Link, ...]


async def objective_page(subject: PageSubject) -> KindPage:
    """Make the page of an objective.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(
        programs=page_query("entities/objective-programs", objective=subject.thing),
        fins=page_query("entities/objective-fins", objective=subject.thing),
        parts=page_query("entities/objective-parts", objective=subject.thing),
    )
    aligned = await subject.counts(page_query("entities/programs-of-objectives"))
    contributors = await _contributors(subject, rows["programs"], rows["fins"])
    shown = contributors[:SHOWN]
    parts = {
        "contributors": shown,
        "said_once": len({(each.years, each.stated_in) for each in shown}) == 1,
        "has_fins": any(each.fins for each in shown),
        "all_address": f"/browse/{subject.reading.base.local(subject.thing)}",
        "total": len(contributors),
        "below": [(row.link("part"), aligned.get(row.node("part"), 0)) for row in rows["parts"]],
    }
    told = [*_placed(subject), *_counted(subject, contributors)]
    return KindPage("objective.html", tuple(told), parts)


async def _contributors(
    subject: PageSubject, stated: Sequence[AnswerRow], through: Sequence[AnswerRow]
) -> tuple[Contributor, ...]:
    """Name each program once, by its name; `stated` has several in a row."""
    said: dict[str, list[AnswerRow]] = {}
    for row in stated:
        for iri in row.text("programs").split():
            said.setdefault(iri, []).append(row)
    fins: dict[str, list[Link]] = {}
    for row in through:
        fins.setdefault(row.node("program").value, []).append(row.link("fin"))
    names = await subject.naming(map(NamedNode, said))
    found = [
        Contributor(
            names.link(NamedNode(iri)),
            program_of(iri) or "",
            tuple(sorted({row.text("year") for row in said[iri]} - {""})),
            tuple(dict.fromkeys(fins.get(iri, ()))),
            tuple(dict.fromkeys(row.link("statedIn") for row in said[iri])),
        )
        for iri in sorted(said)
    ]
    return tuple(sorted(found, key=lambda each: spanish_order(each.program.name.text)))


def _placed(subject: PageSubject) -> Iterator[Sentence]:
    notation, plans = subject.text(SKOS("notation")), subject.links(SKOS("inScheme"))
    classes = (kind for kind in subject.description.classes if not _general(kind.value))
    kinds = [subject.names.link(kind).name for kind in classes]
    if plans and kinds:
        key = "objective-unnumbered" if notation.startswith("u-") else "objective-is"
        number = notation_shown(notation, subject.names.language)
        yield subject.say(key, kind=kinds[0].text, number=number, plans=plans)
    above = subject.links(SKOS("broader"))
    if above:
        yield subject.say("objective-above", above=above)


def _general(iri: str) -> bool:
    return iri.rpartition("#")[2] in {"Objective", "Concept"}


def _counted(subject: PageSubject, contributors: Sequence[Contributor]) -> Iterator[Sentence]:
    years = sorted({year for each in contributors for year in each.years})
    if not contributors:
        yield subject.say("objective-nobody")
    elif years:
        span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
        yield subject.say("objective-programs-years", total=len(contributors), years=span)
    else:
        yield subject.say("objective-programs", total=len(contributors))


async def plan_page(subject: PageSubject) -> KindPage:
    """Make the page of a plan.

    Raises:
        QueryError: the engine does not answer.
    """
    within = await subject.counts(page_query("entities/programs-within-objectives"))
    rows = await subject.ask(objectives=page_query("entities/plan-objectives", plan=subject.thing))
    objectives = [(row.link("objective"), within.get(row.node("objective"), 0)) for row in rows["objectives"]]
    without = sum(not programs for _, programs in objectives)
    told = [*_identity(subject)]
    if objectives:
        counts = {"total": len(objectives), "without": without}
        key = {0: "plan-objectives-aligned", len(objectives): "plan-objectives-unaligned"}.get(without)
        told.append(subject.say(key or "plan-objectives", **counts))
    return KindPage("plan.html", tuple(told), {"objectives": objectives})


def _identity(subject: PageSubject) -> Iterator[Sentence]:
    start, end = subject.text(ASM("startYear")), subject.text(ASM("endYear"))
    above = subject.links(ASM("derivedFromPlan"))
    if above and start and end:
        yield subject.say("plan-derived", start=start, end=end, above=above)
    elif above:
        yield subject.say("plan-derived-only", above=above)
    elif start and end:
        yield subject.say("plan-years", start=start, end=end)
