"""What must be known of whole graphs before their subjects are checked one after the other.

A first reading of each graph writes who its nodes are, and which facts are followed backwards. What all graphs
say of who a node is then becomes one file, with a number for each combination that occurs.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from asm_graph.rdf.nquads import subject_of
from asm_graph.rdf.sorted_files import LineSorter, facts_by_subject, lines_between
from asm_graph.shacl.streaming.graph_lines import SUBCLASS, Standing, inverse_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from asm_graph.shacl.streaming.graph_lines import Fact

Visit = Callable[[bytes, Sequence[bytes], Sequence[bytes]], None]
"""Takes a subject, its predicates and their objects."""

_BUFFER = 1 << 20
_BETWEEN = b"\t"
"""Between facts of a line: no written term has a tab."""
_REFERENCE = b"="


@dataclass(frozen=True, slots=True)
class Survey:
    """The files that a first reading of a graph has written, and the subclasses that it states."""

    identities: Path
    inverse: Path
    subclasses: frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Followed:
    """The predicates that say who a node is, and those that are followed backwards.

    `elsewhere` are facts by the latter, and of subclasses, that the registers state about nodes of a graph.
    """

    identity: frozenset[bytes]
    backward: frozenset[bytes]
    elsewhere: Mapping[bytes, Sequence[Fact]] = field(default_factory=dict)

    def places(self, layout: tuple[bytes, ...]) -> tuple[list[int], list[int]]:
        """Return at which places of a subject's predicates those of each sort are."""
        links = {*self.backward, SUBCLASS}
        return (
            [place for place, found in enumerate(layout) if found in self.identity],
            [place for place, found in enumerate(layout) if found in links],
        )


def survey(own: Path, scratch: Path, followed: Followed, visit: Visit | None = None) -> Survey:
    """Read a graph once; `visit` sees each subject too. The files are written below `scratch`."""
    inverse = LineSorter(scratch, "inverse")
    subclasses: set[Fact] = set()
    layouts: dict[tuple[bytes, ...], tuple[list[int], list[int]]] = {}
    with (scratch / "identities").open("wb", buffering=_BUFFER) as file:
        for subject, predicates, objects in facts_by_subject(lines_between(own)):
            layout = tuple(predicates)
            known = layouts.get(layout)
            if known is None:
                known = layouts[layout] = followed.places(layout)
            who, links = known
            if who:
                facts = [predicates[place] + b" " + objects[place] for place in who]
                file.write(subject + b" " + _BETWEEN.join(facts) + b"\n")
            further = followed.elsewhere.get(subject, ())
            for predicate, term in (*((predicates[place], objects[place]) for place in links), *further):
                if predicate == SUBCLASS:
                    subclasses.add((subject, term))
                if predicate in followed.backward:
                    inverse.add(inverse_line(subject, predicate, term))
            if visit is not None:
                visit(subject, predicates, objects)
    return Survey(scratch / "identities", inverse.write(), frozenset(subclasses))


def reference_marks(reference: Path, target: Path) -> Path:
    """Write which nodes the registers say something of, to go among the identities of all graphs."""
    with target.open("wb", buffering=_BUFFER) as file:
        for subject, _ in groupby(lines_between(reference), subject_of):
            file.write(subject + b" " + _REFERENCE + b"\n")
    return target


def standings(identities: Iterable[Path], target: Path) -> tuple[Standing, ...]:
    """Write the number of each node's standing to a file; return the standings by number."""
    numbers: dict[bytes, int] = {}
    with ExitStack() as stack, target.open("wb", buffering=_BUFFER) as file:
        files = [stack.enter_context(path.open("rb", buffering=_BUFFER)) for path in identities]
        for subject, lines in groupby(heapq.merge(*files), subject_of):
            texts = {line[len(subject) + 1 : -1] for line in lines}
            text = texts.pop() if len(texts) == 1 else _BETWEEN.join(sorted(texts))
            file.write(b"%b %d\n" % (subject, numbers.setdefault(text, len(numbers))))
    return tuple(map(_standing, numbers))


def _standing(text: bytes) -> Standing:
    parts = set(text.split(_BETWEEN))
    return Standing(frozenset(_facts(parts - {_REFERENCE})), _REFERENCE in parts)


def _facts(parts: Iterable[bytes]) -> Iterator[Fact]:
    for part in parts:
        predicate, _, term = part.partition(b" ")
        yield predicate, term
