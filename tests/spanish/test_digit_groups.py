"""Groups of digits hang together by spaces and dashes; dates, amounts and addresses are told apart."""

from __future__ import annotations

import pytest

from asm_graph.spanish.digit_groups import DigitGroups


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("(55) 5481-7200", ["5554817200"]),
        ("55 5481\n7200", ["555481", "7200"]),
        ("5481 7200, 5481 7201", ["54817200", "54817201"]),
        ("en 2018. 55 5481 7200", ["2018", "5554817200"]),
        ("5481 7200\n\n12", ["54817200", "12"]),
        ("5554817200 / 5554817201", ["5554817200", "5554817201"]),
        ("20S061", ["20", "061"]),
    ],
)
def test_which_hang_together_on_a_line(text: str, runs: list[str]) -> None:
    groups = DigitGroups(text)
    assert [groups.digits(*line) for line in dict.fromkeys(groups.lines)] == runs


def test_a_number_may_go_on_in_the_next_line_and_not_behind_a_blank_one() -> None:
    assert DigitGroups("5481\n7200").gaps == ["\n", ""]
    assert DigitGroups("5481\n\n7200").gaps == ["", ""]


@pytest.mark.parametrize("text", ["31/12/2008", "2008-12-31", "31.12.2008", "12/31/08", "31 12 2008"])
def test_what_is_a_date(text: str) -> None:
    assert DigitGroups(text).is_date(0)


@pytest.mark.parametrize(
    "text", ["31/02/2008", "54-81-72", "31/12-2008", "31-12-2008-01", "2008-31-31", "31/12"]
)
def test_what_is_no_date(text: str) -> None:
    assert not DigitGroups(text).is_date(0)


@pytest.mark.parametrize(
    "text", ["$5481", "$ 5481", "MXN 5481".lower(), "54%", "54 %", "5,481", "5481 pesos", "5 mil"]
)
def test_what_is_an_amount(text: str) -> None:
    assert DigitGroups(text).is_amount(0)


@pytest.mark.parametrize("text", ["5481", "5481, 7200", "5481,02", "54817200,54817201", "5481 personas"])
def test_what_is_no_amount(text: str) -> None:
    assert not DigitGroups(text).is_amount(0)


def test_decimals_have_one_point() -> None:
    assert DigitGroups("417.7").is_decimal(1)
    assert not DigitGroups("55.5481.7200").is_decimal(1)


def test_addresses_are_known() -> None:
    groups = DigitGroups("5481 en https://x.mx/5481/7200 y gob.mx/7200, 7201")
    assert [groups.is_in_address(index) for index in range(5)] == [False, True, True, True, False]


@pytest.mark.parametrize(("text", "begins"), [("4.6 nombre", True), ("2) obras", True), ("4. x", True)])
def test_what_begins_an_item(text: str, begins: bool) -> None:  # noqa: FBT001
    assert DigitGroups(text).begins_item(0) is begins


@pytest.mark.parametrize("text", ["72 00", "7200 x", "24.73.89.80", "05 exts", "00. x"])
def test_what_begins_none(text: str) -> None:
    assert not DigitGroups(text).begins_item(0)
