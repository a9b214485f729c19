"""Alignment as paths: through a plan to branches or programs, or the whole chain of a program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.iri_parts import last_step, program_of
from asm_graph.spanish.forms import fold
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.browse.overview import count_of, naming, titles_of
from asm_graph.web.drawing.flow import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.drawing.flow import Path
    from asm_graph.web.rendering.naming import Link, Names

CHAIN = ("axis", "objective", "sectoral_objective", "program", "fin", "proposito", "componente", "indicator")
"""The layers of a program's chain, as keys of the words."""

_LINKS = ("objective", "sectoralObjective", "program", "fin", "proposito", "componente", "indicator")
"""The columns of the question `alignment-chain` that make the layers after the first."""


@dataclass(frozen=True, slots=True)
class Paths:
    """What a view shows: layers (word keys), paths, and alternatives.

    `subject` is the plan or the program, None where no program is aligned with any plan; `years` are those
    that the program has a matrix for.
    """

    subject: Link | None
    layers: tuple[str, ...]
    paths: tuple[Path, ...]
    year: str | None = None
    years: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the subject is called."""
        return self.subject.name.text if self.subject else ""


@dataclass(frozen=True, slots=True)
class AlignedPlan:
    """A plan and the number of programs aligned with it."""

    plan: Link
    notation: str
    programs: int


async def aligned_plans(reading: ReleaseReader, language: Language) -> tuple[AlignedPlan, ...]:
    """Return the plans with aligned programs, most first.

    Raises:
        QueryError: the engine does not answer, as in all of these.
    """
    rows = [row for row in (await reading.shared_rows(page_query("browse/plans"))).rows if count_of(row[3])]
    names = await naming(reading, [cast("NamedNode", row[0]) for row in rows], language)
    return tuple(
        AlignedPlan(names.link(plan), last_step(plan.value), count_of(row[3]))
        for row in rows
        if isinstance(plan := row[0], NamedNode)
    )


async def paths_of_plan(
    reading: ReleaseReader, language: Language, plan: NamedNode, branch: NamedNode | None
) -> Paths:
    """From the axes and objectives of a plan to the branches of its programs, or to the programs of one."""
    rows = (await reading.shared_rows(page_query("alignment/aligned-programs", plan=plan))).rows
    chosen = [row for row in rows if branch is None or row[3] == branch]
    last = 3 if branch is None else 2
    things = {node for row in chosen for node in (*row[:2], row[last]) if isinstance(node, NamedNode)}
    names = await naming(reading, [plan, *things], language)

    within = cache(partial(_within, names))
    end = cache(partial(_of_branch, names, plan) if branch is None else partial(_of_program, names))

    def path(row: Sequence[object]) -> Path:
        axis, objective = row[:2]
        return (within(axis), within(objective if objective != axis else None), end(row[last]))

    sorted_name = cache(partial(_sorted_name, names))
    in_order = sorted(chosen, key=lambda row: (str(row[0]), str(row[1]), sorted_name(row[last])))
    layers = ("axis", "objective", "branch" if branch is None else "program")
    return Paths(names.link(plan), layers, tuple(path(row) for row in in_order))


async def chain_of(reading: ReleaseReader, language: Language, program: NamedNode, year: str) -> Paths | None:
    """Return the chain of a program in a year, or in its latest; None without a matrix."""
    question = reading.site.library["alignment-chain"]
    answer = await reading.rows(question.bind({"program": program.value}))
    place = {name: index for index, name in enumerate(answer.columns)}
    years = sorted({cast("Literal", row[place["year"]]).value for row in answer.rows})
    shown = year if year in years else max(years, default=None)
    rows = [row for row in answer.rows if cast("Literal", row[place["year"]]).value == shown]
    if shown is None:
        return None
    links = [[row[place[name]] for name in _LINKS] for row in rows]
    objectives = {row[0] for row in links if isinstance(row[0], NamedNode)}
    axes = await _axes(reading, sorted(objectives, key=str))
    things = {node for row in links for node in row if isinstance(node, NamedNode)} | set(axes.values())
    names = await naming(reading, things, language)

    def path(row: Sequence[object]) -> Path:
        objective = row[0]
        axis = axes.get(objective) if isinstance(objective, NamedNode) else None
        rest = [objective if objective != axis else None, *row[1:]]
        return (_stop(names, axis), *(_stop(names, each) for each in rest))

    found = tuple(dict.fromkeys(path(row) for row in links))
    return Paths(names.link(program), CHAIN, found, shown, tuple(years))


async def _axes(reading: ReleaseReader, objectives: Sequence[NamedNode]) -> dict[NamedNode, NamedNode]:
    """Return the axis of each objective; an axis is its own."""
    if not objectives:
        return {}
    rows = (await reading.rows(page_query("alignment/axes-of-objectives", objective=objectives))).rows
    return {cast("NamedNode", objective): cast("NamedNode", axis) for objective, axis in rows}


async def documents_of(reading: ReleaseReader, paths: Paths) -> tuple[str, ...]:
    """Return the titles of the documents that state the paths of a plan or a program."""
    if paths.subject is None:
        return ()
    subject = NamedNode(paths.subject.iri)
    if paths.layers == CHAIN:
        answer = await reading.rows(page_query("browse/program-documents", program=subject))
    else:
        answer = await reading.shared_rows(page_query("browse/plan-documents", plan=subject))
    return titles_of(answer.rows)


def _stop(names: Names, node: object) -> Stop | None:
    """Make a stop that opens the thing's page."""
    if not isinstance(node, NamedNode):
        return None
    link = names.link(node)
    return Stop(link.iri, link.name.text, link.name.language, link.address)


def _within(names: Names, node: object) -> Stop | None:
    """Make a stop for an axis or objective, which opens what it contains."""
    stop = _stop(names, node)
    return stop and Stop(
        stop.iri, stop.name, stop.language, f"/browse/{names.base.local(NamedNode(stop.iri))}"
    )


def _of_branch(names: Names, plan: NamedNode, node: object) -> Stop | None:
    """Make a stop for a branch, which opens its own part of the flow."""
    stop = _stop(names, node)
    parts = {"plan": last_step(plan.value), "branch": last_step(stop.iri)} if stop else {}
    return stop and Stop(stop.iri, stop.name, stop.language, f"/alignment?{urlencode(parts)}")


def _of_program(names: Names, node: object) -> Stop | None:
    """Make a stop for a program, which opens its chain."""
    stop = _stop(names, node)
    if stop is None:
        return None
    program = program_of(stop.iri) or ""
    return Stop(stop.iri, stop.name, stop.language, f"/alignment?{urlencode({'program': program})}")


def _sorted_name(names: Names, node: object) -> str:
    return fold(names.link(node).name.text) if isinstance(node, NamedNode) else ""
