"""Values before and after as a reader sees them: things by name, numbers and dates in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.results.spoken import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.releases.changed_values import ChangedValue, Value
    from asm_graph.web.rendering.naming import Names


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A property by its name, and its values before and after; nothing where there was or is none."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def shown_changes(values: Sequence[ChangedValue], names: Names) -> tuple[ShownChange, ...]:
    """Show changed values to the reader of these names."""
    return tuple(
        ShownChange(names.term(one.property).text, _texts(one.before, names), _texts(one.after, names))
        for one in values
    )


def nodes_named(values: Iterable[ChangedValue]) -> list[NamedNode]:
    """Return what must have a name for values to be shown: properties, and values that are things."""
    found: dict[NamedNode, None] = {}
    for one in values:
        found[one.property] = None
        found |= {value: None for value in (*one.before, *one.after) if isinstance(value, NamedNode)}
    return list(found)


def _texts(values: Iterable[Value], names: Names) -> tuple[str, ...]:
    return tuple(
        names.link(value).name.text if isinstance(value, NamedNode) else shown(value, names.language)
        for value in values
    )
