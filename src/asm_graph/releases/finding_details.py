"""What the index of a release says around a finding: its case, its rule in words, what it could judge."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from asm_graph.checks.report.denominators import read_denominator
from asm_graph.checks.rule_descriptions import read_rule
from asm_graph.releases.findings_index import FINDINGS
from asm_graph.sqlite_files import has_table, open_index

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.rule_descriptions import RuleDescription

_CASE = "SELECT part_of FROM members WHERE finding = ?"
_CORRECTION = "SELECT reasons FROM corrections WHERE rule = ? AND date <= ? ORDER BY date DESC LIMIT 1"
_RULE = "SELECT content FROM rules WHERE rule = ?"
_DENOMINATORS = "SELECT content FROM denominators WHERE json_extract(content, '$.rule') = ? ORDER BY place"


def case_of(folder: Path, iri: str) -> str | None:
    """Return the case that a finding of a release is a member of, if any."""
    return next(iter(_column(folder, "members", _CASE, iri)), None)


def correction_of(folder: Path, rule: str, day: str) -> tuple[str, str] | None:
    """Return why a rule was corrected last, up to a day, in Spanish and English."""
    for content in _column(folder, "corrections", _CORRECTION, rule, day):
        spanish, english = json.loads(content)
        return str(spanish), str(english)
    return None


def rule_of(folder: Path, rule: str) -> RuleDescription | None:
    """Return what a rule says in words, if the release says it.

    Raises:
        InputError: what the index says is no such description.
    """
    contents = _column(folder, "rules", _RULE, rule)
    return read_rule(json.loads(contents[0])) if contents else None


def denominators_of(folder: Path, rule: str) -> tuple[Denominator, ...]:
    """Return what a rule could judge: in all documents, then in each of them."""
    return tuple(
        read_denominator(json.loads(one)) for one in _column(folder, "denominators", _DENOMINATORS, rule)
    )


def _column(folder: Path, table: str, query: str, *values: str) -> list[str]:
    """Return the first column of an answer; nothing where a release of earlier software has no such table."""
    if not (folder / FINDINGS).is_file():
        return []
    with closing(open_index(folder / FINDINGS)) as index:
        if not has_table(index, table):
            return []
        return [str(row[0]) for row in index.execute(query, values)]
