"""What blocks a release: each source graph held against the integrity shapes, with its own evidence."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from asm_graph.checks.index import Index
from asm_graph.checks.shacl import Result, plain, validate
from asm_graph.checks.shapes import Shapes
from asm_graph.graph.vocabulary import RDF, RDFS, SKOS, VOID, Base
from asm_graph.knowledge import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.checks.index import Term

_IDENTITY = (RDF("type"), SKOS("inScheme"))
"""What a node of another graph must say for a reference to it to hold."""


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """The results by the named graph that they were found in; the graph conforms if there is none."""

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
        """The report as JSON: `conforms`, the graphs that were checked, and the results in order."""
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


def check_integrity(
    quads: Iterable[Quad], base: Base | None = None, *, shapes: Path | None = None
) -> IntegrityReport:
    """Check `reference`, `catalog` and each `source/…` by itself: two documents may disagree, and both stay.

    What a graph refers to is looked up in the others; only its own nodes can break a rule in it.
    """
    base = base or Base()
    rules = Shapes.load(shapes or Knowledge.default().shapes / "integrity", base)
    graphs = _by_graph(quads)
    context = _Context(graphs, base)
    source = base.graph("source/").value
    shared = (base.graph("reference"), base.graph("catalog"))
    names = [name for name in graphs if name in shared or name.value.startswith(source)]
    return IntegrityReport(
        {name: _check(name, graphs, context, rules, base) for name in sorted(names, key=str)}
    )


def _fault(result: Result) -> str:
    rule, message = result.rule.value.rpartition("#")[2], result.messages.get("en", "")
    focus = plain(result.focus, "")
    return f"{rule}: {message}" if focus in message else f"{rule}: {focus}: {message}"


def _by_graph(quads: Iterable[Quad]) -> Mapping[NamedNode, Sequence[Quad]]:
    graphs: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name].append(quad)
    return dict(graphs)


def _check(
    name: NamedNode, graphs: Mapping[NamedNode, Sequence[Quad]], context: _Context, rules: Shapes, base: Base
) -> tuple[Result, ...]:
    evidence = NamedNode(name.value.replace(base.graph("source/").value, base.graph("evidence/").value))
    own = [*graphs[name], *(graphs.get(evidence, ()) if evidence != name else ())]
    # Rules about a whole graph are anchored at its name, so that their query runs once.
    anchor = Quad(name, RDF("type"), VOID("Dataset"))
    results = validate([*own, anchor, *context.around(own)], rules)
    stated = {quad.subject for quad in own} | {(quad.subject, quad.predicate) for quad in own}
    return tuple(
        result
        for result in results
        if result.focus in stated or (result.focus == name and (result.value, result.path) in stated)
    )


class _Context:
    """What the other graphs say of the nodes that a graph refers to."""

    def __init__(self, graphs: Mapping[NamedNode, Sequence[Quad]], base: Base) -> None:
        ontology = graphs.get(base.graph("ontology"), ())
        self._subclasses = [quad for quad in ontology if quad.predicate == RDFS("subClassOf")]
        self._reference = Index(graphs.get(base.graph("reference"), ()))
        self._identities = Index(
            quad for quads in graphs.values() for quad in quads if quad.predicate in _IDENTITY
        )

    def around(self, quads: Sequence[Quad]) -> Iterator[Quad]:
        """The subclasses, what the registers say of the graph's subjects, and who all the others are."""
        yield from self._subclasses
        mentioned: set[Term] = {quad.object for quad in quads}
        for subject in {quad.subject for quad in quads}:
            for predicate, term in self._reference.said_of(subject):
                mentioned.add(term)
                yield Quad(subject, predicate, term)
        for node in mentioned:
            if isinstance(node, NamedNode):
                yield from (Quad(node, predicate, term) for predicate, term in self._identities.said_of(node))
