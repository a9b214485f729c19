"""The lexical forms of literals, and the values that they compare by (XML Schema 1.1, Part 2).

Checked are the datatypes that SPARQL 1.1 knows (section 17.1) with dates and times; a literal of another
datatype is taken as it is. pySHACL reads by Python's constructors, which accept more (`1e5` as a decimal).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.graph.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import NamedNode

    from asm_graph.checks.index import Term

Value = Decimal | float | bool | str | dt.datetime | dt.time

_ZONE = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
_DIGITS = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DECIMAL = re.compile(rf"[+-]?{_DIGITS}")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DOUBLE = re.compile(rf"[+-]?(?:{_DIGITS}(?:[eE][+-]?[0-9]+)?|INF)|NaN")

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

_BOUNDS: dict[str, tuple[float, float]] = {
    "integer": (float("-inf"), float("inf")),
    "nonPositiveInteger": (float("-inf"), 0),
    "negativeInteger": (float("-inf"), -1),
    "nonNegativeInteger": (0, float("inf")),
    "positiveInteger": (1, float("inf")),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
"""Integers from one number to another."""


def well_formed(literal: Literal) -> bool:
    """Whether the text of a literal is one that its datatype has."""
    if literal.datatype not in _READERS:
        return True
    return value(literal) is not None


def value(term: Term) -> Value | None:
    """What a literal is worth in a comparison; None for texts in a language, nodes, and what is ill-formed."""
    if not isinstance(term, Literal):
        return None
    if term.datatype == XSD("string"):
        return term.value
    read = _READERS.get(term.datatype)
    try:
        return read(term.value) if read else None
    except ValueError:
        return None


def comparison(first: Term, second: Term) -> int | None:
    """Negative, zero or positive as the first is less than, as much as or more than the second.

    None where SPARQL has no order for them: other kinds of literals, nodes, a time with a zone and one without.
    """
    one, other = value(first), value(second)
    if one is None or other is None or _kind(one) is not _kind(other):
        return None
    try:
        less, equal = one < other, one == other  # type: ignore[operator]  # both are of one kind
    except TypeError:
        return None
    return 0 if equal else -1 if less else 1 if one > other else None  # type: ignore[operator]


def _kind(value: Value) -> type:
    return Decimal if isinstance(value, float) else type(value)


def _form(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _integer(low: float, high: float) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        number = Decimal(_form(_INTEGER, text))
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return read


def _boolean(text: str) -> Value:
    if text not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text]


def _moment(pattern: str) -> Callable[[str], Value]:
    form = re.compile(pattern + _ZONE)
    return lambda text: dt.datetime.fromisoformat(_form(form, text))


def _day(text: str) -> Value:
    """A day begins at midnight of its zone."""
    return dt.datetime.fromisoformat(f"{_form(_DAY, text)[:10]}T00:00:00{text[10:]}")


_DAY = re.compile(_DATE + _ZONE)
_CLOCK = re.compile(_TIME + _ZONE)

_READERS: dict[NamedNode, Callable[[str], Value]] = {
    XSD("decimal"): lambda text: Decimal(_form(_DECIMAL, text)),
    XSD("float"): lambda text: float(_form(_DOUBLE, text)),
    XSD("double"): lambda text: float(_form(_DOUBLE, text)),
    XSD("boolean"): _boolean,
    XSD("date"): _day,
    XSD("dateTime"): _moment(f"{_DATE}T{_TIME}"),
    XSD("time"): lambda text: dt.time.fromisoformat(_form(_CLOCK, text)),
    **{XSD(name): _integer(*bounds) for name, bounds in _BOUNDS.items()},
}
