"""What rules could judge, as objects of the JSON report and as rows of a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from asm_graph.checks.denominators import NOT_APPLICABLE, NOT_EVALUABLE, Denominator
from asm_graph.errors import InputError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = ("Regla", "Documento", "Evaluables", "Encontrados", "No evaluables", "No aplica", "Por qué")
"""The columns of the table."""


def denominator_objects(known: Iterable[Denominator]) -> list[dict[str, object]]:
    """Return what rules could judge as objects, in order."""
    return [
        {
            "rule": one.rule.value,
            "title": dict(one.title),
            "kind": one.kind,
            "document": one.document.value if one.document else None,
            "evaluable": one.evaluable,
            "found": one.found,
            "excluded": [
                {"kind": kind, "reason": {"es": spanish, "en": english}, "count": count}
                for (kind, spanish, english), count in one.excluded.items()
            ],
        }
        for one in known
    ]


def read_denominators(report: bytes) -> tuple[Denominator, ...]:
    """Read what rules could judge from the JSON report; one of earlier software says nothing of it.

    Raises:
        InputError: the content is not an audit report.
    """
    try:
        return tuple(map(read_denominator, json.loads(report).get("denominators", ())))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            Message("audit.json: not a valid audit report ({error!r}); build the release again.", error=error)
        ) from error


def read_denominator(one: dict[str, Any]) -> Denominator:
    """Make a denominator from its JSON object."""
    return Denominator(
        NamedNode(one["rule"]),
        NamedNode(one["document"]) if one["document"] else None,
        one["evaluable"],
        one["found"],
        {
            (each["kind"], each["reason"]["es"], each["reason"]["en"]): each["count"]
            for each in one["excluded"]
        },
        one["title"],
        one["kind"],
    )


def table_rows(known: Iterable[Denominator]) -> Sequence[tuple[str | int, ...]]:
    """Return a row for each, with the reasons in Spanish."""
    return [
        (
            one.title.get("es", one.rule.value),
            one.document.value.rpartition("/")[2] if one.document else "todos",
            one.evaluable,
            one.found,
            one.total(NOT_EVALUABLE),
            one.total(NOT_APPLICABLE),
            " ".join(f"{count}: {reason}" for (_, reason, _), count in one.excluded.items()),
        )
        for one in known
    ]
