"""How the things of each class are described, block by block: their properties, and the kinds of the values.

All that is said of a subject is in one block, its classes too. What a link leads to may be in any other, so
that links are counted by their objects, and the classes of these looked up once all blocks are known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from asm_graph.rdf.nquads import subject_of
from asm_graph.rdf.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TYPE = str(RDF("type")).encode()
_STRING, _TEXT = (str(kind).encode() for kind in (XSD("string"), RDF("langString")))

Counts = dict[str, dict[str, int]]
"""By class and property, as `<class> <property>`: how often each value is there."""


@dataclass(frozen=True, slots=True)
class ClassUses:
    """Counts of triples by the class of their subject and by their property.

    `datatypes` has those of literals by datatype, `links` the others by object; `classes` has those of
    things.
    """

    datatypes: Counts = field(default_factory=dict)
    links: Counts = field(default_factory=dict)
    classes: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[bytes]) -> ClassUses:
        """Count sorted triples (N-Triples without the full stop)."""
        datatypes: defaultdict[bytes, Counter[bytes]] = defaultdict(Counter)
        links: defaultdict[bytes, Counter[bytes]] = defaultdict(Counter)
        classes: dict[str, list[str]] = {}
        for subject, of in groupby(triples, subject_of):
            said = [triple.split(b" ", 2)[1:] for triple in of]
            own = [value for predicate, value in said if predicate == _TYPE and value.startswith(b"<")]
            if own:
                classes[subject.decode()] = [value.decode() for value in own]
            for predicate, value in said:
                is_literal = value.startswith(b'"')
                counts, kind = (datatypes, _datatype(value)) if is_literal else (links, value)
                for one in own:
                    counts[one + b" " + predicate][kind] += 1
        return cls(_decoded(datatypes), _decoded(links), classes)


def _decoded(counts: dict[bytes, Counter[bytes]]) -> Counts:
    return {key.decode(): {kind.decode(): n for kind, n in of.items()} for key, of in counts.items()}


def _datatype(literal: bytes) -> bytes:
    """Return the datatype of a literal as N-Triples writes it."""
    rest = literal.rpartition(b'"')[2]
    if rest.startswith(b"^^"):
        return rest[2:]
    return _TEXT if rest else _STRING


@dataclass(frozen=True, slots=True)
class UseCounts:
    """How many triples each property of each class has, in all and by datatype or class of the value."""

    triples: Counter[str]
    datatypes: dict[str, Counter[str]]
    classes: dict[str, Counter[str]]


def summed(blocks: Sequence[ClassUses]) -> UseCounts:
    """Add up the counts of all blocks of a release; keys are `<class> <property>`."""
    known = {node: of for block in blocks for node, of in block.classes.items()}
    counts = UseCounts(Counter(), defaultdict(Counter), defaultdict(Counter))
    for block in blocks:
        for key, kinds in block.datatypes.items():
            counts.triples[key] += sum(kinds.values())
            counts.datatypes[key].update(kinds)
        for key, objects in block.links.items():
            counts.triples[key] += sum(objects.values())
            for node, count in objects.items():
                for kind in known.get(node, ()):
                    counts.classes[key][kind] += count
    return counts
