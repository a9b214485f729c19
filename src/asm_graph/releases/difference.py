"""The difference between two releases, from their sorted dumps read side by side: quads and things."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Literal, cast

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, RdfFormat, parse

from asm_graph.rdf.nquads import graph_of, packed_writer, subject_of, triple_of
from asm_graph.rdf.packed_blocks import lines_apart
from asm_graph.rdf.vocabulary import ASM, DCT, RDF, RDFS, SH, SKOS
from asm_graph.releases.changed_values import UNTOLD, changed_values
from asm_graph.releases.dumps import QUADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from asm_graph.releases.finding_changes import WatchedThings


How = Literal["added", "removed", "changed"]
HOWS: tuple[How, ...] = ("added", "removed", "changed")

_SHOWN = 200
"""Things named for each kind and change; the files of quads have all."""
_TYPE = f"{RDF('type')} <".encode()
_SUPERCLASS = f"{RDFS('subClassOf')} <".encode()
_SOURCES = tuple(f"{prop} <".encode() for prop in UNTOLD)
_NAMES = (
    SKOS("prefLabel"),
    RDFS("label"),
    DCT("title"),
    ASM("text"),
    ASM("narrative"),
    SH("resultMessage"),
    SKOS("notation"),
)
"""The properties that name a thing, the best first."""
_LONGEST_NAME = 160

Kinds = frozenset[str]
Told = dict[str, object]
"""A thing as the summary tells of it: its IRI, its name and, of one that changed, its values."""


@dataclass(slots=True)
class ChangedThings:
    """Counts changed things by class and names the first of them, with the values that differ."""

    counts: Counter[tuple[Kinds, How]] = field(default_factory=Counter)
    shown: dict[tuple[Kinds, How], list[Told]] = field(default_factory=lambda: defaultdict(list))
    superclasses: set[str] = field(default_factory=set)

    def note(self, before: Sequence[bytes], after: Sequence[bytes]) -> None:
        """Take the differing lines of one subject; the same statements in another graph are no change."""
        lines = after or before
        self.superclasses.update(_objects(lines, _SUPERCLASS))
        kinds = frozenset(_objects(lines, _TYPE))
        if not kinds or lines[0].startswith(b"_:"):
            return
        how: How = "changed" if before and after else "added" if after else "removed"
        if how == "changed" and _said(before) == _said(after):
            return
        self.counts[kinds, how] += 1
        if len(self.shown[kinds, how]) < _SHOWN:
            iri, name = _named(lines)
            told: Told = {"iri": iri, "name": name}
            if how == "changed":
                told["values"] = [one.as_json() for one in changed_values(before, after)]
            self.shown[kinds, how].append(told)

    def summary(self) -> dict[str, dict[str, object]]:
        """Return, by most specific class, how many things were added, removed and changed, and which."""
        found: dict[str, dict[str, object]] = {}
        for (kinds, how), count in sorted(
            self.counts.items(), key=lambda item: (sorted(item[0][0]), item[0][1])
        ):
            one = found.setdefault(self._kind(kinds), {name: {"count": 0, "things": []} for name in HOWS})
            told = cast("dict[str, object]", one[how])
            told["count"] = cast("int", told["count"]) + count
            named = cast("list[Told]", told["things"])
            named += self.shown[kinds, how][: _SHOWN - len(named)]
        return dict(sorted(found.items()))

    def _kind(self, kinds: Kinds) -> str:
        return min(kinds, key=lambda kind: (kind in self.superclasses, not kind.startswith(ASM.iri), kind))


def _said(lines: Sequence[bytes]) -> set[bytes]:
    """Return the statements about a subject, whatever their graph."""
    return {triple_of(line) for line in lines if not _after_subject(line).startswith(_SOURCES)}


def _objects(lines: Sequence[bytes], predicate: bytes) -> list[str]:
    """Return the IRIs a subject has for a property."""
    rests = (_after_subject(line) for line in lines)
    return [
        rest.removeprefix(predicate).partition(b">")[0].decode()
        for rest in rests
        if rest.startswith(predicate)
    ]


def _after_subject(line: bytes) -> bytes:
    """Split off property, object and graph: a literal may contain anything, even statements."""
    return line.partition(b" ")[2]


def _named(lines: Sequence[bytes]) -> tuple[str, str]:
    """Return a thing's IRI and its best name, Spanish if there are several."""
    quads = list(parse(b"".join(lines), format=RdfFormat.N_QUADS))
    names = [
        (_NAMES.index(quad.predicate), quad.object.language != "es", quad.object.value)
        for quad in quads
        if quad.predicate in _NAMES and isinstance(quad.object, Text)
    ]
    iri = cast("NamedNode", quads[0].subject).value
    return iri, min(names)[2][:_LONGEST_NAME] if names else ""


SUMMARY = "reports/difference.json"
ADDED = "reports/added.nq.gz"
REMOVED = "reports/removed.nq.gz"

Lines = list[bytes]


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference from one release folder to another, with one subject in memory at a time."""

    before: Path
    after: Path

    def subjects(self) -> Iterator[tuple[Lines, Lines]]:
        """Yield the N-Quads lines of each differing subject, before and after, in order."""
        return differing_subjects(*lines_apart(self.before / QUADS, self.after / QUADS))

    def changes(self) -> Iterator[tuple[bool, bytes]]:
        """Yield each N-Quads line that only one release has, in order, and whether it is the later one."""
        for before, after in self.subjects():
            yield from _changed(before, after)


def differing_subjects(before: Iterator[bytes], after: Iterator[bytes]) -> Iterator[tuple[Lines, Lines]]:
    """Yield the lines of each subject that differs between two runs of sorted lines, before and after."""
    old_groups, new_groups = _groups(before), _groups(after)
    old, new = next(old_groups, None), next(new_groups, None)
    while old is not None or new is not None:
        if old is None or (new is not None and new[0] < old[0]):
            yield [], new[1] if new else []
            new = next(new_groups, None)
        elif new is None or old[0] < new[0]:
            yield old[1], []
            old = next(old_groups, None)
        else:
            if old[1] != new[1]:
                yield old[1], new[1]
            old, new = next(old_groups, None), next(new_groups, None)


def write_difference(
    previous: Path | None, release: Path, folder: Path | None = None, watched: WatchedThings | None = None
) -> None:
    """Report the difference to another release: counts and changed things as JSON, quads as N-Quads.

    They go under `reports/` of a folder, by default that of the release; `watched` notes what changed.
    """
    folder = folder or release
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    things = ChangedThings()
    if previous is not None:
        with packed_writer(folder / ADDED) as added_file, packed_writer(folder / REMOVED) as removed_file:
            for before, after in Difference(previous, release).subjects():
                things.note(before, after)
                if watched is not None:
                    watched.note(before, after)
                for is_new, line in _changed(before, after):
                    (added_file if is_new else removed_file).write(line)
                    (added if is_new else removed)[graph_of(line)] += 1
    summary = {
        "previous": previous.name if previous else None,
        "added": added.total(),
        "removed": removed.total(),
        "graphs": {
            graph: {"added": added[graph], "removed": removed[graph]} for graph in sorted(added | removed)
        },
        "things": things.summary(),
    }
    text = json.dumps(summary, indent=2, ensure_ascii=False) + "\n"
    (folder / SUMMARY).write_text(text, encoding="utf-8")


def _groups(lines: Iterator[bytes]) -> Iterator[tuple[bytes, Lines]]:
    return ((subject, list(of)) for subject, of in groupby(lines, subject_of))


def _changed(before: Lines, after: Lines) -> Iterator[tuple[bool, bytes]]:
    old, new = set(before), set(after)
    return ((line in new, line) for line in sorted(old ^ new))
