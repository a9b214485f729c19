"""RDF terms for values, in the forms that the vocabulary contract gives them, and back."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import XSD


class YearAndMonth(Protocol):
    """A day, or a month without a day."""

    @property
    def year(self) -> int:
        """The year, four digits."""

    @property
    def month(self) -> int:
        """The month, from 1 to 12."""


_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
"""Without an exponent, which would let a few characters stand for a number of a billion digits."""
_DECIMAL_TYPE = XSD("decimal")
_NUMBERS = frozenset((_DECIMAL_TYPE, XSD("integer")))


def text(value: str) -> Literal:
    """Make the literal of a text of a document, which is Spanish.

    >>> text("Depurar el padrón.").language
    'es'
    """
    return Literal(value, language="es")


def string(value: str) -> Literal:
    """Make the literal of a key, a code or a figure as printed, which is in no language."""
    return Literal(value)


def decimal(value: Decimal) -> Literal:
    """Make the literal of a quantity, in the canonical form that engines storing numbers by value give back.

    >>> from decimal import Decimal
    >>> decimal(Decimal("1.10")).value
    '1.1'
    """
    digits = format(value, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal("0" if digits in {"-0", ""} else digits, datatype=_DECIMAL_TYPE)


def integer(value: int) -> Literal:
    """Make the literal of a count, an ordinal or an offset."""
    return Literal(str(value), datatype=XSD("integer"))


@lru_cache(maxsize=256)
def year(value: int) -> Literal:
    """Make the literal of a year, an `xsd:gYear`."""
    return Literal(f"{value:04d}", datatype=XSD("gYear"))


def date(value: YearAndMonth) -> Literal:
    """Make the literal of a day (`xsd:date`), or of a month without a day (`xsd:gYearMonth`).

    >>> date(dt.date(2009, 12, 31)).value
    '2009-12-31'
    """
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), datatype=XSD("date"))
    return Literal(f"{value.year:04d}-{value.month:02d}", datatype=XSD("gYearMonth"))


def boolean(*, value: bool) -> Literal:
    """Make the literal of a yes or a no."""
    return Literal("true" if value else "false", datatype=XSD("boolean"))


def number_of(term: object) -> Decimal | None:
    """Read a decimal or integer back; None for what is neither.

    >>> number_of(decimal(Decimal("87.50")))
    Decimal('87.5')
    """
    if not isinstance(term, Literal) or term.datatype not in _NUMBERS or not _DECIMAL.fullmatch(term.value):
        return None
    return Decimal(term.value)
