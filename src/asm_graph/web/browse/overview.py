"""The release at a glance: bar charts of programs by axis, ASM by state, and findings by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.drawing.bar_chart import Bar, bar_chart
from asm_graph.web.entities.description import names_of
from asm_graph.web.rendering.naming import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Literal, NamedNode

    from asm_graph.rdf.vocabulary import Base, Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.drawing.bar_chart import BarChart
    from asm_graph.web.rendering.naming import Link

_RULES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Commitment:
    """An ASM, its class, its program and its state."""

    asm: NamedNode
    classification: NamedNode
    program: NamedNode
    state: NamedNode


@dataclass(frozen=True, slots=True)
class PlanChart:
    """The number of programs aligned with each axis of a plan."""

    plan: Link
    bars: BarChart | None


async def naming(reading: ReleaseReader, things: Iterable[NamedNode], language: Language) -> Names:
    """Name some things for one reader.

    Raises:
        QueryError: the engine does not answer.
    """
    known = await names_of(reading, sorted(set(things), key=str))
    return Names(known, {}, language, reading.base)


async def axis_chart(reading: ReleaseReader, language: Language) -> PlanChart | None:
    """Chart the plan with the most aligned programs; None where none is aligned with an axis.

    Raises:
        QueryError: the engine does not answer.
    """
    plans: dict[NamedNode, list[tuple[NamedNode, int]]] = defaultdict(list)
    for plan, axis, programs in (await reading.rows(page_query("browse/programs-by-axis"))).rows:
        plans[cast("NamedNode", plan)].append((cast("NamedNode", axis), count_of(programs)))
    if not plans:
        return None
    plan = max(plans, key=lambda each: sum(programs for _, programs in plans[each]))
    names = await naming(reading, [plan, *(axis for axis, _ in plans[plan])], language)
    bars = [
        _bar(names.link(axis), programs, browse_address(axis, reading.base)) for axis, programs in plans[plan]
    ]
    return PlanChart(names.link(plan), bar_chart(bars))


async def asm_chart(reading: ReleaseReader, language: Language) -> BarChart | None:
    """Count the ASM of each state, the most frequent first.

    Raises:
        QueryError: the engine does not answer.
    """
    counts = Counter(each.state for each in await commitments(reading))
    names = await naming(reading, counts, language)
    return bar_chart(
        [
            _bar(names.link(state), count, f"/browse/asm?{urlencode({'state': notation_of(state)})}")
            for state, count in counts.most_common()
        ]
    )


async def rule_chart(reading: ReleaseReader, language: Language) -> BarChart | None:
    """Chart the audit rules with the most findings.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = (await reading.rows(page_query("browse/findings-by-rule"))).rows[:_RULES_SHOWN]
    names = await naming(reading, [cast("NamedNode", rule) for rule, _ in rows], language)
    links = [(names.link(cast("NamedNode", rule)), count_of(findings)) for rule, findings in rows]
    return bar_chart([_bar(link, findings, link.address) for link, findings in links])


async def commitments(reading: ReleaseReader) -> tuple[Commitment, ...]:
    """All ASM, in the order of their IRIs.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = (await reading.rows(page_query("browse/asms"))).rows
    return tuple(
        Commitment(
            cast("NamedNode", asm),
            cast("NamedNode", classification),
            cast("NamedNode", program),
            cast("NamedNode", state),
        )
        for asm, classification, program, state in rows
    )


def browse_address(thing: NamedNode, base: Base) -> str:
    """Where one goes on from a plan, an axis, an objective or a branch to what is within it."""
    return f"/browse/{base.local(thing)}"


def notation_of(code: NamedNode) -> str:
    """Return the notation of an entry of a code list, which ends its IRI."""
    return code.value.rpartition("/")[2]


def count_of(term: object) -> int:
    """Return the number a query counted."""
    return int(cast("Literal", term).value)


def _bar(link: Link, number: int, address: str | None) -> Bar:
    return Bar(link.name.text, number, address, link.name.language)
