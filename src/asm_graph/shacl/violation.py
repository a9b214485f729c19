"""What a constraint found, before its message is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

    from asm_graph.rdf.index import Term


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a rule; `bindings` are further variables of the rule's query, for its message."""

    rule: Term
    focus: Term
    path: NamedNode | None
    value: Term | None
    component: NamedNode
    bindings: Mapping[str, Term] = field(default_factory=dict)
