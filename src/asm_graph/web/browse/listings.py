"""Hierarchies to browse: entries in groups, each with the number of things below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import last_step, parse, plan_of, program_of
from asm_graph.spanish.forms import spanish_order
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.browse.overview import browse_address, count_of, naming
from asm_graph.web.rendering.notations import notation_shown
from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.rendering.naming import Link, Names

_NONE = Literal(0)
_ASM = "/explore/asm"


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """A thing to browse to and the number of things below it; `depth` 1 is below 0.

    `note` is its number, its key or its years.
    """

    link: Link
    address: str | None
    count: int | None = None
    note: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ListingGroup:
    """Entries under a heading; it, the noun counted and the head of notes are word keys.

    A folded group is closed.
    """

    heading: str
    counted: str | None
    entries: Sequence[ListingEntry]
    noted: str | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter value: its address, how many things have it, and whether it is chosen."""

    name: str
    address: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class BrowseListing:
    """Groups, the last of them paged; the thing they belong to, and what that belongs to.

    `explored` is the address of the same things in the explorer.
    """

    groups: Sequence[ListingGroup]
    thing: Link | None = None
    above: Sequence[ListingEntry] = ()
    explored: str | None = None


async def beginnings(reading: ReleaseReader, language: Language) -> BrowseListing:
    """Plans, branches and classes of ASM.

    Raises:
        QueryError: the engine does not answer, as in all of these.
    """
    plans = (await reading.shared_rows(page_query("browse/plans"))).rows
    branches = sorted(
        (await reading.shared_rows(page_query("browse/branches"))).rows,
        key=lambda row: _text(row[1]).zfill(9),
    )
    classes = (await reading.shared_rows(page_query("browse/asm-classes"))).rows
    things = [cast("NamedNode", row[0]) for row in (*plans, *branches, *classes)]
    names = await naming(reading, things, language)
    return BrowseListing(
        (
            *_plans(names, plans),
            ListingGroup(
                "branches",
                "Program",
                [_below(names, row[0], row[2], _text(row[1])) for row in branches],
                "branch",
            ),
            ListingGroup("asm_classes", "Asm", _classes(names, classes)),
        )
    )


def _plans(names: Names, rows: Sequence[Sequence[object]]) -> list[ListingGroup]:
    """List the plans that programs are aligned with, then the others."""
    entries = [_below(names, row[0], row[3]) for row in rows]
    aligned, others = [each for each in entries if each.count], [each for each in entries if not each.count]
    groups = [
        ListingGroup("plans", "aligned_programs", aligned),
        ListingGroup("plans_without", None, _by_name(others), folded=bool(aligned)),
    ]
    return [group for group in groups if group.entries]


def _classes(names: Names, rows: Sequence[Sequence[object]]) -> list[ListingEntry]:
    found = [(cast("NamedNode", each), count_of(count)) for each, count in rows]
    return [
        ListingEntry(names.link(each), f"{_ASM}?{urlencode({'class': last_step(each.value)})}", count)
        for each, count in found
    ]


async def plan(reading: ReleaseReader, language: Language, thing: NamedNode) -> BrowseListing | None:
    """List the axes and objectives of a plan, nested; None if it is no plan."""
    rows = await _objectives(reading, thing)
    # Of some plans no document says the objectives.
    plans = (await reading.shared_rows(page_query("browse/plans"))).rows
    if not rows and thing not in {row[0] for row in plans}:
        return None
    names = await naming(reading, [thing, *(cast("NamedNode", row[0]) for row in rows)], language)
    within: dict[object, list[Sequence[object]]] = {}
    words = words_in(language)
    for row in sorted(rows, key=_in_order):
        within.setdefault(row[2], []).append(row)

    def entries(above: object, depth: int) -> Iterable[ListingEntry]:
        for row in within.pop(above, ()):
            word = words["axis" if _kind(row) == "axis" else "objective"]
            note = f"{word} {notation_shown(_text(row[1]), language)}"
            yield _below(names, row[0], row[3], note, depth)
            yield from entries(row[0], depth + 1)

    return BrowseListing(
        (ListingGroup("objectives_of_plan", "aligned_programs", list(entries(None, 0)), "number_in_plan"),),
        names.link(thing),
        explored=f"/explore/objectives?{urlencode({'plan': last_step(thing.value)})}",
    )


async def _objectives(reading: ReleaseReader, plan: NamedNode) -> list[Sequence[object]]:
    """Return the axes and objectives of a plan: number, what each is within, and the programs within it."""
    rows = (await reading.shared_rows(page_query("browse/plan-objectives", plan=plan))).rows
    counted = (await reading.shared_rows(page_query("entities/programs-within-objectives"))).rows
    programs = {row[0]: row[1] for row in counted}
    return [(*row, programs.get(row[0], _NONE)) for row in rows]


async def objective(reading: ReleaseReader, language: Language, thing: NamedNode) -> BrowseListing | None:
    """List what an axis or objective contains and the programs aligned with it; None if it is neither."""
    plan_slug = plan_of(thing.value)
    if plan_slug is None:
        return None
    of_plan = reading.base.id(iris.plan(plan_slug))
    rows = await _objectives(reading, of_plan)
    if thing not in {row[0] for row in rows}:
        return None
    programs = (await reading.rows(page_query("browse/objective-programs", objective=thing))).rows
    things = [of_plan, *(cast("NamedNode", row[0]) for row in (*rows, *programs))]
    names = await naming(reading, things, language)
    parts = sorted((row for row in rows if row[2] == thing), key=_in_order)
    groups = [
        ListingGroup(
            "objectives_within",
            "aligned_programs",
            [_below(names, row[0], row[3], _text(row[1])) for row in parts],
            "number_in_plan",
        ),
        ListingGroup(
            "aligned_programs",
            None,
            _by_name(_program(names, row[0], _text(row[1])) for row in programs),
            "years_of_alignment",
        ),
    ]
    above = [_below(names, each) for each in (of_plan, *_above(thing, rows))]
    return BrowseListing([group for group in groups if group.entries] or groups[1:], names.link(thing), above)


def _above(thing: NamedNode, rows: Sequence[Sequence[object]]) -> list[NamedNode]:
    """Return the parents of an objective, broadest first."""
    broader = {row[0]: row[2] for row in rows}
    found: list[NamedNode] = []
    above = broader[thing]
    while isinstance(above, NamedNode) and above not in found:
        found.insert(0, above)
        above = broader.get(above)
    return found


async def branch(reading: ReleaseReader, language: Language, thing: NamedNode) -> BrowseListing | None:
    """List the programs of a budget branch; None if it has none."""
    rows = (await reading.rows(page_query("browse/branch-programs", branch=thing))).rows
    if not rows:
        return None
    programs = [cast("NamedNode", program) for (program,) in rows]
    counted = (await reading.shared_rows(page_query("browse/matrix-years"))).rows
    years = {program: count_of(count) for program, count in counted}
    names = await naming(reading, [thing, *programs], language)
    entries = _by_name(
        ListingEntry(link, link.address, years.get(each, 0), program_of(link.iri) or "")
        for each in programs
        for link in [names.link(each)]
    )
    return BrowseListing(
        (ListingGroup("Program", "years_with_matrix", entries, "program_key"),),
        names.link(thing),
        explored=f"/explore/programs?{urlencode({'branch': last_step(thing.value)})}",
    )


def _below(names: Names, thing: object, count: object = None, note: str = "", depth: int = 0) -> ListingEntry:
    """Make an entry that leads to what a thing contains."""
    node = cast("NamedNode", thing)
    number = count_of(count) if isinstance(count, Literal) else None
    return ListingEntry(names.link(node), browse_address(node, names.base), number, note, depth)


def _program(names: Names, program: object, years: str) -> ListingEntry:
    link = names.link(cast("NamedNode", program))
    return ListingEntry(link, link.address, note=", ".join(sorted(filter(None, years.split(", ")))))


def _by_name(entries: Iterable[ListingEntry]) -> list[ListingEntry]:
    """Sort entries by name, in Spanish order."""
    return sorted(entries, key=lambda entry: (spanish_order(entry.link.name.text), entry.link.iri))


def _in_order(row: Sequence[object]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Axes before objectives, and `2.10` after `2.9`; a row begins with the objective and its notation."""
    parts = _text(row[1]).split(".")
    return _kind(row), tuple((int(part) if part.isdecimal() else 0, part) for part in parts)


def _kind(row: Sequence[object]) -> str:
    """Return the kind of an axis or objective, as its IRI has it."""
    found = parse(cast("NamedNode", row[0]).value)
    return found.parts.get("objective_kind", "") if found else ""


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""
