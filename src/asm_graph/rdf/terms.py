"""RDF terms for values, in the forms that the vocabulary contract gives them, and back."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from asm_graph.records.texts import Date

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
"""Without an exponent, which would let a few characters stand for a number of a billion digits."""
_NUMBERS = frozenset(map(XSD, ("decimal", "integer")))


def text(value: str) -> Literal:
    """Text of a document, which is Spanish."""
    return Literal(value, language="es")


def string(value: str) -> Literal:
    """A key, code or printed figure, which is of no language."""
    return Literal(value)


def decimal(value: Decimal) -> Literal:
    """A quantity in its canonical form: `1.10` is `1.1`, as engines that store numbers by value have it."""
    digits = format(value, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal("0" if digits in {"-0", ""} else digits, datatype=XSD("decimal"))


def integer(value: int) -> Literal:
    """A count, an ordinal or an offset."""
    return Literal(str(value), datatype=XSD("integer"))


def year(value: int) -> Literal:
    """A year as `xsd:gYear`."""
    return Literal(f"{value:04d}", datatype=XSD("gYear"))


def date(value: Date) -> Literal:
    """A day as `xsd:date`, a month without a day as `xsd:gYearMonth`."""
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), datatype=XSD("date"))
    return Literal(f"{value.year:04d}-{value.month:02d}", datatype=XSD("gYearMonth"))


def boolean(*, value: bool) -> Literal:
    """A yes or no."""
    return Literal("true" if value else "false", datatype=XSD("boolean"))


def number_of(term: object) -> Decimal | None:
    """Read a decimal or integer back; None for what is neither.

    >>> number_of(decimal(Decimal("87.50")))
    Decimal('87.5')
    """
    if not isinstance(term, Literal) or term.datatype not in _NUMBERS or not _DECIMAL.fullmatch(term.value):
        return None
    return Decimal(term.value)
