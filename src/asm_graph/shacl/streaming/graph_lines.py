"""One graph in a file of sorted N-Quads, with what others state about its nodes, looked up line by line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.rdf.sorted_files import SortedFile, facts_by_subject, lines_of
from asm_graph.rdf.vocabulary import RDF, RDFS
from asm_graph.rdf.written_terms import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

Fact = tuple[bytes, bytes]
"""A predicate and an object, as written."""

TYPE, SUBCLASS = written(RDF("type")), written(RDFS("subClassOf"))

_REMEMBERED = 100_000
"""Nodes whose standing is remembered."""
_SPACE = b"\xff"
"""Stands for a space in the first word of a line: no UTF-8 has this byte."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What all graphs say of who a node is; `in_reference` if the registers say more of it.

    `kinds` are its classes.
    """

    facts: frozenset[Fact] = frozenset()
    in_reference: bool = False
    kinds: frozenset[bytes] = field(init=False)

    def __post_init__(self) -> None:
        """Derive from the facts what is asked for most."""
        kinds = frozenset(term for predicate, term in self.facts if predicate == TYPE)
        object.__setattr__(self, "kinds", kinds)


_UNKNOWN = Standing()


@dataclass(frozen=True, slots=True)
class GraphFiles:
    """The files of one graph and of what is known around it.

    `nodes` has a line `node number` for each node that some graph says something of by one of the `identity`
    predicates; the number is a place in `standings`. Without it no other graph says anything. `inverse` has
    the lines of `inverse_line`. `reference` are the quads of the registers, `subclasses` all pairs of a class
    and one above it. `anchor` is the class that the `name` of the graph is taken to have.
    """

    name: bytes
    own: Path
    inverse: Path
    identity: frozenset[bytes]
    nodes: Path | None = None
    standings: tuple[Standing, ...] = ()
    subclasses: frozenset[Fact] = frozenset()
    reference: Path | None = None
    anchor: bytes = b""


class GraphLines:
    """Lookups in the files of a graph, with a bounded memory of who its nodes are."""

    def __init__(self, files: GraphFiles) -> None:
        self.files = files
        self._own, self._inverse = SortedFile(files.own), SortedFile(files.inverse)
        self._nodes = SortedFile(files.nodes) if files.nodes else None
        self._reference = SortedFile(files.reference) if files.reference else None
        self._known: dict[bytes, Standing] = {}
        self._above: defaultdict[bytes, set[bytes]] = defaultdict(set)
        for below, above in files.subclasses:
            self._above[below].add(above)

    def close(self) -> None:
        """Close the files."""
        for file in (self._own, self._nodes, self._inverse, self._reference):
            if file is not None:
                file.close()

    def standing(self, node: bytes) -> Standing:
        """Return what all graphs say of who a node is."""
        found = self._known.get(node)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[node] = self._standing(node)
        return found

    def _standing(self, node: bytes) -> Standing:
        if self._nodes is None:
            who = [
                fact for each in self.files.identity for fact in _facts(self._own.lines_of_two(node, each))
            ]
            return Standing(frozenset(who))
        lines = self._nodes.lines(node)
        found = self.files.standings[int(lines[0].rpartition(b" ")[2])] if lines else _UNKNOWN
        return self._own_standing(node, in_reference=found.in_reference) if node.startswith(b"_:") else found

    def _own_standing(self, node: bytes, *, in_reference: bool) -> Standing:
        """Return who a blank node is: no other graph but the registers can mean the same one."""
        facts = self.stated(node)
        if facts and in_reference and self._reference is not None:
            facts += _facts(self._reference.lines(node))
        return Standing(frozenset(fact for fact in facts if fact[0] in self.files.identity), in_reference)

    def kinds(self, node: bytes) -> frozenset[bytes]:
        """Return the classes of a node that the graph mentions."""
        kinds = self.standing(node).kinds
        return kinds | {self.files.anchor} if node == self.files.name else kinds

    def stated(self, node: bytes) -> list[Fact]:
        """Return what the graph itself says of a node."""
        return _facts(self._own.lines(node))

    def referenced(self, node: bytes) -> list[Fact]:
        """Return what the registers say of a node that the graph describes."""
        if self._reference is None or not self.standing(node).in_reference:
            return []
        return _facts(self._reference.lines(node))

    def said(self, node: bytes) -> set[Fact]:
        """Return what the graph says of a node, and the registers of one that it describes."""
        own = self.stated(node)
        return {*own, *(self.referenced(node) if own else ())}

    def described(self, node: bytes) -> set[Fact]:
        """Return what holds of a node whether or not the graph mentions it elsewhere."""
        found = self.said(node)
        found.update((SUBCLASS, above) for above in self._above.get(node, ()))
        if node == self.files.name and self.files.anchor:
            found.add((TYPE, self.files.anchor))
        return found

    def is_class(self, node: bytes) -> bool:
        """Tell whether a node is below another class."""
        return node in self._above

    def mentioned(self, node: bytes) -> set[Fact]:
        """Return all that holds of a node that the graph mentions."""
        return self.described(node) | self.standing(node).facts

    def mentions(self, nodes: Collection[bytes]) -> set[bytes]:
        """Return which of some nodes the graph, or the registers of what it describes, has as an object."""
        found: set[bytes] = set()
        for subject, _, objects in facts_by_subject(self.files.own):
            found.update(term for term in objects if term in nodes)
            found.update(term for _, term in self.referenced(subject) if term in nodes)
        return found

    def triples(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Yield all that holds in the graph and around it, some of it repeatedly."""
        for below, above in self.files.subclasses:
            yield below, SUBCLASS, above
        if self.files.anchor:
            yield self.files.name, TYPE, self.files.anchor
        for subject, predicates, objects in facts_by_subject(self.files.own):
            facts = [*zip(predicates, objects, strict=True), *self.referenced(subject)]
            for predicate, term in facts:
                yield subject, predicate, term
                for fact in self.standing(term).facts:
                    yield term, *fact

    def backward(self, term: bytes) -> list[Fact]:
        """Return predicates with the subjects that have a term as their object."""
        return inverse_facts(self._inverse, term)

    def objects_of(self, predicate: bytes) -> set[bytes]:
        """Return the objects of a predicate that is followed backwards."""
        lines = (line.split(b" ", 2) for line in lines_of(self.files.inverse))
        return {term.replace(_SPACE, b" ") for term, found, _ in lines if found == predicate}

    def below(self, class_: bytes) -> frozenset[bytes]:
        """Return a class and all its subclasses."""
        found: set[bytes] = set()
        waiting = {class_}
        while waiting:
            found |= waiting
            waiting = {below for below, above in self.files.subclasses if above in waiting} - found
        return frozenset(found)


def inverse_line(subject: bytes, predicate: bytes, term: bytes) -> bytes:
    r"""Return the line under which a fact is found by its object.

    >>> inverse_line(b"<urn:a>", b"<urn:p>", b"<urn:b>")
    b'<urn:b> <urn:p> <urn:a>\n'
    """
    return b"%b %b %b\n" % (term.replace(b" ", _SPACE), predicate, subject)


def inverse_facts(file: SortedFile, term: bytes) -> list[Fact]:
    """Return what `inverse_line` has written under a term: predicates and subjects."""
    lines = (line.split(b" ", 2) for line in file.lines(term.replace(b" ", _SPACE)))
    return [(predicate, subject) for _, predicate, subject in lines]


def _facts(lines: Iterable[bytes]) -> list[Fact]:
    facts = (line.split(b" ", 2) for line in lines)
    return [(predicate, rest.rpartition(b" <")[0]) for _, predicate, rest in facts]
