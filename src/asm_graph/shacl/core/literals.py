"""Lexical forms of literals and the values they compare by (XML Schema 1.1, Part 2).

Checked are the datatypes that SPARQL 1.1 knows (section 17.1) with dates and times; a literal of another
datatype is taken as it is. pySHACL reads by Python's constructors, which accept more (`1e5` as a decimal).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import NamedNode

    from asm_graph.rdf.index import Term

Value = tuple[str, Any]
"""The kind of a value (`number`, `text`, …) and what orders it among its kind."""

_ZONE = r"(?:Z|[+-][0-9]{2}:[0-9]{2})?"
_YEAR_TO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
_DIGITS = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"

_BOOLEAN = re.compile("true|false|1|0")
_DECIMAL = re.compile(rf"[+-]?{_DIGITS}")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DOUBLE = re.compile(rf"[+-]?(?:{_DIGITS}(?:[eE][+-]?[0-9]+)?|INF)|NaN")
_DATE = re.compile(_YEAR_TO_DAY + _ZONE)
_TIME = re.compile(_CLOCK + _ZONE)
_MOMENT = re.compile(f"{_YEAR_TO_DAY}T{_CLOCK}{_ZONE}")

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
    """Check that a literal's lexical form is valid for its datatype."""
    return literal.datatype not in _READERS or value(literal) is not None


def value(term: Term) -> Value | None:
    """Return a literal's value for comparison; None for nodes, language-tagged and ill-formed literals."""
    if not isinstance(term, Literal) or term.datatype not in _READERS:
        return None
    kind, read = _READERS[term.datatype]
    try:
        return kind, read(term.value)
    except ValueError:
        return None


def comparison(first: Term, second: Term) -> int | None:
    """Compare two terms: negative, zero or positive as the first is less, equal or greater.

    None where SPARQL has no order for them: literals of different kinds, nodes, what is ill-formed, not
    a number, a time with a zone and one without.
    """
    one, other = value(first), value(second)
    if one is None or other is None or one[0] != other[0]:
        return None
    try:
        return next((sign for sign, holds in _orders(one[1], other[1]) if holds), None)
    except TypeError:
        return None


def _orders(one: Any, other: Any) -> Iterator[tuple[int, bool]]:  # noqa: ANN401  two values of one kind
    yield 0, one == other
    yield -1, one < other
    yield 1, one > other


def _form(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _integer(low: float, high: float) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(_form(_INTEGER, text))
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return read


def _boolean(text: str) -> bool:
    return _form(_BOOLEAN, text) in {"true", "1"}


def _double(text: str) -> float:
    return float(_form(_DOUBLE, text))


def _day(text: str) -> dt.datetime:
    """Read a date as midnight in its time zone."""
    return dt.datetime.fromisoformat(f"{_form(_DATE, text)[:10]}T00:00:00{text[10:]}")


_READERS: dict[NamedNode, tuple[str, Callable[[str], Any]]] = {
    XSD("string"): ("text", str),
    XSD("decimal"): ("number", lambda text: Decimal(_form(_DECIMAL, text))),
    XSD("float"): ("number", _double),
    XSD("double"): ("number", _double),
    XSD("boolean"): ("boolean", _boolean),
    XSD("date"): ("date", _day),
    XSD("dateTime"): ("moment", lambda text: dt.datetime.fromisoformat(_form(_MOMENT, text))),
    XSD("time"): ("time", lambda text: dt.time.fromisoformat(_form(_TIME, text))),
    **{XSD(name): ("number", _integer(*bounds)) for name, bounds in _BOUNDS.items()},
}
