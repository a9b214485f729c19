"""The evaluation that an aspect arises from, by the keys that federal sources give both."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.source_identifiers import asm_identifier, evaluation_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.rdf.index import Index
    from asm_graph.rdf.vocabulary import Base

    Evaluated = tuple[int, str, str, str, int]

_IDENTIFIER, _COORDINATOR = map(ASM, ("sourceIdentifier", "coordinatingInstitution"))
_ORIGIN, _TYPE = map(ASM, ("originType", "evaluationType"))


def evaluation_link_triples(index: Index, base: Base) -> Iterator[Triple]:
    """State how certain the evaluation of every aspect with a key is, and which one it is where it is."""
    evaluations = _evaluations(index)
    for aspect in sorted(index.instances(ASM("Asm")), key=str):
        identifiers = _identifiers(index, aspect)
        if not isinstance(aspect, NamedNode) or not identifiers:
            continue
        keys = [parts.evaluated for one in identifiers if (parts := asm_identifier(one))]
        candidates = [node for key in dict.fromkeys(keys) for node in evaluations.get(key, ())]
        link = "uncertain" if candidates else "unknown"
        if len(candidates) == 1 and _agree(index, aspect, candidates[0]):
            link = "certain"
            yield Triple(aspect, ASM("arisesFrom"), candidates[0])
        yield Triple(aspect, ASM("evaluationLink"), base.code("evaluation-link", link))


def _evaluations(index: Index) -> Mapping[Evaluated, Sequence[NamedNode]]:
    """Map what evaluations share with their ASM to the evaluations."""
    found: defaultdict[Evaluated, list[NamedNode]] = defaultdict(list)
    for node in sorted(index.instances(ASM("Evaluation")), key=str):
        keys = {parts.evaluated for one in _identifiers(index, node) if (parts := evaluation_identifier(one))}
        if isinstance(node, NamedNode):
            for key in keys:
                found[key].append(node)
    return found


def _agree(index: Index, aspect: NamedNode, evaluation: NamedNode) -> bool:
    """Return whether the same institution coordinates both, and the types do not contradict each other."""
    institutions = set(index.objects(aspect, _COORDINATOR)) & set(index.objects(evaluation, _COORDINATOR))
    origins, types = set(index.objects(aspect, _ORIGIN)), set(index.objects(evaluation, _TYPE))
    return bool(institutions) and (not origins or not types or bool(origins & types))


def _identifiers(index: Index, node: object) -> list[str]:
    stated = index.forward(_IDENTIFIER).get(node, ()) if isinstance(node, NamedNode) else ()
    return sorted(term.value for term in stated if isinstance(term, Literal))
