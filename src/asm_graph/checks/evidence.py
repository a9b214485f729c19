"""The excerpts that prove a finding, and the programs that it concerns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.checks.index import Index
from asm_graph.graph.vocabulary import ASM, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from asm_graph.checks.index import Term

_MAIN_TEXTS = frozenset({ASM("text"), ASM("narrative"), ASM("rawValue"), RDFS("label")})
"""What an entity says first; proves a finding whose rule names no property, or one without an excerpt."""

_TOWARDS_PROGRAM = tuple(map(ASM, ("indicator", "evaluation", "observedIn", "measures", "subject", "object")))
_FROM_PROGRAM = tuple(map(ASM, ("hasAction", "hasIndicator", "hasLevel", "citesSource", "usesSource")))
_FARTHEST = 4
"""Steps from a focus node to its program: value, indicator, matrix, program."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim quotation: `start` and `end` (exclusive) are character offsets in the document."""

    node: NamedNode
    subject: Term
    property: Term
    document: NamedNode
    quote: str
    start: int
    end: int


class Excerpts:
    """The excerpts of some evidence graphs, found by what they are about or by the value they state."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_node: defaultdict[Term, set[Excerpt]] = defaultdict(set)
        self._by_document: defaultdict[NamedNode, set[Excerpt]] = defaultdict(set)
        index = Index(quads)
        for node in index.subjects(RDF("type"), ASM("Excerpt")):
            for excerpt in _read(index, node):
                self._by_node[excerpt.subject].add(excerpt)
                self._by_document[excerpt.document].add(excerpt)
                for value in index.objects(node, ASM("statesValue")):
                    if isinstance(value, NamedNode):
                        self._by_node[value].add(excerpt)

    def proving(self, nodes: Iterable[Term], properties: frozenset[NamedNode]) -> tuple[Excerpt, ...]:
        """The excerpts of these properties about the nodes; without one, those of a node's main text.

        Each place is quoted once, a phrase out of a text with that text, in reading order.
        """
        found: set[Excerpt] = set()
        for node in nodes:
            about = self._by_node.get(node, set())
            declared = {excerpt for excerpt in about if excerpt.property in properties}
            found |= declared or {excerpt for excerpt in about if excerpt.property in _MAIN_TEXTS}
        found |= {whole for excerpt in found for whole in self._around(excerpt)}
        ordered = sorted(found, key=lambda excerpt: excerpt.node.value)
        places = {(e.document.value, e.start, e.end, e.quote): e for e in ordered}
        return tuple(places[place] for place in sorted(places))

    def _around(self, excerpt: Excerpt) -> tuple[Excerpt, ...]:
        """The shortest longer excerpt that an excerpt stands in, if there is one."""
        longer = [
            other
            for other in self._by_document[excerpt.document]
            if other.start <= excerpt.start
            and excerpt.end <= other.end
            and len(other.quote) > len(excerpt.quote)
        ]
        return (min(longer, key=lambda other: (len(other.quote), other.node.value)),) if longer else ()


def programs_of(index: Index, focus: Term) -> tuple[NamedNode, ...]:
    """The programs that a node belongs to, found along the shortest ways."""
    if ASM("Program") in index.objects(focus, RDF("type")) and isinstance(focus, NamedNode):
        return (focus,)
    level, seen = [focus], {focus}
    for _ in range(_FARTHEST):
        programs = {term for node in level for term in index.objects(node, ASM("program"))}
        if programs:
            return tuple(sorted((node for node in programs if isinstance(node, NamedNode)), key=str))
        level = [node for node in _neighbours(index, level) if node not in seen]
        seen.update(level)
    return ()


def _neighbours(index: Index, nodes: Sequence[Term]) -> Iterator[Term]:
    for node in nodes:
        for predicate in _TOWARDS_PROGRAM:
            yield from index.objects(node, predicate)
        for predicate in _FROM_PROGRAM:
            yield from index.subjects(predicate, node)


def _read(index: Index, node: Term) -> Iterator[Excerpt]:
    """The excerpt, once for each subject; one in a workbook has no offsets and counts from zero."""
    for subject in index.objects(node, ASM("subject")):
        for document in index.objects(node, ASM("document")):
            if isinstance(node, NamedNode) and isinstance(document, NamedNode):
                yield Excerpt(
                    node,
                    subject,
                    next(iter(index.objects(node, ASM("property"))), subject),
                    document,
                    index.text(node, ASM("quote"), "es") or "",
                    _offset(index, node, "start"),
                    _offset(index, node, "end"),
                )


def _offset(index: Index, node: Term, name: str) -> int:
    literals = [term for term in index.objects(node, ASM(name)) if isinstance(term, Literal)]
    return int(literals[0].value) if literals and literals[0].value.isdecimal() else 0
