"""The default graph of a store, looked up as an `Index` is, without holding its terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from asm_graph.rdf.index import Index
from asm_graph.rdf.store_reads import remembered
from asm_graph.rdf.vocabulary import RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad, Store, Triple

    from asm_graph.rdf.index import Term

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")

_TYPE = RDF("type")
_DEFAULT = DefaultGraph()


class StoreIndex(Index):
    """An index that asks a store each time, for some microseconds; it keeps only the instances of classes."""

    def __init__(self, store: Store) -> None:
        super().__init__(())
        self._store = store
        self._instances_of = self.remembered(self._find_instances)

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
        """Map the subjects of a property to its objects, each looked up when it is asked for."""
        stated = self._store.quads_for_pattern
        return _LookUp(
            lambda node: tuple(self._objects(node, predicate)),
            lambda: (quad.subject for quad in stated(None, predicate, None, _DEFAULT)),
        )

    def backward(self, predicate: NamedNode) -> Mapping[Term, tuple[Term, ...]]:
        """Map the objects of a property to its subjects, each looked up when it is asked for."""
        stated = self._store.quads_for_pattern
        return _LookUp(
            lambda node: tuple(self._subjects(predicate, node)),
            lambda: (quad.object for quad in stated(None, predicate, None, _DEFAULT)),
        )

    def remembered(self, work_out: Callable[[*Arguments], T]) -> Callable[[*Arguments], T]:
        """Return a function that works out each answer from the store once."""
        return remembered(self._store, work_out)

    def instances(self, class_: Term) -> frozenset[Term]:
        """Return the nodes of a class or of one of its subclasses."""
        return self._instances_of(class_)

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """Return the objects of a property of a node, sorted."""
        return _sorted(self._objects(subject, predicate))

    def subjects(self, predicate: NamedNode, target: Term) -> tuple[Term, ...]:
        """Return the subjects that have this object under a property, sorted."""
        return _sorted(self._subjects(predicate, target))

    def said_of(self, subject: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Yield each property of a node with each of its objects, sorted."""
        if isinstance(subject, NamedNode | BlankNode):
            stated = self._store.quads_for_pattern(subject, None, None, _DEFAULT)
            yield from sorted(((quad.predicate, quad.object) for quad in stated), key=str)

    def _find_instances(self, class_: Term) -> frozenset[Term]:
        return frozenset(node for kind in self.below(class_) for node in self._subjects(_TYPE, kind))

    def _objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        if not isinstance(subject, NamedNode | BlankNode):
            return []
        return [quad.object for quad in self._store.quads_for_pattern(subject, predicate, None, _DEFAULT)]

    def _subjects(self, predicate: NamedNode, target: Term) -> list[Term]:
        return [quad.subject for quad in self._store.quads_for_pattern(None, predicate, target, _DEFAULT)]


class _LookUp(Mapping["Term", "tuple[Term, ...]"]):
    """One property of a store; to go through its nodes is to go through all its triples."""

    def __init__(self, of: Callable[[Term], tuple[Term, ...]], nodes: Callable[[], Iterator[Term]]) -> None:
        self._of = of
        self._nodes = nodes

    def __getitem__(self, node: Term) -> tuple[Term, ...]:
        if found := self._of(node):
            return found
        raise KeyError(node)

    def __iter__(self) -> Iterator[Term]:
        return iter(dict.fromkeys(self._nodes()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _sorted(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(terms if len(terms) <= 1 else sorted(terms, key=str))
