"""What confirms or disputes what is reported of an aspect, by the cross-references between documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.rdf.index import Index, Term
    from asm_graph.rdf.vocabulary import Base

_ENDS = tuple(map(ASM, ("subject", "object")))
_OUTCOMES = ("corroborates", "disputes")


def verification_triples(index: Index, base: Base) -> Iterator[Triple]:
    """State what confirms or disputes each aspect, and which of both; what is said of an action counts."""
    outcomes = [base.code("relation", outcome) for outcome in _OUTCOMES]
    found: dict[Triple, None] = {}
    for reference in sorted(index.instances(ASM("CrossReference")), key=str):
        relations = index.objects(reference, ASM("relation"))
        ends = [next(iter(index.objects(reference, end)), None) for end in _ENDS]
        for end, other in (ends, reversed(ends)):
            aspect = _aspect(index, end)
            if aspect is None or not isinstance(other, NamedNode) or _aspect(index, other) == aspect:
                continue
            for outcome in outcomes:
                if outcome in relations:
                    found[Triple(aspect, ASM("verifiedBy"), other)] = None
                    found[Triple(aspect, ASM("verificationOutcome"), outcome)] = None
    yield from found


def _aspect(index: Index, node: Term | None) -> NamedNode | None:
    """Return the aspect that a node is, or is an action of."""
    if node is None:
        return None
    candidates = (node, *index.subjects(ASM("hasAction"), node))
    aspects = index.instances(ASM("Asm"))
    return next((one for one in candidates if one in aspects and isinstance(one, NamedNode)), None)
