from __future__ import annotations

from typing import Any

from pyoxigraph import Literal

from asm_graph.checks.index import Index
from asm_graph.graph.vocabulary import ASM, RDFS, Base


def test_answers_in_both_directions_over_all_graphs(trig: Any) -> None:
    index = Index(trig("source:a { id:asm asm:hasAction id:b } source:b { id:asm asm:hasAction id:a }"))
    assert index.objects(Base().id("asm"), ASM("hasAction")) == (Base().id("a"), Base().id("b"))
    assert index.subjects(ASM("hasAction"), Base().id("b")) == (Base().id("asm"),)
    assert index.subjects(ASM("hasAction"), Base().id("c")) == ()
    assert Base().id("asm") in index
    assert Base().id("a") not in index


def test_text_prefers_the_language_then_spanish(trig: Any) -> None:
    index = Index(
        trig('id:a rdfs:label "Uno"@es , "One"@en . id:b rdfs:label "Dos"@es . id:c rdfs:label "3" .')
    )
    label = RDFS("label")
    assert index.text(Base().id("a"), label, "en") == "One"
    assert index.text(Base().id("b"), label, "en") == "Dos"
    assert index.text(Base().id("c"), label, "en") == "3"
    assert index.text(Base().id("d"), label, "en") is None


def test_says_everything_of_a_node_in_order(trig: Any) -> None:
    index = Index(trig('id:a rdfs:label "B" , "A" ; asm:number 1 .'))
    said = list(index.said_of(Base().id("a")))
    assert [term.value for _, term in said] == ["A", "B", "1"]
    assert (RDFS("label"), Literal("A")) in said
