import datetime as dt
from decimal import Decimal

import pytest
from pyoxigraph import Literal

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import XSD
from asm_graph.records.texts import YearMonth


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("1.10", "1.1"),
        ("0.00", "0"),
        ("-0.18", "-0.18"),
        ("1500", "1500"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("-0", "0"),
    ],
)
def test_decimals_are_canonical(printed: str, canonical: str) -> None:
    assert terms.decimal(Decimal(printed)) == Literal(canonical, datatype=XSD("decimal"))


def test_a_day_and_a_month() -> None:
    assert terms.date(dt.date(2009, 12, 31)) == Literal("2009-12-31", datatype=XSD("date"))
    assert terms.date(YearMonth(2009, 3)) == Literal("2009-03", datatype=XSD("gYearMonth"))


def test_other_terms() -> None:
    assert terms.text("Sí") == Literal("Sí", language="es")
    assert terms.year(2009) == Literal("2009", datatype=XSD("gYear"))
    assert terms.boolean(value=False) == Literal("false", datatype=XSD("boolean"))
