"""What changed between two releases, from their sorted dumps read side by side."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.releases.dumps import QUADS
from asm_graph.releases.lines import graph_of, packed_lines, packed_writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUMMARY = "reports/difference.json"
ADDED = "reports/added.nq.gz"
REMOVED = "reports/removed.nq.gz"


@dataclass(frozen=True, slots=True)
class Difference:
    """The way from one release folder to another; nothing is kept in memory."""

    before: Path
    after: Path

    def changes(self) -> Iterator[tuple[bool, bytes]]:
        """Each N-Quads line that only one of the two has, in order, and whether that is the later one."""
        old_lines, new_lines = packed_lines(self.before / QUADS), packed_lines(self.after / QUADS)
        old, new = next(old_lines, None), next(new_lines, None)
        while old is not None or new is not None:
            if old == new:
                old, new = next(old_lines, None), next(new_lines, None)
            elif old is None or (new is not None and new < old):
                yield True, new or b""
                new = next(new_lines, None)
            else:
                yield False, old
                old = next(old_lines, None)


def write_difference(previous: Path | None, release: Path) -> None:
    """Report the difference to the previous release: counts as JSON, the quads themselves as N-Quads."""
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    if previous is not None:
        with packed_writer(release / ADDED) as added_file, packed_writer(release / REMOVED) as removed_file:
            for is_new, line in Difference(previous, release).changes():
                (added_file if is_new else removed_file).write(line)
                (added if is_new else removed)[graph_of(line)] += 1
    summary = {
        "previous": previous.name if previous else None,
        "added": added.total(),
        "removed": removed.total(),
        "graphs": {
            graph: {"added": added[graph], "removed": removed[graph]} for graph in sorted(added | removed)
        },
    }
    (release / SUMMARY).write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
