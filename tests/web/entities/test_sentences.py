"""Sentences are made from facts, in both languages, with the right number and the right conjunction."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from asm_graph.web.entities.sentences import Sentence, say, wordings
from asm_graph.web.rendering.naming import Link, Name

WORDINGS = wordings()
ONE, TWO, THREE = (
    Link(f"http://e/{text}", Name(text, "es"), f"/doc/{text}") for text in ("Becas", "Ixtle", "Agua")
)


def plain(sentence: Sentence) -> str:
    return "".join(piece.name.text if isinstance(piece, Link) else piece.text for piece in sentence)


@pytest.mark.parametrize("key", WORDINGS)
def test_both_languages_tell_the_same_facts(key: str) -> None:
    facts = [set(re.findall(r"{(\w+)", WORDINGS[key][language])) for language in ("es", "en")]
    assert set(WORDINGS[key]) == {"es", "en"}
    assert facts[0] == facts[1]


@pytest.mark.parametrize(("missing", "verb"), [(1, "tiene"), (3, "tienen"), (0, "tienen")])
def test_words_follow_their_number(missing: int, verb: str) -> None:
    said = plain(say("indicators-without-target", "es", missing=missing, total=1500, year="2009"))
    assert said == f"{missing} de sus 1,500 indicadores de 2009 no {verb} meta."


@pytest.mark.parametrize(
    ("links", "language", "joined"),
    [
        ([ONE], "es", "Becas"),
        ([TWO, ONE], "es", "Ixtle y Becas"),
        ([ONE, TWO], "es", "Becas e Ixtle"),
        ([ONE, TWO], "en", "Becas and Ixtle"),
        ([ONE, THREE, TWO], "es", "Becas, Agua e Ixtle"),
        ([ONE, THREE] * 3, "es", "Becas, Agua, Becas, Agua…"),
    ],
)
def test_things_are_joined_as_people_join_them(links: list[Link], language: str, joined: str) -> None:
    said = say("evaluation-by", language, evaluators=links)  # type: ignore[arg-type]  # two languages
    assert joined in plain(said)
    assert next(piece for piece in said if isinstance(piece, Link)).address == links[0].address


def test_numbers_have_commas_and_texts_keep_their_language() -> None:
    said = say("progress", "en", progress=Name("84", "es"))
    assert Name("84", "es") in said
    assert "1,234.5 %" in plain(say("progress", "es", progress=Decimal("1234.5")))
