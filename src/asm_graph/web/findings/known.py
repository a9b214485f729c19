"""What a release knows of findings: those it has, those that were solved before, and the history of each."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from asm_graph.checks.report import read_finding
from asm_graph.checks.report.summary import NO_BRANCH
from asm_graph.errors import ReleaseError
from asm_graph.releases.findings_index import FINDINGS, SOLVED
from asm_graph.releases.manifest import time_of
from asm_graph.releases.sqlite import open_index

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from asm_graph.checks.audit import Finding

State = Literal["new", "persists", "solved"]
STATES: tuple[State, ...] = ("new", "persists", "solved")

OUTSIDE = "none"
"""The branch of findings that no program of the federal budget has."""

_NUMBER = re.compile(r"\d+")
_KNOWN = """
SELECT iri, rule, severity, programs, branches, release, state
FROM findings JOIN events ON finding = iri
WHERE release = (SELECT max(release) FROM events WHERE finding = iri) ORDER BY place
"""
_ONE = _KNOWN.replace("ORDER BY place", "AND iri = ?")
_TITLES = "SELECT rule, content FROM findings WHERE place IN (SELECT min(place) FROM findings GROUP BY rule)"
_CONTENT = "SELECT content FROM findings WHERE iri = ?"
_HISTORY = "SELECT finding, release, state FROM events WHERE finding = ? ORDER BY release"
_EVENTS = "SELECT finding, release, state FROM events ORDER BY release DESC, finding"


@dataclass(frozen=True, slots=True)
class Event:
    """What became of a finding in a release: `found` or `solved`."""

    finding: str
    release: str
    state: str

    @property
    def time(self) -> dt.datetime:
        """When the release was written (UTC)."""
        return time_of(self.release)


@dataclass(frozen=True, slots=True)
class Known:
    """A finding in short: `since` names the release in which it was last found anew, or was solved.

    `programs` are names by IRI, `keys` what `program_key` makes of these, `branches` labels by number.
    """

    iri: str
    rule: str
    severity: str
    programs: Mapping[str, str]
    keys: frozenset[str]
    branches: Mapping[str, str]
    since: str
    state: State


@dataclass(frozen=True, slots=True)
class Findings:
    """What a release knows: its findings, gravest first, then those that were solved; the latest events."""

    folder: Path
    known: tuple[Known, ...]
    titles: Mapping[str, Mapping[str, str]]
    events: tuple[Event, ...]

    def whole(self, chosen: Iterable[Known]) -> list[Finding]:
        """The findings with their messages and evidence."""
        with closing(open_index(self.folder / FINDINGS)) as index:
            rows = (index.execute(_CONTENT, (one.iri,)).fetchone() for one in chosen)
            return [read_finding(json.loads(content)) for (content,) in rows]


@lru_cache(maxsize=4)
def findings_of(folder: Path) -> Findings:
    """What the release in a folder knows; 6,000 findings take a tenth of a second, once.

    Raises:
        ReleaseError: it has no index: earlier software wrote it.
    """
    with closing(_opened(folder)) as index:
        known = tuple(_known(row, folder.name) for row in index.execute(_KNOWN))
        titles = {rule: json.loads(content)["title"] for rule, content in index.execute(_TITLES)}
        events = tuple(Event(*row) for row in index.execute(_EVENTS))
    return Findings(folder, known, titles, events)


def finding_of(folder: Path, iri: str) -> tuple[Known, Finding, tuple[Event, ...]] | None:
    """A finding that the release in a folder knows, in short and whole, and its history, the earliest first.

    Raises:
        ReleaseError: the release has no index.
    """
    with closing(_opened(folder)) as index:
        row = index.execute(_ONE, (iri,)).fetchone()
        if row is None:
            return None
        (content,) = index.execute(_CONTENT, (iri,)).fetchone()
        history = tuple(Event(*event) for event in index.execute(_HISTORY, (iri,)))
    return _known(row, folder.name), read_finding(json.loads(content)), history


def _opened(folder: Path) -> sqlite3.Connection:
    if not (folder / FINDINGS).is_file():
        raise ReleaseError(f"{folder}: has no {FINDINGS}; build the release again.")
    return open_index(folder / FINDINGS)


def _known(row: tuple[str, ...], release: str) -> Known:
    iri, rule, severity, programs, branches, since, last = row
    new_or_not: State = "new" if since == release else "persists"
    state: State = "solved" if last == SOLVED else new_or_not
    names: dict[str, str] = json.loads(programs)
    labels = {branch_number(label): label for label in json.loads(branches)} or {OUTSIDE: NO_BRANCH}
    return Known(iri, rule, severity, names, frozenset(map(program_key, names)), labels, since, state)


def branch_number(label: str) -> str:
    """The number of a branch from its label."""
    number = _NUMBER.search(label)
    return number[0] if number else OUTSIDE


def program_key(text: str) -> str:
    """What is the same however a program is named: `20s061` for its IRI, its path and its key."""
    return text.rpartition("/id/")[2].removeprefix("program/").replace("-", "").lower()
