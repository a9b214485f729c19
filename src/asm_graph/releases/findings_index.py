"""The findings index of a release: its findings, earlier ones, and what became of each.

A finding is known from release to release by its IRI. Each release carries on the index of the one before, so
that a finding stays citable when it is solved, and when the releases that had it are gone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asm_graph.checks.report import Standing, finding_objects
from asm_graph.releases.manifest import time_of
from asm_graph.releases.search_index import open_index

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.releases.release import Release

FINDINGS = "findings.sqlite"
FOUND, SOLVED = "found", "solved"
"""What may become of a finding in a release: it is found that was not there before, or is no more."""

_REPORT = "audit.json"
_TABLES = """
CREATE TABLE findings(
  iri TEXT PRIMARY KEY, place INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL,
  programs TEXT NOT NULL, branches TEXT NOT NULL, content TEXT NOT NULL
);
CREATE TABLE events(
  finding TEXT NOT NULL, release TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (finding, release)
) WITHOUT ROWID;
CREATE INDEX events_by_release ON events(release);
"""
_LAST = "SELECT finding, max(release), state FROM events GROUP BY finding"
"""SQLite takes the state from the row of the maximum."""

Content = dict[str, Any]
"""A finding as the JSON report has it."""


@dataclass(frozen=True, slots=True)
class FindingHistory:
    """Findings up to a release by IRI, and their events in order: release name and state."""

    contents: Mapping[str, Content]
    events: Mapping[str, list[tuple[str, str]]]

    @classmethod
    def of(cls, release: Release | None) -> FindingHistory:
        """Read what a release knows; one without an index knows its own findings only."""
        if release is None:
            return cls({}, {})
        if not (release.path / FINDINGS).is_file():
            return cls({}, {}).going_on(release.name, reported_findings(release.path))
        events: dict[str, list[tuple[str, str]]] = defaultdict(list)
        with closing(open_index(release.path / FINDINGS)) as index:
            for finding, name, state in index.execute("SELECT * FROM events ORDER BY release"):
                events[finding].append((name, state))
            contents = index.execute("SELECT iri, content FROM findings ORDER BY place").fetchall()
        return cls({iri: json.loads(content) for iri, content in contents}, events)

    def going_on(self, name: str, reported: Mapping[str, Content]) -> FindingHistory:
        """Carry the findings forward to the release of this name, given those it reports."""
        events = {iri: list(known) for iri, known in self.events.items()}
        for iri in {**self.contents, **reported}:
            state = FOUND if iri in reported else SOLVED
            known = events.setdefault(iri, [])
            if (known[-1][1] if known else SOLVED) != state:
                known.append((name, state))
        return FindingHistory(
            {**reported, **{i: one for i, one in self.contents.items() if i not in reported}}, events
        )


def write_findings_index(folder: Path, name: str, previous: Release | None) -> None:
    """Write the index of a release into its folder, beside its report and in the same order.

    Raises:
        InputError: the report of this release or the one before is none.
    """
    past = FindingHistory.of(previous).going_on(name, reported_findings(folder))
    with closing(sqlite3.connect(folder / FINDINGS)) as index, index:
        index.executescript(_TABLES)
        index.executemany(
            "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_row(place, one) for place, one in enumerate(past.contents.values())),
        )
        index.executemany(
            "INSERT INTO events VALUES (?, ?, ?)",
            ((iri, *event) for iri, events in past.events.items() for event in events),
        )


def standing(release: str, last: str, state: str) -> Standing:
    """Return the state of a finding up to a release: `state` in the release `last`, and nothing since."""
    if state == SOLVED:
        return Standing("solved", _day(last), last)
    return Standing("new" if last == release else "persists", _day(last), last)


def standings(release: Release) -> dict[str, Standing]:
    """Return the state of each finding that a release knows, by IRI; none without an index."""
    if not (release.path / FINDINGS).is_file():
        return {}
    with closing(open_index(release.path / FINDINGS)) as index:
        return {finding: standing(release.name, *last) for finding, *last in index.execute(_LAST)}


def _day(release: str) -> str:
    return time_of(release).date().isoformat()


def reported_findings(folder: Path) -> dict[str, Content]:
    """Read the findings of a release's report by IRI; a release that was not audited has none.

    Raises:
        InputError: the report is none.
    """
    path = folder / "reports" / _REPORT
    return {one["finding"]: one for one in finding_objects(path.read_bytes())} if path.is_file() else {}


def programs_of(one: Content) -> dict[str, str]:
    """Return the names of a finding's programs by IRI."""
    return {program: one.get("names", {}).get(program, program) for program in one["programs"]}


def _row(place: int, one: Content) -> tuple[str | int, ...]:
    parts = (programs_of(one), one.get("branches", []), one)
    lists = (json.dumps(part, ensure_ascii=False) for part in parts)
    return (one["finding"], place, one["rule"], one["severity"], *lists)
