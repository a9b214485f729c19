"""What must be known of whole graphs before their subjects are checked one after the other.

A first reading of each graph writes who its nodes are, and which facts are followed backwards. What all
graphs say of who a node is then becomes one file, with a number for each combination that occurs.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from asm_graph.rdf.nquads import subject_of
from asm_graph.rdf.sorted_files import LineSorter, SortedFile, lines_near, lines_of
from asm_graph.shacl.streaming.graph_lines import SUBCLASS, Fact, Standing, inverse_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


Visit = Callable[[bytes, Sequence[Fact]], None]
"""Takes a subject and its facts."""

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
    """The predicates that say who a node is, those that are followed backwards, and those a visitor wants.

    `elsewhere` are facts by those that are followed, and of subclasses, which the registers state.
    """

    identity: frozenset[bytes]
    backward: frozenset[bytes]
    visited: frozenset[bytes] = frozenset()
    elsewhere: Mapping[bytes, Sequence[Fact]] = field(default_factory=dict)


def survey(own: Path, scratch: Path, followed: Followed, visit: Visit | None = None) -> Survey:
    """Read a graph once; `visit` sees the facts of each subject by the predicates that are visited.

    The files are written below `scratch`.
    """
    inverse = LineSorter(scratch, "inverse")
    subclasses: set[Fact] = set()

    def link(subject: bytes, predicate: bytes, term: bytes) -> None:
        if predicate == SUBCLASS:
            subclasses.add((subject, term))
        if predicate in followed.backward:
            inverse.add(inverse_line(subject, predicate, term))

    with (scratch / "identities").open("wb", buffering=_BUFFER) as file:
        for subject, facts in _wanted(own, followed):
            who = [predicate + b" " + term for predicate, term in facts if predicate in followed.identity]
            if who:
                file.write(subject + b" " + _BETWEEN.join(who) + b"\n")
            for predicate, term in facts:
                if predicate == SUBCLASS or predicate in followed.backward:
                    link(subject, predicate, term)
            if visit is not None:
                visit(subject, [fact for fact in facts if fact[0] in followed.visited])
    for subject, predicate, term in _of_described(own, followed.elsewhere):
        link(subject, predicate, term)
    return Survey(scratch / "identities", inverse.write(), frozenset(subclasses))


def _wanted(own: Path, followed: Followed) -> Iterator[tuple[bytes, list[Fact]]]:
    """Yield the subjects with their facts by the predicates that matter, without grouping the others."""
    wanted = followed.identity | followed.backward | followed.visited | {SUBCLASS}
    current, facts = b"", list[tuple[bytes, bytes]]()
    # Nearly every subject says who it is, but few have any of the other predicates.
    words = [b" " + predicate + b" " for predicate in wanted]
    for line in lines_of(own) if followed.identity else lines_near(own, words):
        subject, predicate, rest = line.split(b" ", 2)
        if predicate not in wanted:
            continue
        if subject != current:
            if facts:
                yield current, facts
            current, facts = subject, []
        facts.append((predicate, rest[: rest.rindex(b" <")]))
    if facts:
        yield current, facts


def _of_described(own: Path, facts: Mapping[bytes, Sequence[Fact]]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield those facts whose subjects a graph describes."""
    if not facts:
        return
    with closing(SortedFile(own)) as described:
        for subject, stated in facts.items():
            if described.lines(subject):
                for fact in stated:
                    yield subject, *fact


def reference_marks(reference: Path, target: Path) -> Path:
    """Write which nodes the registers say something of, to go among the identities of all graphs."""
    with target.open("wb", buffering=_BUFFER) as file:
        for subject, _ in groupby(lines_of(reference), subject_of):
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
