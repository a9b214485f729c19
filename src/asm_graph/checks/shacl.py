"""SHACL validation with pySHACL, on graphs of this project only: nothing is fetched, nothing is inferred."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyshacl
from pyoxigraph import Literal, NamedNode
from rdflib.namespace import SH

from asm_graph.checks.index import Term
from asm_graph.checks.rdflib_terms import graph_of, term_of, unescaped
from asm_graph.checks.shapes import PLACEHOLDER, carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import rdflib
    from pyoxigraph import Quad
    from rdflib.term import Node

    from asm_graph.checks.shapes import Shapes

Phrase = Callable[[Term, str], str]
"""How a node or a literal reads in a language."""


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result; `severity` is `Violation`, `Warning` or `Info`, `messages` are by language.

    `path` is None where a rule looks at a whole node or along several properties.
    """

    rule: NamedNode
    focus: Term
    path: NamedNode | None
    value: Term | None
    severity: str
    messages: Mapping[str, str]
    component: NamedNode

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells one result from another, as text."""
        return (str(self.rule), str(self.focus), str(self.path or ""), str(self.value or ""))


def plain(term: Term, _language: str) -> str:
    """The IRI of a node, the text of a literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def validate(data: Iterable[Quad], shapes: Shapes, phrase: Phrase = plain) -> tuple[Result, ...]:
    """Hold the triples of the quads against the shapes; named graphs are merged, results are sorted.

    `phrase` writes the nodes and values that the messages name.
    """
    graph = graph_of((quad.triple for quad in data), escape=True)
    shapes_graph = graph_of(shapes.for_engine(), escape=False)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph, inplace=True, do_owl_imports=False)
    results = [_result(report, node, shapes, phrase) for node in report.objects(predicate=SH.result)]
    return tuple({result.key: result for result in sorted(results, key=_order)}.values())


def _order(result: Result) -> tuple[object, ...]:
    return (result.key, sorted(result.messages.items()))


def _result(report: rdflib.Graph, node: Node, shapes: Shapes, phrase: Phrase) -> Result:
    parts = {str(predicate): part for predicate, part in report.predicate_objects(node)}
    terms = {name: term_of(part) for name, part in parts.items()}
    rule, path = terms[str(SH.sourceShape)], terms.get(str(SH.resultPath))
    focus, value = terms[str(SH.focusNode)], terms.get(str(SH.value))
    component = terms[str(SH.sourceConstraintComponent)]
    if not (isinstance(rule, NamedNode) and isinstance(component, NamedNode)):
        raise TypeError(f"{rule}: a shape that reports results has an IRI")
    values: dict[str, Term] = {
        name: _bound(text)
        for name, text in carried(unescaped(str(parts.get(str(SH.resultMessage), "")))).items()
    }
    values |= {"this": focus} | ({"value": value} if value else {})
    return Result(
        rule,
        focus,
        path if isinstance(path, NamedNode) else None,
        value,
        str(parts[str(SH.resultSeverity)]).removeprefix(str(SH)),
        {
            language: _filled(text, values, language, phrase)
            for language, text in shapes.messages(rule).items()
        },
        component,
    )


def _bound(text: str) -> Term:
    """A variable's value as pySHACL hands it over: what it was before it became text."""
    return NamedNode(text) if text.startswith(("http://", "https://")) and " " not in text else Literal(text)


def _filled(template: str, values: Mapping[str, Term], language: str, phrase: Phrase) -> str:
    return PLACEHOLDER.sub(
        lambda match: phrase(values[match[1]], language) if match[1] in values else "", template
    )
