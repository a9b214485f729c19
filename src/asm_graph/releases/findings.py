"""The findings a release knows: its own, those solved before, and the history of each."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.checks.findings import FINDING, Finding
from asm_graph.checks.report import read_finding
from asm_graph.checks.report.denominators import read_denominator
from asm_graph.checks.report.edition import NO_BRANCH
from asm_graph.checks.rule_descriptions import read_rule
from asm_graph.rdf import iris
from asm_graph.releases.findings_index import FINDINGS, programs_of, reported_findings, standing
from asm_graph.releases.manifest import time_of
from asm_graph.sqlite_files import has_table, open_index

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.report import Standing, State
    from asm_graph.checks.rule_descriptions import RuleDescription
    from asm_graph.releases.findings_index import Content

OUTSIDE = "none"
"""The branch of findings that no program of the federal budget has."""

_NUMBER = re.compile(r"\d+")
_KNOWN = """
SELECT iri, rule, severity, programs, branches, json_extract(content, '$.kind'), release, state
FROM findings JOIN events ON finding = iri
WHERE release = (SELECT max(release) FROM events WHERE finding = iri) ORDER BY place
"""
_MEMBERS = "SELECT finding FROM members"
_DENOMINATORS = "SELECT content FROM denominators ORDER BY place"
_RULES = "SELECT content FROM rules ORDER BY rule"
_TITLES = "SELECT rule, content FROM findings WHERE place IN (SELECT min(place) FROM findings GROUP BY rule)"
_CONTENT = "SELECT content FROM findings WHERE iri = ?"
_HISTORY = "SELECT finding, release, state FROM events WHERE finding = ? ORDER BY release"
_EVENTS = "SELECT finding, release, state FROM events ORDER BY release DESC, finding"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a finding in a release: `found`, `solved` or `withdrawn`."""

    finding: str
    release: str
    state: str

    @property
    def time(self) -> dt.datetime:
        """When the release was written (UTC)."""
        return time_of(self.release)


@dataclass(frozen=True, slots=True)
class FindingSummary:
    """A finding in short and its history; releases of earlier software have none.

    `programs` are names by IRI, `keys` what `program_key` makes of these, `branches` labels by number; `kind`
    is a notation of the code list `finding-kind`.
    """

    iri: str
    rule: str
    severity: str
    programs: Mapping[str, str]
    keys: frozenset[str]
    branches: Mapping[str, str]
    standing: Standing | None
    kind: str = FINDING

    @property
    def state(self) -> State | None:
        """Whether it is new, persists or is solved, as far as that is known."""
        return self.standing.state if self.standing else None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a release knows: its findings, most severe first, then those that are gone; the latest events.

    `reported` are the whole findings of a release of earlier software, which has no index to look them up in.
    """

    folder: Path
    known: tuple[FindingSummary, ...]
    titles: Mapping[str, Mapping[str, str]]
    events: tuple[Event, ...]
    reported: Mapping[str, Content] | None = None
    denominators: tuple[Denominator, ...] = ()
    rules: tuple[RuleDescription, ...] = ()

    def outlined(self, chosen: Iterable[FindingSummary]) -> list[Finding]:
        """Return findings without what they say and what proves them, to be counted."""
        return [_outlined(one, self.titles.get(one.rule, {})) for one in chosen]

    def whole(self, chosen: Iterable[FindingSummary]) -> list[Finding]:
        """Read the findings with their messages and evidence."""
        if self.reported is not None:
            return [read_finding(self.reported[one.iri]) for one in chosen]
        with closing(open_index(self.folder / FINDINGS)) as index:
            rows = (index.execute(_CONTENT, (one.iri,)).fetchone() for one in chosen)
            return [read_finding(json.loads(content)) for (content,) in rows]


@lru_cache(maxsize=4)
def findings_of(folder: Path) -> Findings:
    """Read the findings of a release folder; 6,000 take a tenth of a second, once.

    Raises:
        InputError: it has no index, and its report is none.
    """
    if not (folder / FINDINGS).is_file():
        return _without_history(folder)
    with closing(open_index(folder / FINDINGS)) as index:
        # Releases of earlier software have no cases, and say nothing of what their rules are and could judge.
        members = {iri for (iri,) in index.execute(_MEMBERS)} if has_table(index, "members") else set()
        known = tuple(_read(row, folder.name) for row in index.execute(_KNOWN) if row[0] not in members)
        judged = index.execute(_DENOMINATORS).fetchall() if has_table(index, "denominators") else []
        described = index.execute(_RULES).fetchall() if has_table(index, "rules") else []
        titles = {rule: json.loads(content)["title"] for rule, content in index.execute(_TITLES)}
        events = tuple(Event(*row) for row in index.execute(_EVENTS))
    numbers = tuple(read_denominator(json.loads(content)) for (content,) in judged)
    rules = tuple(read_rule(json.loads(content)) for (content,) in described)
    return Findings(folder, known, titles, events, denominators=numbers, rules=rules)


def finding_of(folder: Path, iri: str) -> tuple[Finding, tuple[Event, ...]] | None:
    """Read one finding from the index of a release folder, with its history, earliest first."""
    if not (folder / FINDINGS).is_file():
        return None
    with closing(open_index(folder / FINDINGS)) as index:
        row = index.execute(_CONTENT, (iri,)).fetchone()
        history = tuple(Event(*event) for event in index.execute(_HISTORY, (iri,)))
    return (read_finding(json.loads(row[0])), history) if row else None


def _without_history(folder: Path) -> Findings:
    """Read the findings of a release of earlier software from its report, without history."""
    reported = reported_findings(folder)
    known = tuple(
        _known((iri, one["rule"], one["severity"]), programs_of(one), one.get("branches", ()), None, FINDING)
        for iri, one in reported.items()
    )
    titles = {one["rule"]: one["title"] for one in reported.values()}
    return Findings(folder, known, titles, (), reported)


def _read(row: tuple[str, ...], release: str) -> FindingSummary:
    iri, rule, severity, programs, branches, kind, *last = row
    became = standing(release, *last)
    told = (iri, rule, severity)
    return _known(told, json.loads(programs), json.loads(branches), became, kind or FINDING)


def _known(
    told: tuple[str, str, str],
    programs: Mapping[str, str],
    branches: Iterable[str],
    became: Standing | None,
    kind: str,
) -> FindingSummary:
    """Make a finding from its IRI, rule, severity, programs, branch labels and kind."""
    labels = {branch_number(label): label for label in branches} or {OUTSIDE: NO_BRANCH}
    return FindingSummary(*told, programs, frozenset(map(program_key, programs)), labels, became, kind)


def _outlined(one: FindingSummary, title: Mapping[str, str]) -> Finding:
    return Finding(
        node=NamedNode(one.iri),
        rule=NamedNode(one.rule),
        title=title,
        focus=NamedNode(one.iri),
        path=None,
        value=None,
        severity=one.severity,
        messages={},
        programs=(),
        evidence=(),
        branches=tuple(label for number, label in one.branches.items() if number != OUTSIDE),
        kind=one.kind,
    )


def branch_number(label: str) -> str:
    """Return the number of a branch from its label."""
    number = _NUMBER.search(label)
    return number[0] if number else OUTSIDE


def program_key(text: str) -> str:
    """Normalize a program's IRI, path or key to the same form: `20s061`."""
    return text.rpartition("/id/")[2].removeprefix(iris.program("")).replace("-", "").lower()
