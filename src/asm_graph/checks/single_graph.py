"""One graph held against the integrity shapes by itself, so that graphs can be checked apart.

Everything here can be sent to another process. Quads travel best as N-Quads, which takes a tenth of the
time that pickling them one by one takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from asm_graph.rdf import iris
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import RDF, RDFS, SKOS, VOID, Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.validation import own_core, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.validation import Core, Result

IDENTITY = frozenset({RDF("type"), SKOS("inScheme")})
"""What a node of another graph must say for a reference to it to hold."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the other graphs say of the nodes that a graph refers to.

    `classes` are the subclasses of the ontology, `reference` is what the registers say, `identities` are
    the types and code lists of all nodes.
    """

    classes: Index
    reference: Index
    identities: Index

    @classmethod
    def of(cls, graphs: Mapping[NamedNode, Sequence[Quad]], base: Base) -> Context:
        """The context that all graphs of a build give to each of them."""
        subclass = RDFS("subClassOf")
        return cls(
            Index(quad for quad in graphs.get(base.graph(iris.ONTOLOGY), ()) if quad.predicate == subclass),
            Index(graphs.get(base.graph(iris.REFERENCE), ())),
            Index(quad for quads in graphs.values() for quad in quads if quad.predicate in IDENTITY),
        )

    def around(self, quads: Sequence[Quad]) -> Iterator[Quad]:
        """The subclasses, what the registers say of the graph's subjects, and who all the others are."""
        yield from self.classes
        mentioned: set[Term] = {quad.object for quad in quads}
        for subject in {quad.subject for quad in quads}:
            for predicate, term in self.reference.said_of(subject):
                mentioned.add(term)
                yield Quad(subject, predicate, term)
        for node in mentioned:
            if isinstance(node, NamedNode):
                yield from (Quad(node, predicate, term) for predicate, term in self.identities.said_of(node))


def check_graph(
    name: NamedNode, own: Sequence[Quad], context: Context, rules: Shapes, core: Core = own_core
) -> tuple[Result, ...]:
    """The results in one graph: `own` are its quads with those of its evidence.

    Only nodes that the graph itself describes can break a rule in it.
    """
    # Rules about a whole graph are anchored at its name, so that their query runs once.
    anchor = Quad(name, RDF("type"), VOID("Dataset"))
    results = validate(chain(own, [anchor], context.around(own)), rules, core=core)
    concerned = {term for result in results for term in (result.focus, result.value)}
    stated = {(quad.subject, quad.predicate) for quad in own if quad.subject in concerned}
    described = {subject for subject, _ in stated}
    return tuple(
        result
        for result in results
        if result.focus in described or (result.focus == name and (result.value, result.path) in stated)
    )


def check_packed(
    name: NamedNode, own: bytes, context: Context, shapes: Path, base: Base
) -> tuple[Result, ...]:
    """`check_graph` for another process: `own` as N-Quads, `shapes` as the folder to load them from."""
    quads = list(parse(own, format=RdfFormat.N_QUADS))
    return check_graph(name, quads, context, Shapes.load(shapes, base))
