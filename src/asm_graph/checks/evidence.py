"""The excerpts that prove a finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.graph.page_places import is_uncertain
from asm_graph.rdf import document_iris
from asm_graph.rdf.index import Index
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.store_reads import remembered
from asm_graph.rdf.terms import number_of
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, DefaultGraph, Quad, Store

    from asm_graph.rdf.index import Term
    from asm_graph.rdf.vocabulary import Base

    Graph = NamedNode | BlankNode | DefaultGraph

_ROW = PROV("wasDerivedFrom")
"""The property of the excerpt of a table's row, which proves all that is said of its entity."""

_SUBJECT, _VALUE, _DOCUMENT = map(ASM, ("subject", "statesValue", "document"))

_MAIN_TEXTS = frozenset({ASM("text"), ASM("narrative"), ASM("rawValue"), RDFS("label"), _ROW})
"""What an entity says first; proves a finding whose rule names no property, or one without an excerpt."""

_MOST_ROWS = 2
"""Rows that prove one node: a name that a table has in every year is proven by some of them."""
_MOST_EXCERPTS = 20
"""Excerpts of one finding: what a hundred programs share is proven by some of them."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim quotation with its place in a text or a workbook.

    `start` and `end` (exclusive) are character offsets in the document; those of an excerpt in a workbook are
    zero, and it has a `sheet` and a range of cells. `page` counts from 1; it is 0 where there are no pages.
    `is_uncertain` tells that it was recognized with low confidence. A cell that `is_blank` states no value;
    it has the name of its `column`, and its quote is what stands there (`ND`), if anything.
    """

    node: NamedNode
    subject: Term
    property: Term
    document: NamedNode
    quote: str
    start: int = 0
    end: int = 0
    sheet: str = ""
    cell: str = ""
    page: int = 0
    is_uncertain: bool = False
    column: str = ""
    is_blank: bool = False
    place: str = field(init=False)
    """Where it stands, for a person: `10–12`, `p. 3`, or `Hoja1!A5:KE5`."""

    def __post_init__(self) -> None:
        """Describe the place in words."""
        in_text = f"p. {self.page}" if self.page else f"{self.start}–{self.end}"
        place = f"{self.sheet}!{self.cell}" if self.cell else in_text
        object.__setattr__(self, "place", place)


def blank_excerpts(index: Index, blanks: Iterable[Term]) -> tuple[Excerpt, ...]:
    """Return the cells that state no value, in reading order."""
    found = [
        replace(one, column=_text(index, one.node, "columnName"), is_blank=True)
        for node in blanks
        for one in _read(index, node, "rawValue")
    ]
    return tuple(sorted(found, key=lambda one: (one.document.value, one.start, one.sheet, one.cell)))


def first_excerpts(excerpts: Iterable[Excerpt]) -> tuple[Excerpt, ...]:
    """Return as many excerpts as one finding has, each once."""
    return tuple(dict.fromkeys(excerpts))[:_MOST_EXCERPTS]


class Excerpts:
    """The excerpts of the evidence graphs of a store, looked up by subject and by the value they state.

    Those of a text are read whole when the first of them is asked for; of a table's rows, what is asked for.
    """

    def __init__(self, store: Store, base: Base) -> None:
        self._store = store
        self._evidence = base.graph(document_iris.evidence_graph("")).value
        self._about = remembered(store, self._find)
        self._graphs = remembered(store, self._find_graphs)
        self._text = remembered(store, self._read_text)

    def _find(self, node: Term) -> frozenset[Excerpt]:
        """Return the excerpts of a node: those about it, and those of texts that state it as a value."""
        about = {e for quad in self._stated(_SUBJECT, node) for e in self._read(quad)}
        stated = self._stated(_VALUE, node) if isinstance(node, NamedNode) else ()
        stating = {e for quad in stated for e in self._read(quad)}
        return frozenset(about | {one for one in stating if one.property != _ROW})

    def _stated(self, predicate: NamedNode, node: Term) -> Iterator[Quad]:
        for quad in self._store.quads_for_pattern(None, predicate, node, None):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph.value.startswith(self._evidence):
                yield quad

    def _read(self, quad: Quad) -> Iterator[Excerpt]:
        said = Index(self._store.quads_for_pattern(quad.subject, None, None, None))
        if ASM("Excerpt") in said.objects(quad.subject, RDF("type")):
            yield from _read(said, quad.subject)

    def _whole(self, excerpt: Excerpt) -> Iterator[Excerpt]:
        """Yield all excerpts of the text that an excerpt is from, none for the rows of a table."""
        for graph in self._graphs(excerpt.node, excerpt.document):
            yield from self._text(graph)

    def _find_graphs(self, node: NamedNode, document: NamedNode) -> frozenset[Graph]:
        found = self._store.quads_for_pattern(node, _DOCUMENT, document, None)
        return frozenset(quad.graph_name for quad in found)

    def _read_text(self, graph: Graph) -> tuple[Excerpt, ...]:
        stated = self._store.quads_for_pattern(None, ASM("start"), None, graph)
        return tuple(one for quad in stated for one in self._read(quad))

    def proving(self, nodes: Iterable[Term], properties: frozenset[NamedNode]) -> tuple[Excerpt, ...]:
        """Return the excerpts of these properties about the nodes; failing that, those of a node's main text.

        Each place is quoted once, a phrase out of a text with that text, in reading order.
        """
        found: set[Excerpt] = set()
        for node in nodes:
            found |= _some(self._proofs(node, properties))
        found |= {whole for excerpt in found for whole in self._around(excerpt)}
        ordered = sorted(found, key=lambda excerpt: excerpt.node.value)
        places = {(e.document.value, e.start, e.end, e.sheet, e.cell, e.quote): e for e in ordered}
        return tuple(places[place] for place in sorted(places)[:_MOST_EXCERPTS])

    def leave_in_doubt(self, nodes: Iterable[Term], properties: frozenset[NamedNode]) -> bool:
        """Tell whether a value that a finding rests on was read with low confidence wherever it stands."""
        for node in nodes:
            stated: defaultdict[tuple[Term, Term], list[bool]] = defaultdict(list)
            for excerpt in self._proofs(node, properties):
                stated[excerpt.subject, excerpt.property].append(excerpt.is_uncertain)
            if any(map(all, stated.values())):
                return True
        return False

    def _proofs(self, node: Term, properties: frozenset[NamedNode]) -> set[Excerpt]:
        """Return the excerpts of these properties about a node; failing that, those of its main text."""
        about = self._about(node)
        declared = {excerpt for excerpt in about if excerpt.property in properties}
        return declared or {excerpt for excerpt in about if excerpt.property in _MAIN_TEXTS}

    def _around(self, excerpt: Excerpt) -> tuple[Excerpt, ...]:
        """Find the shortest longer excerpt that contains an excerpt, if any."""
        longer = [
            other
            for other in self._whole(excerpt)
            if other.start <= excerpt.start
            and excerpt.end <= other.end
            and len(other.quote) > len(excerpt.quote)
        ]
        return (min(longer, key=lambda other: (len(other.quote), other.node.value)),) if longer else ()


def _some(excerpts: set[Excerpt]) -> set[Excerpt]:
    """Return all excerpts of texts, but only the first ones of rows."""
    rows = sorted((one for one in excerpts if one.property == _ROW), key=lambda one: one.node.value)
    return {one for one in excerpts if one.property != _ROW} | set(rows[:_MOST_ROWS])


def _read(index: Index, node: Term, quote: str = "quote") -> Iterator[Excerpt]:
    """Read an excerpt, or a blank cell, once per subject; `quote` names the property of what stands there."""
    for subject in index.objects(node, ASM("subject")):
        for document in index.objects(node, ASM("document")):
            if isinstance(node, NamedNode) and isinstance(document, NamedNode):
                yield Excerpt(
                    node,
                    subject,
                    next(iter(index.objects(node, ASM("property"))), subject),
                    document,
                    _text(index, node, quote),
                    _offset(index, node, "start"),
                    _offset(index, node, "end"),
                    _text(index, node, "sheet"),
                    _text(index, node, "cell"),
                    _offset(index, node, "page"),
                    _is_uncertain(index, node),
                )


def _is_uncertain(index: Index, node: Term) -> bool:
    codes = (term for term in index.objects(node, ASM("readBy")) if isinstance(term, NamedNode))
    is_recognized = any(last_step(code.value) == "ocr" for code in codes)
    confidence = next(map(number_of, index.objects(node, ASM("confidence"))), None)
    return is_uncertain("ocr" if is_recognized else "text", confidence)


def _text(index: Index, node: Term, name: str) -> str:
    return index.text(node, ASM(name), "es") or ""


def _offset(index: Index, node: Term, name: str) -> int:
    literals = [term for term in index.objects(node, ASM(name)) if isinstance(term, Literal)]
    return int(literals[0].value) if literals and literals[0].value.isdecimal() else 0
