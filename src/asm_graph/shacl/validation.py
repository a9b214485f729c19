"""SHACL validation: Core over an index, SPARQL constraints by Oxigraph, messages in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.errors import InputError
from asm_graph.rdf.index import Index, Term
from asm_graph.shacl.core import Validator
from asm_graph.shacl.sparql_constraints import sparql_violations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad, Store

    from asm_graph.shacl.core.shape import Violation
    from asm_graph.shacl.shapes import Shapes

Phrase = Callable[[Term, str], str]
"""How a node or a literal reads in a language."""

Core = Callable[[Index, Index], "Iterator[Violation]"]
"""Evaluates Core constraints: data and shapes → violations, in no particular order."""

_PLACEHOLDER = re.compile(r"\{[$?](\w+)\}")
"""A variable in a message, as SHACL writes it: `{$this}`, `{?value}`."""


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result; `severity` is `Violation`, `Warning` or `Info`, `messages` are by language.

    `path` is None where a rule looks at a whole node or along several properties. `bindings` are further
    variables of the rule's query.
    """

    rule: NamedNode
    focus: Term
    path: NamedNode | None
    value: Term | None
    severity: str
    messages: Mapping[str, str]
    component: NamedNode
    bindings: Mapping[str, Term] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells one result from another, as text."""
        return (str(self.rule), str(self.focus), str(self.path or ""), str(self.value or ""))


def plain(term: Term, _language: str) -> str:
    """Return the IRI of a node or the text of a literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def own_core(data: Index, shapes: Index) -> Iterator[Violation]:
    """Yield Core violations by our own engine."""
    return Validator(shapes, data).violations()


def validate(
    data: Iterable[Quad], shapes: Shapes, phrase: Phrase = plain, core: Core = own_core
) -> tuple[Result, ...]:
    """Validate the triples of the quads against the shapes, merging named graphs; results are sorted.

    `phrase` writes the nodes and values that the messages name. Where one rule finds the same value at
    the same place twice, the first stays. `core` evaluates the Core constraints.
    """
    return validate_index(Index(data), shapes, phrase, core)


def validate_index(
    data: Index, shapes: Shapes, phrase: Phrase = plain, core: Core = own_core, store: Store | None = None
) -> tuple[Result, ...]:
    """Validate an index, for callers who need it for more than validation; `store` holds the same data."""
    return results_of(chain(core(data, shapes.graph), sparql_violations(data, shapes, store)), shapes, phrase)


def results_of(violations: Iterable[Violation], shapes: Shapes, phrase: Phrase = plain) -> tuple[Result, ...]:
    """Return the results of violations, sorted; of those at the same place the first stays."""
    return distinct(_result(violation, shapes, phrase) for violation in violations)


def distinct(results: Iterable[Result]) -> tuple[Result, ...]:
    """Sort results; of those at the same place the first stays."""
    ordered = sorted(
        results, key=lambda result: (result.key, str(result.component), sorted(result.messages.items()))
    )
    return tuple({result.key: result for result in reversed(ordered)}.values())[::-1]


def _result(violation: Violation, shapes: Shapes, phrase: Phrase) -> Result:
    rule, focus, value = violation.rule, violation.focus, violation.value
    if not isinstance(rule, NamedNode):
        raise InputError(f"{rule}: a shape that reports results has an IRI; give it one.")
    bindings = {**violation.bindings, "this": focus} | ({} if value is None else {"value": value})
    if violation.path is not None:
        bindings["path"] = violation.path
    messages = {
        language: _filled(template, bindings, language, phrase)
        for language, template in shapes.messages(rule).items()
    }
    severity = shapes.severity(rule)
    return Result(
        rule, focus, violation.path, value, severity, messages, violation.component, violation.bindings
    )


def _filled(template: str, bindings: Mapping[str, Term], language: str, phrase: Phrase) -> str:
    return _PLACEHOLDER.sub(
        lambda match: phrase(bindings[match[1]], language) if match[1] in bindings else "", template
    )
