"""What blocks a release: each source graph held against the integrity shapes, with its own evidence."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.checks.single_graph import Context, check_graph
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.validation import Result, own_core, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.shacl.validation import Core


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
    quads: Iterable[Quad],
    base: Base | None = None,
    *,
    shapes: Path | None = None,
    core: Core = own_core,
) -> IntegrityReport:
    """Check `reference`, `catalog` and each `source/…` by itself: two documents may disagree, and both stay.

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
    """The graphs to check, in the order of their names, each with its evidence."""
    source, evidence = base.graph(iris.source_graph("")).value, base.graph(iris.evidence_graph("")).value
    shared = (base.graph(iris.REFERENCE), base.graph(iris.CATALOG))
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
    """The quads of each named graph."""
    graphs: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name].append(quad)
    return dict(graphs)
