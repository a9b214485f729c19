"""The checks that block a release: each source graph against the integrity shapes, with its evidence.

One graph can be checked apart from the others, in another process, given the `Context` of the rest.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from asm_graph.knowledge import Knowledge
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import RDF, RDFS, SKOS, VOID, Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.validation import Result, own_core, plain, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.validation import Core


IDENTITY = frozenset({RDF("type"), SKOS("inScheme")})
"""What a node of another graph must say for a reference to it to hold."""


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """Validation results by named graph; the whole conforms if none is a violation."""

    results: Mapping[NamedNode, tuple[Result, ...]]

    @property
    def conforms(self) -> bool:
        """Whether a release may be made of the graph: infos and warnings do not block it."""
        return not self.faults

    @property
    def faults(self) -> tuple[str, ...]:
        """What blocks a release, one line each: the rule, the node that breaks it, and what is wrong."""
        return tuple(
            _fault(result)
            for found in self.results.values()
            for result in found
            if result.severity == "Violation"
        )

    def to_json(self) -> str:
        """Serialize the report: `conforms`, the graphs checked, and the results in order."""
        results = [
            {
                "graph": graph.value,
                "rule": result.rule.value,
                "severity": result.severity,
                "focus": plain(result.focus, ""),
                "path": result.path.value if result.path else None,
                "value": plain(result.value, "") if result.value is not None else None,
                "messages": dict(result.messages),
                "component": result.component.value,
            }
            for graph, found in self.results.items()
            for result in found
        ]
        graphs = [graph.value for graph in self.results]
        return json.dumps(
            {"conforms": self.conforms, "graphs": graphs, "results": results}, ensure_ascii=False, indent=2
        )


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


def check_integrity(
    quads: Iterable[Quad],
    base: Base | None = None,
    *,
    shapes: Path | None = None,
    core: Core = own_core,
) -> IntegrityReport:
    """Check `reference`, `catalog` and each `source/…` on its own: documents may disagree, and both stay.

    What a graph refers to is looked up in the others; only its own nodes can break a rule in it. `core`
    evaluates SHACL Core.
    """
    base = base or Base()
    rules = Shapes.load(shapes or Knowledge.default().shapes / "integrity", base)
    graphs = by_graph(quads)
    context = Context.of(graphs, base)
    return IntegrityReport(
        {name: check_graph(name, own, context, rules, core) for name, own in checked_graphs(graphs, base)}
    )


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


def _fault(result: Result) -> str:
    rule, message = result.rule.value.rpartition("#")[2], result.messages.get("en", "")
    focus = plain(result.focus, "")
    return f"{rule}: {message}" if focus in message else f"{rule}: {focus}: {message}"


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
