"""Number formats: which of them change what a number says, and what it says then."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents.workbooks.number_formats import parse_format


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", 0.755, "75.5%"),
        ("0.0%", 1, "100%"),
        ("0.00%", 0, "0%"),
        ("0%", 0.07, "7%"),
        ("0%", 0.1 + 0.2, "30%"),
        ("0%", 1e-7, "0.00001%"),
        ("0.0%;[Red]-0.0%", -0.755, "-75.5%"),
        ("0.0%;(0.0%)", -0.755, "-75.5%"),
        ("[$-80A]0.0%", 0.5, "50%"),
        ("[Color10]0%;[Rojo]0%;0%", 0.25, "25%"),
        ('_-* 0.0%_-;-* 0.0%_-;_-* "-"%_-;_-@_-', 0.5, "50%"),
        (r"0.0\ %", 0.5, "50%"),
        ('0.0% "de avance"', 0.5, "50%"),
        ('0.0"%"', 75.5, "75.5%"),
        (r"0.0\%", 75.5, "75.5%"),
        ("[<=1]0.0%;0", 0.5, "50%"),
        ("[<=1]0.0%;0", 75, None),
        ('[<=1]0.0%;0"%"', 75, "75%"),
        ("[>1]0;[<0]0;0%", 0.5, "50%"),
        ("[=0]0;0%", 0, None),
        ("0;0%", -0.5, "-50%"),
        ("0;0%", 0.5, None),
        ("#,##0,,", 1_234_567_890, "1234.56789"),
        ("#,##0.0,,_);(#,##0.0,,)", -5_000_000, "-5"),
        ("#,##0,,.00", 1_500_000, "1.5"),
        ("0.0,", 1500, "1.5"),
        ('#,##0.0,,"M"', 1_500_000, "1.5 M"),
        ('#,##0.0,, "mdp"', 1_500_000, "1.5 mdp"),
        ("$#,##0.00,,", 1_500_000, "1.5"),
        *((code, 4.5, None) for code in (
            "General", "@", "", ";;;", "0", "#,##0.00", '"$"#,##0.00', "[$$-80A]#,##0.00", "0.00E+00",
            "# ?/?",
            "#,##0.00_);[Red](#,##0.00)", '0" por ciento"', '"50%"0', '"#,##0,," 0', "[Red]0", "[$%-80A]0",
            'yyyy-mm-dd"%"', "d%", "[h]:mm%", "[ss]%", "hh:mm AM/PM%", "mmm\\-yy\\%", "dd/mm/yyyy;@", '"',
            "[", "\\", "_",
        )),
    ],
)  # fmt: skip
def test_a_format_tells_what_a_cell_says(code: str, value: float, shown: str | None) -> None:
    assert parse_format(code).shown(value) == shown


def test_only_formats_that_change_numbers_are_told_as_such() -> None:
    assert parse_format("0;-0;0%").changes_numbers
    assert not parse_format("#,##0.00;[Red]-#,##0.00").changes_numbers


@given(st.floats(allow_nan=True, allow_infinity=True), st.sampled_from(["0%", "0.0%;-0.0%", "0,,", "0.0%,"]))
def test_a_shown_number_is_the_number_scaled(value: float, code: str) -> None:
    shown = parse_format(code).shown(value)
    power = {"0%": 2, "0.0%;-0.0%": 2, "0,,": -6, "0.0%,": 2}[code]
    if shown is not None:
        assert Decimal(shown.removesuffix("%")) == Decimal(f"{value:.15g}").scaleb(power)


@given(st.text('0#?.,%;"\\[]<>=-_*@ yhGE$', max_size=30), st.floats(allow_nan=False))
def test_any_code_is_read(code: str, value: float) -> None:
    """Whatever a workbook declares, a number stays a number, or its cell says more than that."""
    shown = parse_format(code).shown(value)
    assert shown is None or Decimal(shown.split(" ")[0].removesuffix("%")).is_finite()
