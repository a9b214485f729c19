"""The default graph of a store, looked up as an `Index` is, without holding its terms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad, Store, Triple

    from asm_graph.rdf.index import Term

_TYPE = RDF("type")
_DEFAULT = DefaultGraph()


class StoreIndex(Index):
    """An index that asks a store.

    A single look-up takes some microseconds. Who asks `forward` or `backward` has the whole property read
    into memory, and look-ups of that property are as fast as those of an `Index` from then on.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(())
        self._store = store
        self._read: dict[NamedNode, Mapping[Term, tuple[Term, ...]]] = {}

    def __contains__(self, node: object) -> bool:
        """Tell whether the node is the subject of any triple."""
        if not isinstance(node, NamedNode | BlankNode):
            return False
        return next(self._store.quads_for_pattern(node, None, None, _DEFAULT), None) is not None

    def __iter__(self) -> Iterator[Quad]:
        """Yield each triple once, in no particular order."""
        return self._store.quads_for_pattern(None, None, None, _DEFAULT)

    def plus(self, triples: Iterable[Quad | Triple]) -> Index:
        """Return an index in memory that has some more triples."""
        return Index(self).plus(triples)

    @property
    def predicates(self) -> Iterable[NamedNode]:
        """The properties of all triples."""
        return {quad.predicate for quad in self}

    def forward(self, predicate: NamedNode) -> Mapping[Term, tuple[Term, ...]]:
        """Map the subjects of a property to its objects, in no particular order."""
        if predicate not in self._read:
            same: dict[Term, Term] = {}
            said: defaultdict[Term, list[Term]] = defaultdict(list)
            for quad in self._store.quads_for_pattern(None, predicate, None, _DEFAULT):
                said[quad.subject].append(same.setdefault(quad.object, quad.object))
            self._read[predicate] = {subject: tuple(terms) for subject, terms in said.items()}
        return self._read[predicate]

    def instances(self, class_: Term) -> frozenset[Term]:
        """Return the nodes of a class or of one of its subclasses."""
        found = self._instances.get(class_)
        if found is None:
            found = frozenset(node for kind in self.below(class_) for node in self._subjects(_TYPE, kind))
            self._instances[class_] = found
        return found

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """Return the objects of a property of a node, sorted."""
        if predicate in self._read:
            return super().objects(subject, predicate)
        if not isinstance(subject, NamedNode | BlankNode):
            return ()
        found = self._store.quads_for_pattern(subject, predicate, None, _DEFAULT)
        return tuple(sorted((quad.object for quad in found), key=str))

    def subjects(self, predicate: NamedNode, target: Term) -> tuple[Term, ...]:
        """Return the subjects that have this object under a property, sorted."""
        return tuple(sorted(self._subjects(predicate, target), key=str))

    def said_of(self, subject: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Yield each property of a node with each of its objects, sorted."""
        if isinstance(subject, NamedNode | BlankNode):
            stated = self._store.quads_for_pattern(subject, None, None, _DEFAULT)
            yield from sorted(((quad.predicate, quad.object) for quad in stated), key=str)

    def _subjects(self, predicate: NamedNode, target: Term) -> Iterator[Term]:
        return (quad.subject for quad in self._store.quads_for_pattern(None, predicate, target, _DEFAULT))
