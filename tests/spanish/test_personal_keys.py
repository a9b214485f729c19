"""Keys of people need a day that exists; those of companies and codes that look alike stay."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.spanish.contact import withheld
from asm_graph.spanish.personal_keys import personal_key_spans

LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4)
DAYS = st.dates(dt.date(1930, 1, 1), dt.date(2010, 12, 31))


def found(text: str) -> list[str]:
    return sorted({text[start:end] for start, end in personal_key_spans(text)})


@given(
    LETTERS,
    DAYS,
    st.text("ABC123", min_size=2, max_size=2),
    st.sampled_from("0123456789A"),
    st.sampled_from(["", "-", " "]),
)
def test_any_rfc_of_a_person(letters: str, day: dt.date, homoclave: str, check: str, between: str) -> None:
    key = between.join([letters, f"{day:%y%m%d}", homoclave + (check if between != " " else "7")])
    assert withheld(f"Con RFC {key}, de oficio") == "Con RFC […], de oficio"
    assert withheld(f"Lo firma {key}, de oficio") == "Lo firma […], de oficio"


@given(LETTERS, DAYS, st.sampled_from("HMX"), st.sampled_from(["", "-", " ", "\n"]))
def test_any_curp(letters: str, day: dt.date, sex: str, between: str) -> None:
    key = between.join([letters, f"{day:%y%m%d}", f"{sex}ZSRRN", "A7"])
    assert withheld(f"Lo firma {key}, de oficio") == "Lo firma […], de oficio"


@pytest.mark.parametrize(
    "text",
    [
        "ade0104178d2",
        "rfc: ade-010417-8d2",
        "pega801301ab1",
        "pega800230ab1",
        "xpega800101ab1",
        "pega800101ab1x",
        "acta 110520 del",
        "zona 100112 que",
        "pega800101",
        "pega800101hdfrrn0",
        "rfc de los contribuyentes",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


def test_behind_its_name_a_key_may_be_short_or_misread() -> None:
    assert found("rfc: pega800101") == ["pega800101"]
    assert found("rfc pega8oo1o1ab1") == ["pega8oo1o1ab1"]
