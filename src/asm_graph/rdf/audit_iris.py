"""The paths of what is computed over all documents: texts alike, conflicts, findings and denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.rdf.iris import Number


def similarity(digest: str) -> str:
    """Build the path of the statement that two texts are nearly equal."""
    return f"similarity/{digest}"


def conflict(digest: str) -> str:
    """Build the path of a conflict between two figures."""
    return f"conflict/{digest}"


def finding(digest: str) -> str:
    """Build the path of a finding of the audit."""
    return f"finding/{digest}"


def denominator(rule: str, document: str) -> str:
    """Build the path of what a rule could judge in a document, or in `all`."""
    return f"denominator/{rule}/{document}"


def exclusion(denominator: str, number: Number) -> str:
    """Build the path of how many things a rule could not judge, and why."""
    return f"{denominator}/excluded/{number}"
