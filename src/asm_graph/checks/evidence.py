"""The excerpts that prove a finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.graph.page_places import is_uncertain
from asm_graph.rdf.index import Index
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.terms import number_of
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from pyoxigraph import Quad

    from asm_graph.rdf.index import Term

_ROW = PROV("wasDerivedFrom")
"""The property of the excerpt of a table's row, which proves all that is said of its entity."""

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


def proofs_about(nodes: AbstractSet[Term], quads: Iterable[Quad]) -> Iterator[Quad]:
    """Filter grouped excerpts: keep those of texts, and of rows those about one of the nodes."""
    about, property_ = ASM("subject"), ASM("property")
    for _, together in groupby(quads, key=attrgetter("subject")):
        excerpt = tuple(together)
        said = {quad.predicate: quad.object for quad in excerpt}
        # Selectors are for annotation tools, and about nothing.
        if about in said and (said.get(property_) != _ROW or said[about] in nodes):
            yield from excerpt


class Excerpts:
    """The excerpts of evidence graphs, indexed by subject and by the value they state.

    Rows of tables are kept only where they are about one of the `nodes`.
    """

    def __init__(self, quads: Iterable[Quad], nodes: AbstractSet[Term]) -> None:
        self._by_node: defaultdict[Term, set[Excerpt]] = defaultdict(set)
        self._by_document: defaultdict[NamedNode, set[Excerpt]] = defaultdict(set)
        index = Index(quads)
        rows = index.backward(ASM("property")).get(_ROW, ())
        subjects = index.forward(ASM("subject"))
        apart = {row for row in rows if not any(one in nodes for one in subjects.get(row, ()))}
        for node in set(index.backward(RDF("type")).get(ASM("Excerpt"), ())) - apart:
            for excerpt in _read(index, node):
                self._add(excerpt, index.objects(node, ASM("statesValue")))

    def _add(self, excerpt: Excerpt, values: Iterable[Term]) -> None:
        self._by_node[excerpt.subject].add(excerpt)
        if excerpt.property == _ROW:
            return
        self._by_document[excerpt.document].add(excerpt)
        for value in values:
            if isinstance(value, NamedNode):
                self._by_node[value].add(excerpt)

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
        about = self._by_node.get(node, set())
        declared = {excerpt for excerpt in about if excerpt.property in properties}
        return declared or {excerpt for excerpt in about if excerpt.property in _MAIN_TEXTS}

    def _around(self, excerpt: Excerpt) -> tuple[Excerpt, ...]:
        """Find the shortest longer excerpt that contains an excerpt, if any."""
        longer = [
            other
            for other in self._by_document.get(excerpt.document, ())
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
