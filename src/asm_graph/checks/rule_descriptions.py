"""What each audit rule says in words: what it means, what its limits are, and what proves it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.rdf.vocabulary import PREFIXES
from asm_graph.results import prefixed_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.shacl.shapes import Shapes


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """A rule in words, by language: its title, what it means (`definition`) and its `limits`.

    `kind` is a notation of `finding-kind`; `proven_by` are the prefixed names of the properties whose
    excerpts prove a finding.
    """

    rule: NamedNode
    severity: str
    kind: str
    title: Mapping[str, str] = field(default_factory=dict)
    definition: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    proven_by: tuple[str, ...] = ()


def describe_rules(rules: Shapes) -> tuple[RuleDescription, ...]:
    """Describe all audit rules, sorted by their IRIs."""
    return tuple(
        RuleDescription(
            rule,
            rules.severity(rule),
            rules.finding_kind(rule),
            rules.title(rule),
            rules.definition(rule),
            rules.limits(rule),
            tuple(sorted(prefixed_name(one.value, PREFIXES) for one in rules.evidence_properties(rule))),
        )
        for rule in rules.audited
    )


def rule_objects(known: Iterable[RuleDescription]) -> list[dict[str, object]]:
    """Return the descriptions as objects of the JSON report."""
    return [
        {
            "rule": one.rule.value,
            "severity": one.severity,
            "kind": one.kind,
            "title": dict(one.title),
            "definition": dict(one.definition),
            "limits": dict(one.limits),
            "provenBy": list(one.proven_by),
        }
        for one in known
    ]


def read_rules(report: bytes) -> tuple[RuleDescription, ...]:
    """Read the rules in words from the JSON report; one of earlier software does not say them.

    Raises:
        InputError: the content is not an audit report.
    """
    try:
        return tuple(map(read_rule, json.loads(report).get("rules", ())))
    except (AttributeError, ValueError) as error:
        raise InputError(
            Message("audit.json: not a valid audit report ({error!r}); build the release again.", error=error)
        ) from error


def read_rule(one: Mapping[str, Any]) -> RuleDescription:
    """Make a description from its JSON object.

    Raises:
        InputError: it is no such object.
    """
    try:
        title, definition, limits = (dict(one[name]) for name in ("title", "definition", "limits"))
        rule, proven_by = NamedNode(one["rule"]), tuple(one["provenBy"])
        return RuleDescription(rule, one["severity"], one["kind"], title, definition, limits, proven_by)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            Message(
                "audit.json: not a valid description of a rule ({error!r}); build the release again.",
                error=error,
            )
        ) from error
