"""Values before and after as a reader sees them: things by name, numbers and dates in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.vocabulary import XSD
from asm_graph.releases.changed_values import differing_parts
from asm_graph.results.rows import number_of
from asm_graph.results.spoken import number_shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Literal

    from asm_graph.releases.changed_values import ChangedValue, Value
    from asm_graph.web.rendering.naming import Names

_DECIMAL = XSD("decimal")
_LONGEST = 120
"""Characters of a value that changed; of a longer one, only what differs is shown."""
_HUNDREDTH, _TEN_THOUSANDTH = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A property by its name, and its values before and after; nothing where there was or is none."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def shown_changes(values: Sequence[ChangedValue], names: Names) -> tuple[ShownChange, ...]:
    """Show changed values to the reader of these names."""
    return tuple(_shown(one, names) for one in values)


def _shown(one: ChangedValue, names: Names) -> ShownChange:
    """Show one property; of a long text that changed, such as the quotation of a row, what differs."""
    before, after = _texts(one.before, names), _texts(one.after, names)
    if len(before) == len(after) == 1:
        old, new = differing_parts(before[0], after[0], _LONGEST)
        before, after = (old,), (new,)
    return ShownChange(names.term(one.property).text, before, after)


def nodes_named(values: Iterable[ChangedValue]) -> list[NamedNode]:
    """Return what must have a name for values to be shown: properties, and values that are things."""
    found: dict[NamedNode, None] = {}
    for one in values:
        found[one.property] = None
        found |= {value: None for value in (*one.before, *one.after) if isinstance(value, NamedNode)}
    return list(found)


def _said(value: Literal, names: Names) -> str:
    """Show a literal; of a mean with endless decimals, two of them."""
    number = number_of(value) if value.datatype == _DECIMAL else None
    if number is None or number == number.quantize(_TEN_THOUSANDTH):
        return shown(value, names.language)
    return number_shown(number.quantize(_HUNDREDTH))


def _texts(values: Iterable[Value], names: Names) -> tuple[str, ...]:
    return tuple(
        names.link(value).name.text if isinstance(value, NamedNode) else _said(value, names)
        for value in values
    )
