"""CSV for spreadsheets: nothing runs, no key becomes a number, accents stay."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.results.spreadsheets import csv_for_spreadsheets, guarded


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://a.example")', "+1+cmd|' /C calc'!A0", "-2+3+cmd|x", "@SUM(1+1)*cmd|x",
     "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1+1", "＠SUM(1)", "- Entregar", "+52 (55)", "=",
     "@", "-1-1", "+-1", "-A1", "-5", "-"],
)  # fmt: skip
def test_a_text_that_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["12E010", "04e002", "1E5", "007", "00", "1234567890123456"])
def test_a_key_that_would_become_a_number_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "0", "0.5", "12-E010", "20S061", "2007-2008",
     "75.5%", "1.2E-05", "ND", "a=b", "Año", "http://a.example/=x", "123456789012345", "'=1"],
)  # fmt: skip
def test_all_else_stays(text: str) -> None:
    assert guarded(text) == text


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_cells_come_back_and_none_runs(rows: list[list[str]]) -> None:
    page = csv_for_spreadsheets(("a", "b"), rows)
    assert page.startswith(b"\xef\xbb\xbfa,b\r\n")
    found = list(csv.reader(io.StringIO(page.decode("utf-8-sig"), newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.startswith(("=", "@", "\t", "\r")) for row in found for cell in row)
