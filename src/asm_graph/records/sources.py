"""What a document can say: the properties that it has a place for, what it covers, and cells left blank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import Passage
    from asm_graph.records.tables import Place

_QUALIFIED = re.compile(r"(?P<paths>[^()]+)(?:\((?P<qualifier>[^()]+)\))?")
_VALUE_KINDS = frozenset({"target", "actual", "baseline"})
_CLASSES = {
    "axis": "asm:Axis",
    "national objective": "asm:NationalObjective",
    "sectoral objective": "asm:SectoralObjective",
}


@dataclass(frozen=True, slots=True)
class StatedProperty:
    """A property that the cells of a column state, as a CURIE (`asm:value`).

    `value_kind` is a notation of the code list `value-kind`, where they state values of that kind only;
    `to_class` the class of what they name (`asm:SectoralObjective`).
    """

    name: str
    value_kind: str = ""
    to_class: str = ""


def stated_properties(declared: str) -> Iterator[StatedProperty]:
    """Yield the properties that a layout declares for a column, those on a path to the last one too.

    >>> [one.name for one in stated_properties("asm:hasIndicator/asm:frequency")]
    ['asm:hasIndicator', 'asm:frequency']
    >>> list(stated_properties("asm:value (target)"))
    [StatedProperty(name='asm:value', value_kind='target', to_class='')]
    """
    found = _QUALIFIED.fullmatch(declared)
    if found is None:
        return
    qualifier = found["qualifier"] or ""
    kind = qualifier if qualifier in _VALUE_KINDS else ""
    for path in found["paths"].split(","):
        for name in path.split("/"):
            yield StatedProperty(name.strip(), kind, _CLASSES.get(qualifier, ""))


def main_property(declared: str) -> StatedProperty:
    """Return the property that a column states of its own subject: where its first path ends.

    >>> main_property("asm:value, asm:rawValue (target)").name
    'asm:value'
    >>> main_property("asm:arisesFrom/asm:evaluator").name
    'asm:evaluator'
    """
    first, bracket, qualifier = declared.partition(" (")
    path = first.split(",")[0]
    *_, last = stated_properties(path + bracket + qualifier)
    return last


@dataclass(frozen=True, slots=True)
class Carried:
    """A property that a document has a column or a cell for; `on_class` is the only class that fills it."""

    property: StatedProperty
    on_class: str = ""


@dataclass(frozen=True, slots=True)
class BlankCell:
    """A place for a value that states none; `kind` is a notation of the code list `blank-kind`.

    A table has the `place` of the cell alone; a text the `passage` of the row that leaves the `column` blank.
    `raw` is what is printed there in place of a value (`ND`).
    """

    property: StatedProperty
    kind: str
    column: str
    place: Place | None = None
    passage: Passage | None = None
    raw: str = ""
