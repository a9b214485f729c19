"""Findings as complete JSON: every excerpt with its place, written and read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pyoxigraph import Literal, NamedNode

from asm_graph.checks.evidence import Excerpt
from asm_graph.checks.findings import FINDING, Finding
from asm_graph.checks.report.denominators import denominator_objects
from asm_graph.checks.report.edition import by_branch, by_rule
from asm_graph.checks.rule_descriptions import rule_objects
from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import PROV
from asm_graph.shacl.validation import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.checks.report.edition import Edition
    from asm_graph.rdf.index import Term


_WEB = ("http://", "https://")
_DOCUMENT = TypeAdapter(dict[str, Any])


def read_json(report: bytes) -> tuple[Finding, ...]:
    """Read the findings of a report by `write_json`, in its order.

    Which property an excerpt proves is not in the report: all of them read as if they proved their row.

    Raises:
        InputError: the content is not an audit report.
    """
    return tuple(map(read_finding, finding_objects(report)))


def finding_objects(report: bytes) -> list[dict[str, Any]]:
    """Parse a report by `write_json` into the objects that `read_finding` takes.

    Raises:
        InputError: the content is not an audit report.
    """
    return list(read_report(report)["findings"])


def read_report(report: bytes) -> dict[str, Any]:
    """Parse a report by `write_json`, whose `findings` are the objects that `read_finding` takes.

    Raises:
        InputError: the content is not an audit report.
    """
    try:
        whole: dict[str, Any] = json.loads(report)
        return whole | {"findings": [one | {"finding": str(one["finding"])} for one in whole["findings"]]}
    except (KeyError, TypeError, ValueError) as error:
        raise _no_report(error) from error


def read_finding(one: dict[str, Any]) -> Finding:
    """Make a finding from its JSON object.

    Raises:
        InputError: it is no such object.
    """
    try:
        return _read_finding(one)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_report(error) from error


def _no_report(error: Exception) -> InputError:
    return InputError(
        Message("audit.json: not a valid audit report ({error!r}); build the release again.", error=error)
    )


def _read_finding(one: dict[str, Any]) -> Finding:
    focus = _term(one["focus"])
    return Finding(
        node=NamedNode(one["finding"]),
        rule=NamedNode(one["rule"]),
        title=one["title"],
        focus=focus,
        path=NamedNode(one["path"]) if one["path"] else None,
        value=None if one["value"] is None else _term(one["value"]),
        severity=one["severity"],
        messages=one["messages"],
        programs=tuple(map(NamedNode, one["programs"])),
        evidence=tuple(_read_excerpt(each, focus) for each in one["evidence"]),
        names={NamedNode(iri): name for iri, name in one.get("names", {}).items()},
        branches=tuple(one.get("branches", ())),
        blank=tuple(one.get("blank", ())),
        kind=one.get("kind", FINDING),
        members=tuple(map(_read_finding, one.get("members", ()))),
    )


def _read_excerpt(one: dict[str, Any], focus: Term) -> Excerpt:
    return Excerpt(
        node=NamedNode(one["excerpt"]),
        subject=focus,
        property=PROV("wasDerivedFrom"),
        document=NamedNode(one["document"]),
        quote=one["quote"],
        start=one.get("start", 0),
        end=one.get("end", 0),
        sheet=one.get("sheet", ""),
        cell=one.get("cell", ""),
        page=one.get("page", 0),
        column=one.get("column", ""),
        is_blank="blank" in one,
    )


def _term(text: str) -> Term:
    """Make a node or literal from its text, the only thing by which a report tells them apart."""
    return NamedNode(text) if text.startswith(_WEB) else Literal(text)


def write_json(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write one object with the edition, the summary and the findings."""
    document = {
        "release": edition.release,
        "licence": edition.license,
        "date": edition.date,
        "summary": [asdict(count) for count in by_rule(findings)],
        "branches": by_branch(findings),
        "denominators": denominator_objects(edition.denominators),
        "rules": rule_objects(edition.rules),
        "corrections": [asdict(one) for one in edition.corrections],
        "findings": [_finding(finding, edition) for finding in findings],
    }
    # The same text as that of `json`, which holds each piece of an indented text before it joins them.
    return _DOCUMENT.dump_json(document, indent=2)


def _finding(finding: Finding, edition: Edition) -> dict[str, object]:
    """Return a finding as an object, with its state if the release knows it."""
    standing = edition.standings.get(finding.node.value)
    followed = {}
    if standing is not None:
        followed = {"state": standing.state, "since": standing.since, "sinceRelease": standing.release}
    return {
        "finding": finding.node.value,
        "rule": finding.rule.value,
        "title": dict(finding.title),
        "kind": finding.kind,
        "severity": finding.severity,
        **followed,
        "programs": [program.value for program in finding.programs],
        "names": {program.value: name for program, name in finding.names.items()},
        "branches": list(finding.branches),
        "focus": plain(finding.focus, ""),
        "path": finding.path.value if finding.path else None,
        "value": plain(finding.value, "") if finding.value is not None else None,
        "messages": dict(finding.messages),
        "blank": list(finding.blank),
        "evidence": [_excerpt(excerpt) for excerpt in finding.evidence],
        **({"members": [_finding(one, edition) for one in finding.members]} if finding.members else {}),
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    """Return a quotation with character offsets in a text, or sheet and cells in a workbook.

    A cell that states no value is `blank`, and has the name of its column.
    """
    where: dict[str, object] = {"start": excerpt.start, "end": excerpt.end}
    if excerpt.page:
        where["page"] = excerpt.page
    if excerpt.cell:
        where = {"sheet": excerpt.sheet, "cell": excerpt.cell}
    if excerpt.is_blank:
        where |= {"blank": True, "column": excerpt.column}
    return {
        "excerpt": excerpt.node.value,
        "document": excerpt.document.value,
        "quote": excerpt.quote,
        **where,
    }
