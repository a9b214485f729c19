from __future__ import annotations

import pickle
from typing import Any

from pyoxigraph import Literal

from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, RDFS, Base


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


def test_instances_are_those_of_the_classes_below_too(trig: Any) -> None:
    index = Index(
        trig(
            "asm:A rdfs:subClassOf asm:B . asm:B rdfs:subClassOf asm:A .id:a a asm:A . id:b a asm:B , asm:C ."
        )
    )
    assert index.instances(ASM("A")) == {Base().id("a"), Base().id("b")}
    assert index.instances(ASM("C")) == {Base().id("b")}
    assert index.instances(ASM("D")) == frozenset()


def test_a_triple_of_two_graphs_counts_once(trig: Any) -> None:
    index = Index(trig("source:a { id:a asm:number 1 , 2 } source:b { id:a asm:number 1 ; asm:text id:b }"))
    assert len(index.forward(ASM("number"))[Base().id("a")]) == 2
    assert len(list(index)) == 3
    assert index.backward(ASM("text")) == {Base().id("b"): (Base().id("a"),)}


def test_it_travels_to_another_process(trig: Any) -> None:
    index = Index(trig('id:a rdfs:label "Uno"@es ; asm:number 1.50 ; asm:text _:b . _:b asm:text "x\\ny" .'))
    assert set(pickle.loads(pickle.dumps(index))) == set(index)  # noqa: S301  our own bytes
