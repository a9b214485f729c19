"""Figures, amounts of money, and the ways of printing that there is none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from asm_graph.rdf import terms
from asm_graph.records.texts import Measure
from asm_graph.spanish.forms import DASHES
from asm_graph.spanish.numbers import decimal_of, is_missing, read_amount, read_figure, read_measure

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500", "1500"),
        ("2,456", "2456"),
        ("1,234,567.89", "1234567.89"),
        ("417.7", "417.7"),
        ("23.7%", "23.7"),
        ("-0.18%", "-0.18"),
        ("−4", "-4"),
        ("(5)", "-5"),
        ("1 500", "1500"),
        ("1.500", "1.500"),
        ("1.500.000", "1500000"),
        ("33,3", "33.3"),
        ("0,500", "0.500"),
        ("0", "0"),
    ],
)
def test_figures(text: str, value: str) -> None:
    assert read_measure(f" {text} ") == Measure(text, Decimal(value))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("ND", "not-available"),
        ("N.D.", "not-available"),
        ("n.d.", "not-available"),
        ("No disponible", "not-available"),
        ("SD", "no-data"),
        ("S.D.", "no-data"),
        ("Sin dato", "no-data"),
        ("NA", "not-applicable"),
        ("N.A.", "not-applicable"),
        ("N/A", "not-applicable"),
        ("No aplica", "not-applicable"),
        ("-", "dash"),
        ("–", "dash"),
        ("—", "dash"),
        ("--", "dash"),
        ("", "blank"),
        ("  ", "blank"),
    ],
)
def test_missing_figures(text: str, missing: str) -> None:
    assert is_missing(text) == missing
    assert read_measure(text) == Measure(text.strip(), missing=missing)


@pytest.mark.parametrize(
    "text", ["abc", "1,50,0", "12 meses", "1-2", "2007-2008", "%", ".", "Nada", "1.2.3", "٣"]
)
def test_unreadable(text: str) -> None:
    assert read_measure(text) is None


@pytest.mark.parametrize("dash", DASHES)
def test_any_minus_sign_makes_negative_and_any_dash_says_that_there_is_none(dash: str) -> None:
    assert read_figure(f"{dash}1,234.5") == read_figure(f"{dash} 1\u00a0234.5 %") == Decimal("-1234.5")
    assert read_amount(f"{dash}82,150.15 pesos") == (Decimal("-82150.15"), "MXN")
    assert read_amount(f"entre 350{dash}400 pesos") == (Decimal(400), "MXN")
    assert is_missing(dash) == is_missing(dash * 2) == "dash"


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_any_space_parts_thousands(space: str) -> None:
    assert read_figure(f"1{space}234{space}567.5") == Decimal("1234567.5")
    assert read_amount(f"${space}1,000{space}M.N.") == (Decimal(1000), "MXN")
    assert read_figure("１２") == Decimal(12)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("$82,150.15", "82150.15", "MXN"),
        (r"\$82,150.15", "82150.15", "MXN"),
        (r"-\$82,150.15", "82150.15", "MXN"),
        ("$ 1,000 M.N. (IVA incluido)", "1000", "MXN"),
        ("Costo de la evaluación: $345,000.00", "345000.00", "MXN"),
        ("3.5 millones de pesos", "3500000", "MXN"),
        ("82150", "82150", "MXN"),
        ("US$ 10", "10", "USD"),
        ("10 dólares", "10", "USD"),
        ("250 euros", "250", "EUR"),
    ],
)
def test_amounts(text: str, value: str, currency: str) -> None:
    assert read_amount(text) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text", ["", "ND", "100%", "12 meses", "Costo 5 de 6", "$", "Recursos fiscales 2009"]
)
def test_no_amounts(text: str) -> None:
    assert read_amount(text) is None


@given(st.decimals(-(10**9), 10**9, places=2))
def test_formatted_figures_come_back(value: Decimal) -> None:
    for text in (f"{value:,}", f"{value}", f"{value:,} %"):
        measure = read_measure(text)
        assert measure is not None
        assert measure.value == value
    assert read_amount(f"${abs(value):,}") == (abs(value), "MXN")


@given(st.text(alphabet="0123456789,.- $%()\\NSDAmn/", max_size=30) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    read_amount(text)
    measure = read_measure(text)
    assert measure is None or (measure.value is None) != (measure.missing is None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1E+999999999", None),
        ("-1E+999999999", None),
        ("1E999", None),
        ("1E400", None),
        ("1E20", None),
        ("1E-400", None),
        ("9" * 21, None),
        ("9" * 100_000, None),
        ("NaN", None),
        ("Infinity", None),
        ("1E99999999999999999999999", None),
        ("1E19", Decimal(10) ** 19),
        ("0E+999999999", Decimal(0)),
        ("0E-999999999", Decimal(0)),
        ("-0", Decimal(0)),
        ("0." + "3" * 100_000, Decimal("0." + "3" * 18)),
        ("9" * 20 + "." + "9" * 30, Decimal(10) ** 20),
    ],
)
def test_a_number_is_no_larger_and_no_finer_than_engines_hold(text: str, number: Decimal | None) -> None:
    assert decimal_of(text) == number


@given(st.from_regex(r"[+-]?\d{1,40}(\.\d{0,40})?([eE][+-]?\d{1,12})?", fullmatch=True))
def test_every_number_is_written_in_few_digits_that_an_engine_takes(text: str) -> None:
    number = decimal_of(text)
    if number is not None:
        literal = terms.decimal(number)
        assert len(literal.value) <= 41
        (solution,) = Store().query(f"SELECT ({literal} + 0 AS ?sum) {{}}")
        assert solution["sum"] is not None


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_figure, "9" * 30),
        (read_figure, "-" + ",".join(["9", *["999"] * 10])),
        (read_amount, "$" + "9" * 30),
        (read_amount, "$" + "9" * 19 + " millones de pesos"),
    ],
)
def test_a_figure_of_more_digits_than_any_is_none(read: Callable[[str], object], text: str) -> None:
    assert read(text) is None
