"""The page of an evaluation: evaluator, cost, statements by kind, figures and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link, Name

_ORDER = (
    "seeks",
    "results-sought",
    "impact-evaluation",
    "finding",
    "indicator-progress",
    "current-progress",
    "asm-progress",
    "decided-aspect",
    "conclusion",
    "strength",
    "recommendation",
    "coneval-remark",
    "target-population-definition",
    "coverage-analysis",
)
"""The kinds of statements in the order of a specific performance evaluation."""


_CURRENCIES = {"MXN": "pesos"}
"""How people call a currency (ISO 4217), in both languages."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """A statement with its full text and the sources it cites."""

    link: Link
    number: str
    text: Link | Name | None
    sources: tuple[Link, ...]


async def evaluation_page(subject: PageSubject) -> KindPage:
    """Make the page of an evaluation.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(
        statements=page_query("entities/evaluation-statements", evaluation=subject.thing),
        figures=page_query("entities/evaluation-figures", evaluation=subject.thing),
        asms=page_query("entities/evaluation-asms", evaluation=subject.thing),
    )
    statements = _statements(rows["statements"])
    parts = {
        "statements": statements,
        "population": rows["figures"],
        "asms": rows["asms"],
        "sources": subject.links(ASM("usesSource")),
    }
    told = [*_identity(subject), *_made(subject), *_counted(subject, statements, rows["asms"])]
    return KindPage("evaluation.html", tuple(told), parts, _title(subject))


def _title(subject: PageSubject) -> str:
    kinds, programs = subject.links(ASM("evaluationType")), subject.links(ASM("program"))
    if not kinds or not programs:
        return ""
    period = subject.text(ASM("period"))
    return subject.title("evaluation-title", kind=kinds[0], period=period, program=programs[0])


def _statements(rows: Sequence[AnswerRow]) -> dict[Link, tuple[ShownText, ...]]:
    """Group the statements by kind."""
    by_statement: dict[str, list[AnswerRow]] = {}
    for row in rows:
        by_statement.setdefault(row.node("statement").value, []).append(row)
    by_kind: dict[Link, list[ShownText]] = {}
    for same in by_statement.values():
        first = same[0]
        sources = tuple(dict.fromkeys(row.link("source") for row in same if row.node_or_none("source")))
        stated = ShownText(first.link("statement"), first.text("number"), first.cell("text"), sources)
        by_kind.setdefault(first.link("kind"), []).append(stated)
    return {kind: tuple(by_kind[kind]) for kind in sorted(by_kind, key=_place)}


def _place(kind: Link) -> tuple[int, str]:
    local = last_step(kind.iri)
    return (_ORDER.index(local) if local in _ORDER else len(_ORDER)), local


def _identity(subject: PageSubject) -> Iterator[Sentence]:
    kinds, programs = subject.links(ASM("evaluationType")), subject.links(ASM("program"))
    if kinds and programs:
        period = subject.text(ASM("period"))
        yield subject.say("evaluation-is", kind=kinds[0], period=period, programs=programs)


def _made(subject: PageSubject) -> Iterator[Sentence]:
    evaluators = subject.links(ASM("evaluator"))
    if evaluators:
        yield subject.say("evaluation-by", evaluators=evaluators)
    cost, form = subject.text(ASM("cost")), subject.literal(ASM("contractingForm"))
    if cost:
        code = subject.text(ASM("currency"))
        amount = f"{cost} {_CURRENCIES.get(code, code)}".rstrip()
        spent = amount if form is None else f"{amount} ({form.value.lower()})"
        yield subject.say("evaluation-cost" if code else "evaluation-cost-without-unit", cost=spent)


def _counted(
    subject: PageSubject, statements: dict[Link, tuple[ShownText, ...]], asms: Sequence[AnswerRow]
) -> Iterator[Sentence]:
    counts = {last_step(kind.iri): len(found) for kind, found in statements.items()}
    strengths, recommendations = counts.get("strength", 0), counts.get("recommendation", 0)
    if strengths and recommendations:
        yield subject.say("evaluation-states", strengths=strengths, recommendations=recommendations)
    elif strengths:
        yield subject.say("evaluation-strengths", strengths=strengths)
    elif recommendations:
        yield subject.say("evaluation-recommendations", recommendations=recommendations)
    if asms:
        yield subject.say("evaluation-asms", total=len({row.node("asm") for row in asms}))
    absent = [fact for fact in subject.description.facts if fact.property == ASM("absentSection")]
    if absent:
        yield subject.say("evaluation-absent", total=len(absent))
