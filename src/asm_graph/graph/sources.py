"""What a document can say: what it has a place for, and what it covers (`coverage.toml`)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.graph.blanks import property_statements
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.iri_parts import program_of
from asm_graph.rdf.vocabulary import ASM, RDF, named
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.graph.document_quads import DocumentQuads
    from asm_graph.records.sources import Carried

_PARTIAL, _RESTATED = "partial", "restated"


def state_carried(quads: DocumentQuads, carries: Iterable[Carried]) -> None:
    """State the properties that columns or cells of the document were found for, filled or not.

    One that is found for every class and kind of value is stated itself, any other by a node.
    """
    for one in carries:
        stated = one.property
        if not (one.on_class or stated.value_kind or stated.to_class):
            quads.add(quads.document, ASM("carries"), named(stated.name))
            continue
        told = (stated.name, stated.value_kind, stated.to_class, one.on_class)
        node = quads.base.id(document_iris.carried(quads.slug, slug(" ".join(filter(None, told)))))
        quads.add(quads.document, ASM("carries"), node)
        quads.add(node, RDF("type"), ASM("CarriedProperty"))
        for predicate, value in property_statements(quads, stated):
            quads.add(node, predicate, value)
        if one.on_class:
            quads.add(node, ASM("onClass"), named(one.on_class))


Covered = dict[str, dict[tuple[NamedNode, Literal], set[str]]]
"""By class, the years and cycles of what a document lists, each with the branches of its programs."""


def covered(quads: DocumentQuads, layout: str) -> Covered:
    """Return what was stated so far of the classes that a document of a layout covers."""
    return {class_: _times(quads, named(class_)) for class_ in _declared().get(layout, {})}


def state_coverage(quads: DocumentQuads, layout: str, others: Iterable[Covered] = ()) -> None:
    """State what the document covers, by the years or cycles that it names itself; see `coverage.toml`.

    `others` is what shares of the document cover that were stated apart.
    """
    several = (covered(quads, layout), *others)
    for class_, kind in _declared().get(layout, {}).items():
        times: dict[tuple[NamedNode, Literal], set[str]] = defaultdict(set)
        for at, branches in chain.from_iterable(one[class_].items() for one in several):
            times[at] |= branches
        newest = max((time for _, time in times), key=lambda time: time.value, default=None)
        for (property_, time), branches in sorted(times.items(), key=lambda item: item[0][1].value):
            path = document_iris.coverage(quads.slug, slug(f"{class_.partition(':')[2]} {time.value}"))
            node = quads.base.id(path)
            quads.add(quads.document, ASM("coverage"), node)
            quads.add(node, RDF("type"), ASM("Coverage"))
            quads.add(node, ASM("onClass"), named(class_))
            quads.add(node, property_, time)
            if kind == _RESTATED and newest not in (time, None):
                quads.add(node, ASM("structureYear"), newest)
            shown = _PARTIAL if kind == _RESTATED and time == newest else kind
            quads.add(node, ASM("coverageKind"), quads.base.code("coverage-kind", shown))
            for branch in sorted(branches, key=int):
                quads.add(node, ASM("coversBranch"), quads.base.id(iris.branch(branch)))


def _times(quads: DocumentQuads, class_: NamedNode) -> dict[tuple[NamedNode, Literal], set[str]]:
    """Return the years and cycles of the things of a class, each with the branches of their programs."""
    things = quads.told(RDF("type")).get(class_, set())
    of_branches: dict[str, set[object]] = defaultdict(set)
    for program, subjects in quads.told(ASM("program")).items():
        if isinstance(program, NamedNode) and (branch := _branch(program)):
            of_branches[branch] |= subjects & things
    times: dict[tuple[NamedNode, Literal], set[str]] = {}
    for property_ in (ASM("year"), ASM("cycle")):
        for time, subjects in quads.told(property_).items():
            if isinstance(time, Literal) and not subjects.isdisjoint(things):
                found = {branch for branch, of in of_branches.items() if not of.isdisjoint(subjects)}
                times[property_, time] = found
    return times


def _branch(program: NamedNode) -> str | None:
    """Return the number of the branch of a federal program."""
    number, dash, _ = (program_of(program.value) or "").partition("-")
    return number if dash and number.isdecimal() else None


@cache
def _declared() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("coverage.toml").read_text(encoding="utf-8"))
