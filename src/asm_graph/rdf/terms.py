"""RDF terms for values, in the forms that the vocabulary contract gives them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    from decimal import Decimal

    from asm_graph.records.texts import Date


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
