"""Our evaluation of SHACL Core gives pySHACL's results on our own shapes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from bench.federal_graph import federal_graph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from tests.shacl.core.agreement import ordered, ours, streamed, theirs

from asm_graph.commands.check import read_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, OA, SH, XSD, Base
from asm_graph.shacl.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTY = 0.3
"""The share of facts that are spoiled."""

KINDS = ("integrity", "audit")


def shapes_of(kind: str) -> Index:
    return Shapes.load(Knowledge.default().shapes / kind).graph


@pytest.mark.parametrize("kind", KINDS)
def test_on_the_founding_documents(founding_release: Any, kind: str) -> None:
    data, shapes = Index(read_quads(founding_release.dump_path)), shapes_of(kind)
    assert ours(data, shapes) == theirs(data, shapes) == streamed(data, shapes)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", KINDS)
def test_on_a_federal_graph_with_seeded_faults(kind: str, seed: int) -> None:
    data, shapes = Index(spoiled(federal_graph(2), seed)), shapes_of(kind)
    found, reference = ours(data, shapes), theirs(data, shapes)
    assert ordered(found, data, shapes) == ordered(reference, data, shapes)
    assert streamed(data, shapes) == found


def test_the_seeded_faults_are_of_every_kind() -> None:
    """Each constraint component that one of the shapes reports by is broken somewhere."""
    graphs = [Index(spoiled(federal_graph(2), seed)) for seed in range(2)]
    for kind in KINDS:
        shapes = shapes_of(kind)
        reported = {component for graph in graphs for _, _, _, _, component, _ in ours(graph, shapes)}
        assert reported == stated_components(shapes)


def stated_components(shapes: Index) -> set[NamedNode]:
    """What the constraint components of the shapes with a name are called."""
    shared = {"path", "sparql", "message", "severity", "qualifiedValueShape", "prefixes"}
    names = {
        predicate.value.removeprefix(SH.iri)
        for predicate in shapes.predicates
        if predicate.value.startswith(SH.iri)
        and any(str(rule).startswith("<") and "shapes#" in str(rule) for rule in shapes.forward(predicate))
    }
    names -= {name for name in names if name.startswith(("target", "declare"))} | shared
    return {SH(f"{name[0].upper()}{name[1:]}ConstraintComponent") for name in names}


def spoiled(quads: Iterator[Quad], seed: int) -> Iterator[Quad]:
    """The facts of a graph, some of them left out, doubled, or with a value of another kind."""
    chance = random.Random(seed)  # noqa: S311  the same faults each time
    ontology = Base().graph("ontology")
    facts = [quad for quad in quads if quad.graph_name != ontology or "subClassOf" in str(quad.predicate)]
    yield from strange_facts(chance)
    for quad in facts:
        if chance.random() > FAULTY or quad.graph_name == ontology:
            yield quad
            continue
        if chance.random() < 0.5:
            yield quad
        if chance.random() < 0.8:
            yield Quad(quad.subject, quad.predicate, chance.choice(strange_values(quad)))


def strange_values(quad: Quad) -> list[Any]:
    near: list[Any] = [
        NamedNode("https://w3id.org/asm-graph/id/otro"),
        NamedNode("https://w3id.org/asm-graph/id/ñandú"),
        Literal(""), Literal("x"), Literal("", language="es"), Literal("Uno", language="es"),
        Literal("One", language="en"), Literal("Eins", language="de"),
        Literal("doce", datatype=XSD("decimal")),
        Literal("-3", datatype=XSD("decimal")), Literal("-3", datatype=XSD("integer")),
        Literal("1821", datatype=XSD("gYear")), Literal("2021", datatype=XSD("gYear")), BlankNode("b"),
    ]  # fmt: skip
    if isinstance(quad.object, Literal) and quad.object.language is not None:
        near += [Literal("Otro texto", language="es")] * 5
    return near


def _selector(node: NamedNode) -> Iterator[Quad]:
    """A selector with more text around its quotation than is admitted."""
    yield Quad(node, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), OA("TextQuoteSelector"))
    yield Quad(node, OA("prefix"), Literal("x" * 100))


def strange_facts(chance: random.Random) -> Iterator[Quad]:
    """Properties that only the founding documents have, with right and wrong values."""
    numbers = ("-1", "0", "3", "50", "100", "101", "doce")
    for number in range(60):
        node = Base().id(f"strange/{number}")
        for name in ("progress", "progress", "start", "end", "scale", "number"):
            datatype = chance.choice(("decimal", "integer"))
            yield Quad(node, ASM(name), Literal(chance.choice(numbers), datatype=XSD(datatype)))
        yield Quad(node, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ASM(chance.choice((
            "Action", "Asm", "Blank", "Coverage", "Excerpt", "Alignment", "CrossReference", "Statement",
            "Validator",
        ))))  # fmt: skip
        for name in ("statedIn", "alignedTo", "relation", "citesSource", "evaluator", "responsibleUnit"):
            yield Quad(node, ASM(name), Base().id(chance.choice(("otro", "code/relation/disputes"))))
        yield Quad(Base().id("otro"), ASM("verification"), Base().id("code/verification/unverified"))
        yield Quad(
            node, ASM("verificationOutcome"), Base().id(chance.choice(("otro", "code/relation/disputes")))
        )
        yield Quad(node, ASM("mentionsProgram"), Literal("PDZP"))
        yield Quad(node, ASM("firstPage"), Literal("3", datatype=XSD("integer")))
        yield Quad(node, ASM("lastPage"), Literal("2", datatype=XSD("integer")))
        yield from _selector(Base().id(f"strange/{number}/quote"))
        yield Quad(node, ASM("rescheduled"), Literal("true", datatype=XSD("boolean")))
        if number % 2:
            yield Quad(node, ASM("dueDate"), Literal("2011-13", datatype=XSD("gYearMonth")))
