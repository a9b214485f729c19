"""Values and what proves them."""

from __future__ import annotations

from asm_graph.documents import Passage
from asm_graph.records.texts import fact, fact_of, value_of

TEXT = "Avance:  75 %  "


def test_a_fact_is_the_stripped_text_of_its_passage() -> None:
    stated = fact(Passage.of(TEXT, 7, len(TEXT)))
    assert stated.value == "75 %"
    (span,) = stated.spans
    assert TEXT[span.start : span.end] == "75 %"


def test_a_value_made_from_a_fact_has_its_evidence() -> None:
    stated = fact_of("75", Passage.of(TEXT, 9, 11)).map(int)
    assert (stated.value, stated.passage.text) == (75, "75")


def test_the_value_of_a_fact_and_of_a_plain_value() -> None:
    assert value_of(fact(Passage.of(TEXT, 9, 11))) == value_of("75") == "75"
