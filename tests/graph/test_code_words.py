"""Printed words as entries of code lists, and cells that name several themes."""

from __future__ import annotations

import pytest
from tests.mapped_documents import BASE, Facts, codes, context

from asm_graph.documents import Passage
from asm_graph.graph.code_words import state_code, themes
from asm_graph.rdf.vocabulary import ASM, RDF, SKOS
from asm_graph.records.texts import Fact, fact, value_of

NODE = BASE.id("asm/1")
FREQUENCY = ASM("frequency")


def printed(text: str) -> Fact[str]:
    return fact(Passage.of(text, 0, len(text)))


@pytest.mark.parametrize("word", ["Trimestral", "TRI MESTRAL.", "quarterly", printed("Trimestral")])
def test_a_word_of_the_list_is_its_entry(word: str | Fact[str]) -> None:
    ours = context()
    state_code(ours, NODE, FREQUENCY, "frequency", word)
    facts = Facts(ours.quads.quads)
    assert facts.values(NODE, FREQUENCY) == ["code/frequency/quarterly"]
    assert len(facts.of_class(ASM("Excerpt"))) == isinstance(word, Fact)
    assert ours.quads.notices == ()


@pytest.mark.parametrize("word", ["Cada luna llena", printed("Cada luna llena")])
def test_another_word_becomes_an_entry_and_is_reported(word: str | Fact[str]) -> None:
    ours = context()
    state_code(ours, NODE, FREQUENCY, "frequency", word)
    facts, entry = Facts(ours.quads.quads), "code/frequency/cada-luna-llena"
    assert facts.values(NODE, FREQUENCY) == [entry]
    assert facts.values(entry, RDF("type")) == [SKOS("Concept").value]
    assert facts.values(entry, SKOS("inScheme")) == ["code/frequency"]
    assert facts.values(entry, SKOS("notation")) == ["cada-luna-llena"]
    assert facts.values(entry, SKOS("prefLabel")) == ["Cada luna llena"]
    assert ours.quads.notices == ("frequency not in the code list: Cada luna llena",)


@pytest.mark.parametrize("word", [None, "—", printed("¿?")])
def test_no_word_states_nothing(word: str | Fact[str] | None) -> None:
    ours = context()
    state_code(ours, NODE, FREQUENCY, "frequency", word)
    assert ours.quads.quads == ()
    assert len(ours.quads.notices) == (word is not None)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Diseño", ("Diseño",)),
        ("Planeación y Orientación a Resultados", ("Planeación y Orientación a Resultados",)),
        (
            "Diseño y Planeación y Orientación a Resultados",
            ("Diseño", "Planeación y Orientación a Resultados"),
        ),
        ("Diseño; Operación", ("Diseño", "Operación")),
        ("Diseño y lo que falta", ("Diseño y lo que falta",)),
        ("y " * 400, ("y " * 400,)),
        (None, ()),
    ],
)
def test_a_cell_is_divided_only_into_themes_of_the_list(cell: str | None, parts: tuple[str, ...]) -> None:
    assert themes(cell, codes()) == parts
    if cell:
        divided = themes(printed(cell), codes())
        assert [one.value for one in divided if isinstance(one, Fact)] == [value_of(one) for one in divided]
        if len(parts) > 1:
            assert tuple(map(value_of, divided)) == parts
