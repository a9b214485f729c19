"""Figures, amounts of money, and the ways of printing that there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.records.texts import Measure
from asm_graph.spanish.numbers import is_missing, read_amount, read_measure


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
