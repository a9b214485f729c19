from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import ASM, DEFAULT_BASE, XSD, Base
from asm_graph.results import Rows
from asm_graph.results.terminal_table import table


def lines(*row: Any, width: int = 80) -> list[str]:
    names = tuple("abcdefgh"[: len(row)])
    return table(Rows(names, (row,)), DEFAULT_BASE, width).splitlines()


def test_iris_are_shortened_and_numbers_have_two_decimals() -> None:
    number = Literal("161.266666666666666666", datatype=XSD("decimal"))
    row = lines(
        Base().id("program/20-S061"), ASM("text"), number, Literal("2419", datatype=XSD("integer")), None
    )
    assert next(line for line in row if "id:" in line).split() == [
        "id:program/20-S061",
        "asm:text",
        "161.27",
        "2419",
    ]


@pytest.mark.parametrize("text", ["1E999999999", "-1E+999999999", "0E-999999999", "1E-999999999"])
def test_a_number_that_no_line_holds_is_shown_as_it_is_written(text: str) -> None:
    assert any(text in line for line in lines(Literal(text, datatype=XSD("decimal"))))


def test_columns_that_do_not_fit_become_lines() -> None:
    assert lines(Literal("uno"), None, Literal("tres"), width=20) == ["a  uno", "c  tres"]


def test_markup_and_control_characters_are_shown_not_obeyed() -> None:
    page = "\n".join(lines(Literal("[red]x[/red] \x1b[2J\x9b1m")))
    assert "[red]x[/red]" in page
    assert "\x1b" not in page
    assert "\x9b" not in page


@given(st.lists(st.text(), min_size=1, max_size=4), st.integers(10, 200))
def test_any_text_can_be_shown(texts: list[str], width: int) -> None:
    page = "".join(lines(*map(Literal, texts), width=width))
    assert not {"\x1b", "\x07", "\x00"} & set(page)
