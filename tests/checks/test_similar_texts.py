"""Texts that say nearly the same: found without comparing each with each, and scored."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from asm_graph.checks.similar_texts import Narrative, candidates, similar, similar_texts
from asm_graph.rdf.vocabulary import ASM, RDF, Base

FIRST = "Contribuir a fomentar el desarrollo económico de los sectores productivos"
SECOND = "Contribuir a fomentar la innovación y el desarrollo economico de los sectores productivos."
OTHER = "Las familias rurales cuentan con agua potable entubada en su vivienda"


def level(number: int, text: str, kind: str = "Fin", year: int = 2022, program: int | None = None) -> str:
    return f"""
    id:l{number} a asm:MirLevel , asm:{kind} ; asm:narrative "{text}"@es .
    id:m{number} a asm:ResultsMatrix ; asm:program id:p{number if program is None else program} ;
        asm:year "{year}"^^xsd:gYear ; asm:hasLevel id:l{number} ."""


@pytest.fixture
def pairs(trig: Any) -> Any:
    def found(*levels: str) -> list[tuple[str, str, float]]:
        quads = list(similar_texts(trig("source:a {" + "".join(levels) + "}")))
        assert {quad.graph_name for quad in quads} == ({Base().graph("audit")} if quads else set())
        nodes = [quad.subject for quad in quads if quad.predicate == RDF("type")]
        said = {(quad.subject, quad.predicate): quad.object for quad in quads}
        return [
            (
                Base().local(said[node, ASM("firstLevel")]),
                Base().local(said[node, ASM("secondLevel")]),
                float(said[node, ASM("score")].value),
            )
            for node in nodes
        ]

    return found


def test_nearly_equal_texts_of_two_programs_are_a_pair_with_its_score(pairs: Any) -> None:
    ((first, second, score),) = pairs(level(2, SECOND), level(1, FIRST), level(3, OTHER))
    assert (first, second) == ("l1", "l2")
    assert 85 <= score < 100


def test_accents_capitals_and_order_do_not_matter(pairs: Any) -> None:
    text = "De los sectores productivos, contribuir a fomentar el DESARROLLO economico"
    assert pairs(level(1, FIRST), level(2, text)) == [("l1", "l2", 100)]


@pytest.mark.parametrize(
    "other",
    [
        level(2, FIRST, program=1),  # another matrix of the same program
        level(2, FIRST, year=2023),
        level(2, FIRST, kind="Proposito"),
    ],
)
def test_what_is_not_to_be_compared_is_not(pairs: Any, other: str) -> None:
    assert pairs(level(1, FIRST), other) == []


def test_short_texts_and_activities_say_too_little(pairs: Any) -> None:
    assert pairs(level(1, "Apoyos entregados"), level(2, "Apoyos entregados")) == []
    assert pairs(level(1, FIRST, kind="Actividad"), level(2, FIRST, kind="Actividad")) == []


def test_each_pair_stands_once_whatever_the_order_of_the_quads(trig: Any) -> None:
    quads = trig("source:a {" + level(1, FIRST) + level(2, FIRST) + level(3, SECOND) + "}")
    assert set(similar_texts(quads)) == set(similar_texts(reversed(quads)))
    assert len([quad for quad in similar_texts(quads) if quad.predicate == RDF("type")]) == 3


def test_a_text_that_many_programs_share_is_paired_with_the_first_alone() -> None:
    many = [
        Narrative(NamedNode(f"urn:l{n:03}"), ASM("Fin"), "2022", NamedNode(f"urn:p{n}"), tuple("abcd"))
        for n in range(100)
    ]
    found = list(similar(many))
    assert len(found) == 99
    assert {first.level.value for first, _, _ in found} == {"urn:l000"}


WORDS = st.lists(st.sampled_from("abcdefghij"), min_size=4, max_size=8, unique=True).map(tuple)


@given(st.lists(WORDS, max_size=12, unique=True))
def test_no_pair_that_shares_half_of_its_words_is_missed(texts: list[tuple[str, ...]]) -> None:
    def shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
        return len(set(one) & set(other)) / len(set(one) | set(other))

    every = {(i, j) for i, j in combinations(range(len(texts)), 2) if shared(texts[i], texts[j]) >= 0.5}
    found = list(candidates(texts))
    assert set(found) == every
    assert len(found) == len(every)
