"""The checks that block a release: each source graph against the integrity shapes, with its evidence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from asm_graph.checks.graph_check import check_graphs
from asm_graph.checks.graph_files import files_by_graph
from asm_graph.checks.graph_tables import prepare
from asm_graph.checks.integrity_in_memory import check_in_memory
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.validation import Result, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import NamedNode, Quad

    from asm_graph.shacl.validation import Core


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


def check_integrity(
    quads: Iterable[Quad],
    base: Base | None = None,
    *,
    shapes: Path | None = None,
    core: Core | None = None,
) -> IntegrityReport:
    """Check `reference`, `catalog` and each `source/…` on its own: documents may disagree, and both stay.

    What a graph refers to is looked up in the others; only its own nodes can break a rule in it. `core`
    evaluates SHACL Core in place of our own evaluation, with all quads in memory.
    """
    base = base or Base()
    rules = Shapes.load(shapes or Knowledge.default().shapes / "integrity", base)
    if core is not None:
        return IntegrityReport(check_in_memory(quads, rules, base, core))
    with TemporaryDirectory() as scratch:
        graphs, others = files_by_graph(quads, base, Path(scratch))
        prepared = prepare(graphs, others, rules, base, Path(scratch))
        return IntegrityReport(check_graphs(prepared, rules, base))


def _fault(result: Result) -> str:
    rule, message = result.rule.value.rpartition("#")[2], result.messages.get("en", "")
    focus = plain(result.focus, "")
    return f"{rule}: {message}" if focus in message else f"{rule}: {focus}: {message}"
