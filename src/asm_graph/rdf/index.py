"""Triples looked up by property, subject or object, whatever named graph they are in."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from asm_graph.garbage_collection import garbage_collection_off
from asm_graph.rdf.vocabulary import RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Term = NamedNode | BlankNode | Literal | Triple

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")

_TYPE, _SUBCLASS = RDF("type"), RDFS("subClassOf")
_EMPTY: Mapping[Term, tuple[Term, ...]] = {}


class Index:
    """An in-memory index of quads by property, from subjects to objects and back.

    Equal terms share one object, and the index from objects to subjects is built on first use: a million
    quads take about 3 s and 300 MB.
    """

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        # The scanning of many small containers doubles the time.
        with garbage_collection_off():
            self._forward = _by_property(quads)
        self._backward: dict[NamedNode, Mapping[Term, tuple[Term, ...]]] = {}
        self._instances: dict[Term, frozenset[Term]] = {}

    def __contains__(self, node: object) -> bool:
        """Tell whether the node is the subject of any triple."""
        return any(node in said for said in self._forward.values())

    def __iter__(self) -> Iterator[Quad]:
        """Yield each triple once, in the default graph and in no particular order."""
        for predicate, said in self._forward.items():
            for subject, terms in said.items():
                for term in terms:
                    yield Quad(subject, predicate, term)  # type: ignore[arg-type]  # no literal has properties

    def __reduce__(self) -> tuple[Callable[[bytes], Index], tuple[bytes]]:
        """Pickle the index as N-Quads, which is how it travels to other processes."""
        return _from_nquads, (serialize(self, format=RdfFormat.N_QUADS) or b"",)

    def plus(self, triples: Iterable[Quad | Triple]) -> Index:
        """Return an index that has some more triples; it shares all else with this one."""
        merged = Index(())
        forward = dict(self._forward)
        for predicate, said in _by_property(triples).items():
            known = forward.get(predicate, {})
            added = {
                node: tuple(dict.fromkeys((*known.get(node, ()), *terms))) for node, terms in said.items()
            }
            forward[predicate] = {**known, **added}
        merged._forward = forward
        return merged

    @property
    def predicates(self) -> Iterable[NamedNode]:
        """The properties of all triples."""
        return self._forward

    def forward(self, predicate: NamedNode) -> Mapping[Term, tuple[Term, ...]]:
        """Map the subjects of a property to its objects, in no particular order."""
        return self._forward.get(predicate, _EMPTY)

    def backward(self, predicate: NamedNode) -> Mapping[Term, tuple[Term, ...]]:
        """Map the objects of a property to its subjects, in no particular order."""
        found = self._backward.get(predicate)
        if found is None:
            subjects: defaultdict[Term, list[Term]] = defaultdict(list)
            for subject, terms in self.forward(predicate).items():
                for term in terms:
                    subjects[term].append(subject)
            found = self._backward[predicate] = {term: tuple(nodes) for term, nodes in subjects.items()}
        return found

    def remembered(self, work_out: Callable[[*Arguments], T]) -> Callable[[*Arguments], T]:
        """Return a function that works out each answer from the index once."""
        return cast("Callable[[*Arguments], T]", cache(work_out))

    def instances(self, class_: Term) -> frozenset[Term]:
        """Return the nodes of a class or of one of its subclasses."""
        found = self._instances.get(class_)
        if found is None:
            typed = self.backward(_TYPE)
            found = frozenset(node for kind in self.below(class_) for node in typed.get(kind, ()))
            self._instances[class_] = found
        return found

    def below(self, class_: Term) -> frozenset[Term]:
        """Return the class and all its subclasses."""
        subclasses = self.backward(_SUBCLASS)
        found: set[Term] = set()
        waiting = [class_]
        while waiting:
            if (next_ := waiting.pop()) not in found:
                found.add(next_)
                waiting.extend(subclasses.get(next_, ()))
        return frozenset(found)

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """Return the objects of a property of a node, sorted."""
        return _sorted(self.forward(predicate).get(subject, ()))

    def subjects(self, predicate: NamedNode, target: Term) -> tuple[Term, ...]:
        """Return the subjects that have this object under a property, sorted."""
        return _sorted(self.backward(predicate).get(target, ()))

    def said_of(self, subject: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Yield each property of a node with each of its objects, sorted."""
        stated = [(predicate, said[subject]) for predicate, said in self._forward.items() if subject in said]
        for predicate, terms in sorted(stated, key=str):
            for term in _sorted(terms):
                yield predicate, term

    def text(self, subject: Term, predicate: NamedNode, language: str) -> str | None:
        """Return one text of a property: in the language if there is one, else in Spanish, else in any."""
        literals = [term for term in self.objects(subject, predicate) if isinstance(term, Literal)]
        for wanted in (language, "es"):
            for literal in literals:
                if literal.language == wanted:
                    return literal.value
        return literals[0].value if literals else None


def _from_nquads(data: bytes) -> Index:
    return Index(parse(data, format=RdfFormat.N_QUADS))


def _by_property(quads: Iterable[Quad | Triple]) -> Mapping[NamedNode, Mapping[Term, tuple[Term, ...]]]:
    # Equal terms arrive as separate objects; sharing one halves the memory.
    same: dict[Term, Term] = {}
    forward: defaultdict[NamedNode, dict[Term, list[Term]]] = defaultdict(dict)
    for subject, predicate, value, *_ in quads:
        said = forward[predicate]
        known = same.setdefault(subject, subject)
        terms = said.get(known)
        if terms is None:
            said[known] = [same.setdefault(value, value)]
        else:
            terms.append(same.setdefault(value, value))
    return {predicate: _distinct(said) for predicate, said in forward.items()}


def _distinct(said: Mapping[Term, list[Term]]) -> Mapping[Term, tuple[Term, ...]]:
    return {node: tuple(dict.fromkeys(terms)) if terms[1:] else (terms[0],) for node, terms in said.items()}


def _sorted(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return terms if len(terms) <= 1 else tuple(sorted(terms, key=str))
