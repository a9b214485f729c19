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

from asm_graph.checks.report import Standing, read_report
from asm_graph.releases.manifest import time_of
from asm_graph.sqlite_files import has_table, open_index

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from asm_graph.releases.release import Release

FINDINGS = "findings.sqlite"
FOUND, SOLVED, WITHDRAWN = "found", "solved", "withdrawn"
"""What may become of a finding in a release: it is found that was not there before, or is no more.

It is withdrawn where its rule has been corrected since the release before.
"""

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
CREATE TABLE members(finding TEXT PRIMARY KEY, part_of TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE corrections(rule TEXT NOT NULL, date TEXT NOT NULL, reasons TEXT NOT NULL);
CREATE TABLE rules(rule TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE denominators(place INTEGER PRIMARY KEY, content TEXT NOT NULL);
"""
_LAST = "SELECT finding, max(release), state FROM events GROUP BY finding"
"""SQLite takes the state from the row of the maximum."""
_CONTENT = "SELECT content FROM findings WHERE iri = ?"

Content = dict[str, Any]
"""A finding as the JSON report has it."""


@dataclass(frozen=True, slots=True)
class FindingHistory:
    """Findings up to a release by IRI, and their events in order: release name and state."""

    contents: Mapping[str, Content]
    events: Mapping[str, list[tuple[str, str]]]

    @classmethod
    def of(cls, release: Release | None, reported: Collection[str] = ()) -> FindingHistory:
        """Read what a release knows; one without an index knows its own findings only.

        The contents of findings that are `reported` again are not read.
        """
        if release is None:
            return cls({}, {})
        if not (release.path / FINDINGS).is_file():
            return cls({}, {}).going_on(release.name, reported_findings(release.path))
        events: dict[str, list[tuple[str, str]]] = defaultdict(list)
        with closing(open_index(release.path / FINDINGS)) as index:
            for finding, name, state in index.execute("SELECT * FROM events ORDER BY release"):
                events[finding].append((name, state))
            known = [iri for (iri,) in index.execute("SELECT iri FROM findings ORDER BY place")]
            rest = [(iri,) for iri in known if iri not in reported]
            contents = {one[0]: json.loads(index.execute(_CONTENT, one).fetchone()[0]) for one in rest}
        return cls(contents, events)

    def going_on(
        self, name: str, reported: Mapping[str, Content], corrected: Collection[str] = ()
    ) -> FindingHistory:
        """Carry the findings forward to the release of this name, given those it reports.

        `corrected` are the rules that were corrected since the release before.
        """
        events = {iri: list(known) for iri, known in self.events.items()}
        for iri in {**self.contents, **reported}:
            gone = WITHDRAWN if iri not in reported and self.contents[iri]["rule"] in corrected else SOLVED
            state = FOUND if iri in reported else gone
            known = events.setdefault(iri, [])
            if ((known[-1][1] if known else SOLVED) == FOUND) != (state == FOUND):
                known.append((name, state))
        return FindingHistory(
            {**reported, **{i: one for i, one in self.contents.items() if i not in reported}}, events
        )


def write_findings_index(folder: Path, name: str, previous: Release | None) -> None:
    """Write the index of a release into its folder, beside its report and in the same order.

    Raises:
        InputError: the report of this release or the one before is none.
    """
    report = _report(folder)
    corrections = {(one["rule"], one["date"]) for one in report.corrections}
    known = _known_corrections(previous) if previous else corrections
    corrected = {rule for rule, _ in corrections - known}
    past = FindingHistory.of(previous, report.findings).going_on(name, report.findings, corrected)
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
        index.executemany("INSERT INTO members VALUES (?, ?)", report.members.items())
        index.executemany(
            "INSERT INTO corrections VALUES (?, ?, ?)",
            (
                (one["rule"], one["date"], _json([one["reason_es"], one["reason_en"]]))
                for one in report.corrections
            ),
        )
        index.executemany(
            "INSERT INTO rules VALUES (?, ?)", ((one["rule"], _json(one)) for one in report.rules)
        )
        index.executemany(
            "INSERT INTO denominators VALUES (?, ?)", enumerate(map(_json, report.denominators))
        )


def _known_corrections(release: Release) -> set[tuple[str, str]]:
    """Return the rules that had been corrected up to a release, each with the date."""
    if (release.path / FINDINGS).is_file():
        with closing(open_index(release.path / FINDINGS)) as index:
            if has_table(index, "corrections"):
                return set(index.execute("SELECT rule, date FROM corrections"))
    return {(one["rule"], one["date"]) for one in _report(release.path).corrections}


def standing(release: str, last: str, state: str) -> Standing:
    """Return the state of a finding up to a release: `state` in the release `last`, and nothing since."""
    if state != FOUND:
        return Standing("withdrawn" if state == WITHDRAWN else "solved", _day(last), last)
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
    report = _report(folder)
    return {iri: one for iri, one in report.findings.items() if iri not in report.members}


@dataclass(frozen=True, slots=True)
class _Report:
    """What a report says: findings and members of cases by IRI, in order; `members` lead to their case."""

    findings: dict[str, Content]
    members: dict[str, str]
    corrections: list[Content]
    denominators: list[Content]
    rules: list[Content]


def _report(folder: Path) -> _Report:
    """Read the report of a release; one that was not audited says nothing.

    Raises:
        InputError: the report is none.
    """
    path = folder / "reports" / _REPORT
    if not path.is_file():
        return _Report({}, {}, [], [], [])
    whole = read_report(path.read_bytes())
    findings = {one["finding"]: one for one in whole["findings"]}
    inner = [(member, case) for case, one in findings.items() for member in one.get("members", ())]
    members = {member["finding"]: case for member, case in inner}
    findings |= {member["finding"]: member for member, _ in inner if member["finding"] not in findings}
    lists = (whole.get(name, []) for name in ("corrections", "denominators", "rules"))
    return _Report(findings, members, *lists)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


def programs_of(one: Content) -> dict[str, str]:
    """Return the names of a finding's programs by IRI."""
    return {program: one.get("names", {}).get(program, program) for program in one["programs"]}


def _row(place: int, one: Content) -> tuple[str | int, ...]:
    parts = (programs_of(one), one.get("branches", []), one)
    lists = map(_json, parts)
    return (one["finding"], place, one["rule"], one["severity"], *lists)
