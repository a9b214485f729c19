"""Lexical forms as XML Schema has them, and the order that SPARQL gives to values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import XSD
from asm_graph.shacl.core.literals import comparison, well_formed


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=XSD(datatype))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("7", "integer"), ("-7", "integer"), ("+007", "integer"), ("-128", "byte"), ("255", "unsignedByte"),
        ("0", "nonNegativeInteger"), ("0", "nonPositiveInteger"), ("-1", "negativeInteger"),
        ("1.50", "decimal"), (".5", "decimal"), ("5.", "decimal"), ("-3", "decimal"),
        ("1e5", "double"), ("-INF", "double"), ("NaN", "float"), ("true", "boolean"), ("0", "boolean"),
        ("2020-02-29", "date"), ("2020-02-29-06:00", "date"), ("23:59:59.5Z", "time"),
        ("2021-01-01T00:00:00", "dateTime"), ("2021-01-01T00:00:00.123+14:00", "dateTime"),
        ("", "string"), ("2021", "gYear"), ("whatever", "gYear"), ("whatever", "anyURI"),
    ],
)  # fmt: skip
def test_well_formed(text: str, datatype: str) -> None:
    assert well_formed(typed(text, datatype))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("", "integer"), ("7.0", "integer"), ("1_000", "integer"), (" 7", "integer"), ("٣", "integer"),
        ("128", "byte"), ("-1", "unsignedInt"), ("0", "positiveInteger"), ("0", "negativeInteger"),
        ("1e5", "decimal"), ("1,5", "decimal"), (".", "decimal"), ("NaN", "decimal"), ("inf", "double"),
        ("TRUE", "boolean"), ("sí", "boolean"), ("2021-02-29", "date"), ("2021-1-1", "date"),
        ("20210101", "date"), ("24:30:00", "time"), ("2021-01-01", "dateTime"),
        ("2021-01-01T10:00", "dateTime"),
    ],
)  # fmt: skip
def test_ill_formed(text: str, datatype: str) -> None:
    assert not well_formed(typed(text, datatype))


@given(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_numbers_of_all_datatypes_have_one_order(whole: int, fraction: object) -> None:
    one, other = typed(str(whole), "integer"), typed(f"{fraction:f}", "decimal")
    assert comparison(one, other) == (whole > fraction) - (whole < fraction)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (typed("2", "byte"), typed("2.0", "double"), 0),
        (Literal("b"), Literal("a"), 1),
        (typed("2020-12-31", "date"), typed("2021-01-01", "date"), -1),
        (typed("2021-01-01T00:00:00-06:00", "dateTime"), typed("2021-01-01T05:00:00Z", "dateTime"), 1),
        (typed("2021-01-01T00:00:00", "dateTime"), typed("2021-01-01T05:00:00Z", "dateTime"), None),
        (typed("2021-01-01", "date"), typed("2021-01-01T00:00:00", "dateTime"), None),
        (typed("NaN", "double"), typed("1", "integer"), None),
        (typed("true", "boolean"), typed("1", "integer"), None),
        (Literal("1"), typed("1", "integer"), None),
        (Literal("a", language="es"), Literal("b", language="es"), None),
        (typed("doce", "integer"), typed("1", "integer"), None),
        (typed("2021", "gYear"), typed("2022", "gYear"), None),
        (NamedNode("urn:a"), NamedNode("urn:b"), None),
    ],
)
def test_order(first: Literal, second: Literal, expected: int | None) -> None:
    assert comparison(first, second) == expected
