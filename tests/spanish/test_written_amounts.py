"""Amounts of money that are written out in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.spanish.written_amounts import written_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$15,000.00 (Son quince mil pesos 00/100)", "15000"),
        ("(doscientos ocho mil ochocientos pesos con cero centavos 00/100 M.N)", "208800"),
        ("CIENTO VEINTIÚN MIL PESOS 50/100 M.N.", "121000.50"),
        ("Un millón de pesos", "1000000"),
        ("treinta y un mil dieciséis pesos", "31016"),
        ("(Doscientos mil pesos 00/100M.N.)", "200000"),
    ],
)
def test_what_is_written_out(text: str, amount: str) -> None:
    assert written_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "pesos", "mil", "muchos pesos", "$15,000.00", "los pesos del fondo"])
def test_what_is_no_amount(text: str) -> None:
    assert written_amount(text) is None


@given(st.text(alphabet="abcdeilmnopqrstuv yY0/", max_size=60))
def test_any_text_is_read(text: str) -> None:
    written_amount(f"{text} pesos")
