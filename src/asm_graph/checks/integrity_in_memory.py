"""The check of each graph by itself with all quads in memory, by any evaluation of SHACL Core.

So `asm-graph check --reference` checks with pySHACL, and tests hold the check over files to its results.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from asm_graph.checks.graph_tables import IDENTITY
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import RDF, RDFS, VOID, Base
from asm_graph.shacl.validation import Result, own_core, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.shapes import Shapes
    from asm_graph.shacl.validation import Core


@dataclass(frozen=True, slots=True)
class Context:
    """What other graphs state about the nodes that a graph refers to.

    `classes` are the subclasses of the ontology, `reference` is what the registers say, `identities` are
    the types and code lists of all nodes.
    """

    classes: Index
    reference: Index
    identities: Index

    @classmethod
    def of(cls, graphs: Mapping[NamedNode, Sequence[Quad]], base: Base) -> Context:
        """Collect the context that all graphs of a build share."""
        subclass = RDFS("subClassOf")
        return cls(
            Index(quad for quad in graphs.get(base.graph(iris.ONTOLOGY), ()) if quad.predicate == subclass),
            Index(graphs.get(base.graph(iris.REFERENCE), ())),
            Index(quad for quads in graphs.values() for quad in quads if quad.predicate in IDENTITY),
        )

    def around(self, quads: Sequence[Quad]) -> Iterator[Quad]:
        """Yield subclasses, the registers' facts about the graph's subjects, and the types of other nodes."""
        yield from self.classes
        mentioned: set[Term] = {quad.object for quad in quads}
        for subject in {quad.subject for quad in quads}:
            for predicate, term in self.reference.said_of(subject):
                mentioned.add(term)
                yield Quad(subject, predicate, term)
        for node in mentioned:
            if isinstance(node, NamedNode):
                yield from (Quad(node, predicate, term) for predicate, term in self.identities.said_of(node))


def check_in_memory(
    quads: Iterable[Quad], rules: Shapes, base: Base, core: Core = own_core
) -> Mapping[NamedNode, tuple[Result, ...]]:
    """Return the results of every graph that is checked, in the order of their names."""
    graphs = by_graph(quads)
    context = Context.of(graphs, base)
    return {name: check_graph(name, own, context, rules, core) for name, own in checked_graphs(graphs, base)}


def checked_graphs(
    graphs: Mapping[NamedNode, Sequence[Quad]], base: Base
) -> Iterator[tuple[NamedNode, Sequence[Quad]]]:
    """Yield the graphs to check in the order of their names, each with its evidence."""
    source, evidence = (
        base.graph(document_iris.source_graph("")).value,
        base.graph(document_iris.evidence_graph("")).value,
    )
    shared = tuple(map(base.graph, (iris.REFERENCE, iris.CATALOG, iris.DERIVED)))
    for name in sorted(graphs, key=str):
        if name in shared:
            yield name, graphs[name]
        elif name.value.startswith(source):
            proof = NamedNode(name.value.replace(source, evidence))
            yield name, (*graphs[name], *graphs.get(proof, ()))


def by_graph(quads: Iterable[Quad]) -> Mapping[NamedNode, Sequence[Quad]]:
    """Group quads by named graph."""
    graphs: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name].append(quad)
    return dict(graphs)


def check_graph(
    name: NamedNode, own: Sequence[Quad], context: Context, rules: Shapes, core: Core = own_core
) -> tuple[Result, ...]:
    """Validate one graph: `own` are its quads and those of its evidence.

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
