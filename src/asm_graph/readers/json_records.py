"""Records as JSON, every value with the quotations that prove it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.records.sources import BlankCell
from asm_graph.records.texts import Fact

if TYPE_CHECKING:
    from pydantic import JsonValue


def as_json(value: object) -> JsonValue:
    """Write a record, or a part of one, as JSON without what the document does not state.

    A fact becomes `{"value": …, "evidence": [{"start", "end", "quote"}, …]}`, a figure keeps its digits, a
    blank cell tells its property, its kind and its place.
    """
    if isinstance(value, Fact):
        source = value.passage.source
        evidence: list[JsonValue] = [
            {"start": span.start, "end": span.end, "quote": source[span.start : span.end]}
            for span in value.spans
        ]
        return {"value": as_json(value.value), "evidence": evidence}
    if isinstance(value, BlankCell):
        return _blank(value)
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): as_json(part) for name, part in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: as_json(part) for name, part in fields if part is not None and part != ()}
    return _plain(value)


def _blank(cell: BlankCell) -> JsonValue:
    told: dict[str, JsonValue] = {
        "property": cell.property.name,
        "valueKind": cell.property.value_kind,
        "kind": cell.kind,
        "column": cell.column,
        "raw": cell.raw,
    }
    if cell.place:
        told |= {"sheet": cell.place.sheet, "cell": cell.place.cells}
    for span in cell.passage.quotes()[:1] if cell.passage else ():
        told |= {"start": span.start, "end": span.end}
    return {name: part for name, part in told.items() if part != ""}


def _plain(value: object) -> JsonValue:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"no record holds a {type(value).__name__}")
