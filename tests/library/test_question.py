from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from asm_graph.documents.normalization import normalized
from asm_graph.errors import UsageError
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library, Parameter, Question
from asm_graph.rdf.vocabulary import Base

LIBRARY = Library.load(Knowledge.default().sparql)

HOSTILE = st.text() | st.lists(
    st.sampled_from(
        [
            '"',
            "'",
            "\\",
            "{",
            "}",
            "<",
            ">",
            "#",
            "\n",
            "\r",
            "\0",
            "UNDEF",
            "?s",
            "\\u0022",
            '"""',
            "^^",
            "@es",
        ]
    )
).map("".join)
TEXT = "SELECT ?text ?year { VALUES ?text { UNDEF } VALUES ?year { UNDEF } VALUES ?kept { 1 } }"


def question(text: str = TEXT) -> Question:
    texts = Parameter("text", "string", required=False, default=None, example="a", description={})
    years = Parameter("year", "year", required=False, default=None, example="2009", description={})
    return Question("it", {}, {}, (texts, years), (), text, Base())


def rows(query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in Store().query(query)]


@given(HOSTILE)
@example("\x85")
def test_a_bound_text_holds_exactly_the_one_term(value: str) -> None:
    bound = question().bind({"text": value})
    blank = not normalized(value).strip()
    assert rows(bound) == [(None if blank else Literal(normalized(value).strip()), None)]
    assert bound.startswith("SELECT ?text ?year { VALUES ?text { ")
    assert bound.endswith(" } VALUES ?year { UNDEF } VALUES ?kept { 1 } }")


def test_a_value_that_looks_like_a_block_is_not_bound_again() -> None:
    value = "VALUES ?year { UNDEF }"
    assert rows(question().bind({"text": value, "year": "2009"}))[0][0] == Literal(value)


@given(
    HOSTILE,
    st.sampled_from(
        ["program-alignment", "evidence", "asm-overdue", "asm-status", "objectives-without-program"]
    ),
)
def test_whatever_is_bound_to_a_question_parses_or_is_refused(value: str, name: str) -> None:
    ready = LIBRARY[name]
    for parameter in ready.parameters:
        values = {each.name: each.example for each in ready.parameters if each.required} | {
            parameter.name: value
        }
        try:
            bound = ready.bind(values)
        except UsageError:
            continue
        assert list(Store().query(bound)) == []


def test_an_unknown_parameter_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="it: no parameter 'yaer'; it takes text, year"):
        question().bind({"yaer": "2009"})


def test_a_missing_parameter_names_an_example() -> None:
    with pytest.raises(UsageError, match=r"asm-overdue: asOf is required: a date .*asOf=2011-01-31"):
        LIBRARY["asm-overdue"].bind({"asOf": " "})


def test_a_default_holds_until_a_value_is_given() -> None:
    text = "SELECT ?year { VALUES ?year { 2009 } }"
    year = Parameter("year", "year", required=False, default="2009", example="2010", description={})
    preset = Question("it", {}, {}, (year,), (), text, Base())
    assert '"2009"^^' in preset.bind({})
    assert '"2010"^^' in preset.bind({"year": "2010"})
