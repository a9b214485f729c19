"""What a thing says in one release and in another: the values that differ, side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from asm_graph.rdf.vocabulary import ASM, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import JsonValue
    from pyoxigraph import Quad

_NOT_COMPARED = {PROV("wasDerivedFrom"), ASM("evidence"), RDF("type")}
"""Where something was read, which a new edition of a document changes for all that it says; and its class."""
_MOST_VALUES = 5
_LONGEST = 300


def changed_values(before: Sequence[bytes], after: Sequence[bytes]) -> list[JsonValue]:
    """Return each property of which two versions of a thing have other values, with those of each.

    A value is a text; that of a thing is its IRI. `before` and `after` are lines of N-Quads about the thing.
    """
    old, new = _values(before), _values(after)
    return [
        {"property": name, "before": _shown(old[name] - new[name]), "after": _shown(new[name] - old[name])}
        for name in sorted(old.keys() | new.keys())
        if old[name] != new[name]
    ]


def _values(lines: Sequence[bytes]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
        if quad.predicate not in _NOT_COMPARED and (value := _text(quad)) is not None:
            found[quad.predicate.value].add(value)
    return found


def _text(quad: Quad) -> str | None:
    """Return a value as text; None for a blank node, whose label says nothing."""
    return quad.object.value if isinstance(quad.object, Literal | NamedNode) else None


def _shown(values: set[str]) -> list[JsonValue]:
    shown: list[JsonValue] = [
        value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…" for value in sorted(values)[:_MOST_VALUES]
    ]
    return [*shown, *(["…"] if len(values) > _MOST_VALUES else [])]
