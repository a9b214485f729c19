"""Parameters of URLs and forms, read strictly."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.http.problems import ProblemError
from asm_graph.web.sparql.protocol import parse_parameters

NAMES = st.text(st.characters(codec="utf-8"), max_size=10)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
def test_what_is_encoded_comes_back(pairs: list[tuple[str, str]]) -> None:
    expected: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        expected[name] = (*expected.get(name, ()), value)
    assert parse_parameters(urlencode(pairs).encode()) == expected


@given(st.binary(max_size=100))
def test_anything_else_is_a_bad_request(data: bytes) -> None:
    try:
        parse_parameters(data)
    except ProblemError as error:
        code = error.problem.code
    else:
        code = "encoding"
    assert code == "encoding"


@pytest.mark.parametrize("data", [b"a=%", b"a=%4", b"a=%zz", b"a=%ff", b"\xff=1", b"a=%ed%a0%80"])
def test_broken_encodings(data: bytes) -> None:
    with pytest.raises(ProblemError):
        parse_parameters(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a&" * 1_000, "parameters"),
        (b"&" * 1_000, "parameters"),
        (b"a=b&" * 150_000, "parameters"),
        (b"query=ASK{}&a=" + b"b" * 8_000, "parameter-length"),
        (b"b" * 8_001, "parameter-length"),
        (b"named-graph-uri=" + b"%41" * 3_000, "parameter-length"),
    ],
)
def test_neither_too_many_nor_too_long(data: bytes, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_parameters(data)
    assert caught.value.problem.code == code


def test_as_many_and_as_long_as_there_may_be() -> None:
    graphs = [("named-graph-uri", f"http://e/{number}") for number in range(999)]
    text = "ASK {} #" + "ñ" * 40_000
    found = parse_parameters(urlencode([("query", text), *graphs]).encode())
    assert found["query"] == (text,)
    assert len(found["named-graph-uri"]) == 999
