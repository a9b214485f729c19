"""Findings read back from a release's JSON report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from asm_graph.checks.audit import Finding
from asm_graph.checks.evidence import Excerpt
from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import PROV

if TYPE_CHECKING:
    from asm_graph.rdf.index import Term

_WEB = ("http://", "https://")


def read_json(report: bytes) -> tuple[Finding, ...]:
    """Read the findings of a report by `write_json`, in its order.

    Which property an excerpt proves is not in the report: all of them read as if they proved their row.

    Raises:
        InputError: it is no such report.
    """
    return tuple(map(read_finding, finding_objects(report)))


def finding_objects(report: bytes) -> list[dict[str, Any]]:
    """Parse a report by `write_json` into the objects that `read_finding` takes.

    Raises:
        InputError: it is no such report.
    """
    try:
        return [one | {"finding": str(one["finding"])} for one in json.loads(report)["findings"]]
    except (KeyError, TypeError, ValueError) as error:
        raise _no_report(error) from error


def read_finding(one: dict[str, Any]) -> Finding:
    """Make a finding from its JSON object.

    Raises:
        InputError: it is no such object.
    """
    try:
        return _finding(one)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_report(error) from error


def _no_report(error: Exception) -> InputError:
    return InputError(f"audit.json: is no report of findings ({error!r}); build the release again.")


def _finding(one: dict[str, Any]) -> Finding:
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
        evidence=tuple(_excerpt(each, focus) for each in one["evidence"]),
        names={NamedNode(iri): name for iri, name in one.get("names", {}).items()},
        branches=tuple(one.get("branches", ())),
    )


def _excerpt(one: dict[str, Any], focus: Term) -> Excerpt:
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
    )


def _term(text: str) -> Term:
    """Make a node or literal from its text, the only thing by which a report tells them apart."""
    return NamedNode(text) if text.startswith(_WEB) else Literal(text)
