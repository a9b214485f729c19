"""What changed in the things that findings are about, in the releases that found or solved them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.nquads import graph_of
from asm_graph.releases.changed_values import ChangedValue, changed_values
from asm_graph.releases.findings_index import FINDINGS
from asm_graph.sqlite_files import has_table, open_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from asm_graph.releases.release import Release

_TABLE = """
CREATE TABLE changes(
  about TEXT NOT NULL, release TEXT NOT NULL, subject TEXT NOT NULL, content TEXT NOT NULL
);
CREATE INDEX changes_by_thing ON changes(about);
"""
_MOVED = """
SELECT json_extract(content, '$.focus'), json_extract(content, '$.value') FROM findings
JOIN events ON finding = iri WHERE release = ?
"""
_OF = "SELECT release, subject, content FROM changes WHERE about = ? ORDER BY release, rowid"
_SOURCE = "/graph/source/"
_MOST = 6
"""Things that say something of one thing, such as the values of an indicator."""


@dataclass(frozen=True, slots=True)
class ThingChange:
    """What changed in a release about a thing, or about another (`subject`) that refers to it."""

    release: str
    subject: str
    values: tuple[ChangedValue, ...]


class WatchedThings:
    """Collects what changed about some things, and about what documents say with reference to them."""

    def __init__(self, things: Iterable[str]) -> None:
        self._things = frozenset(things)
        self._found: dict[str, list[tuple[str, tuple[ChangedValue, ...]]]] = {}

    def note(self, before: Sequence[bytes], after: Sequence[bytes]) -> None:
        """Take the differing lines of one subject."""
        lines = after or before
        subject = _iri(lines[0])
        about = {subject} if subject in self._things else self._referred((*before, *after))
        values: tuple[ChangedValue, ...] | None = None
        for thing in sorted(about):
            kept = self._found.setdefault(thing, [])
            if len(kept) < _MOST:
                values = changed_values(before, after) if values is None else values
                if values:
                    kept.append((subject, values))

    def _referred(self, lines: Iterable[bytes]) -> set[str]:
        """Return the watched things that a subject refers to in what documents say."""
        return {
            thing for line in lines if (thing := _object(line)) in self._things and _SOURCE in graph_of(line)
        }

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield what changed: the thing, the subject and its values as JSON."""
        for thing, several in self._found.items():
            for subject, values in several:
                yield thing, subject, json.dumps([one.as_json() for one in values], ensure_ascii=False)


def _iri(line: bytes) -> str:
    return line.partition(b" ")[0].strip(b"<>").decode()


def _object(line: bytes) -> str:
    return line.split(b" ", 3)[2].strip(b"<>").decode()


def moved_things(folder: Path, release: str) -> WatchedThings:
    """Watch what those findings are about that appear or disappear in a release, by its index."""
    with closing(open_index(folder / FINDINGS)) as index:
        rows = index.execute(_MOVED, (release,)).fetchall()
    return WatchedThings({term for row in rows for term in row if term and term.startswith("http")})


def write_changes(folder: Path, release: str, watched: WatchedThings, previous: Release | None) -> None:
    """Add to the index of a release what changed in it, after what the index before knows."""
    earlier: list[tuple[str, ...]] = []
    if previous is not None and (previous.path / FINDINGS).is_file():
        with closing(open_index(previous.path / FINDINGS)) as index:
            if has_table(index, "changes"):
                earlier = index.execute("SELECT about, release, subject, content FROM changes").fetchall()
    rows = [(about, release, subject, content) for about, subject, content in watched.rows()]
    with closing(sqlite3.connect(folder / FINDINGS)) as index, index:
        index.executescript(_TABLE)
        index.executemany("INSERT INTO changes VALUES (?, ?, ?, ?)", [*earlier, *rows])


def changes_of(folder: Path, things: Iterable[str]) -> list[ThingChange]:
    """Read what changed about some things, earliest first; releases of earlier software do not know."""
    if not (folder / FINDINGS).is_file():
        return []
    with closing(open_index(folder / FINDINGS)) as index:
        if not has_table(index, "changes"):
            return []
        rows = [row for thing in dict.fromkeys(things) for row in index.execute(_OF, (thing,))]
    return [
        ThingChange(release, subject, tuple(map(ChangedValue.of, json.loads(content))))
        for release, subject, content in dict.fromkeys(rows)
    ]
