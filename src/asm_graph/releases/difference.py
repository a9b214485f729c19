"""The difference between two releases, from their sorted dumps read side by side: quads and things."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from asm_graph.rdf.nquads import graph_of, packed_lines, packed_writer, subject_of
from asm_graph.releases.changed_things import ChangedThings
from asm_graph.releases.dumps import QUADS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        old_groups, new_groups = _groups(self.before), _groups(self.after)
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

    def changes(self) -> Iterator[tuple[bool, bytes]]:
        """Yield each N-Quads line that only one release has, in order, and whether it is the later one."""
        for before, after in self.subjects():
            yield from _changed(before, after)


def write_difference(previous: Path | None, release: Path, folder: Path | None = None) -> None:
    """Report the difference to another release: counts and changed things as JSON, quads as N-Quads.

    They go under `reports/` of a folder, by default that of the release.
    """
    folder = folder or release
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    things = ChangedThings()
    if previous is not None:
        with packed_writer(folder / ADDED) as added_file, packed_writer(folder / REMOVED) as removed_file:
            for before, after in Difference(previous, release).subjects():
                things.note(before, after)
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


def _groups(release: Path) -> Iterator[tuple[bytes, Lines]]:
    return ((subject, list(lines)) for subject, lines in groupby(packed_lines(release / QUADS), subject_of))


def _changed(before: Lines, after: Lines) -> Iterator[tuple[bool, bytes]]:
    old, new = set(before), set(after)
    return ((line in new, line) for line in sorted(old ^ new))
