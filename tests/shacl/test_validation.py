"""Validation of small graphs with small shapes."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import ASM, SH, Base
from asm_graph.shacl.shapes import RULE, Shapes
from asm_graph.shacl.validation import validate

PREFIXES = """
@prefix asm: <https://w3id.org/asm-graph/ontology#> .
@prefix missing: <https://w3id.org/asm-graph/id/code/missing/> .
@prefix rule: <https://w3id.org/asm-graph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
rule:prefixes sh:declare
    [ sh:prefix "asm" ; sh:namespace "https://w3id.org/asm-graph/ontology#"^^xsd:anyURI ] .
"""
CORE = """
rule:Progress a sh:PropertyShape ; sh:targetClass asm:Action ; sh:path asm:progress ;
    sh:minCount 1 ; sh:datatype xsd:decimal ; sh:severity sh:Info ;
    sh:message "{$this}: «{?value}»"@es , "{$this}: “{?value}”"@en .
"""
QUERY = """
rule:Twin a sh:NodeShape ; sh:targetClass asm:Asm ; sh:message "{$this} = {?value}: {?text}"@es ;
    sh:sparql [ sh:prefixes rule:prefixes ; sh:select '''
        SELECT $this ?value ?path ?text WHERE {
            $this ?path ?text . ?value asm:text ?text . FILTER ($this != ?value && ?path = asm:text) }''' ] .
"""


@pytest.fixture
def shapes(tmp_path: Any) -> Any:
    def load(text: Any, base: Any = None) -> Any:
        (tmp_path / "shapes.ttl").write_text(PREFIXES + text, encoding="utf-8")
        return Shapes.load(tmp_path, base)

    return load


def test_a_result_holds_all_that_shacl_says(shapes: Any, trig: Any) -> None:
    (result,) = validate(trig('id:a a asm:Action ; asm:progress "75 %" .'), shapes(CORE))
    assert (result.rule, result.focus, result.path) == (RULE("Progress"), Base().id("a"), ASM("progress"))
    assert result.value == Literal("75 %")
    assert result.severity == "Info"
    assert result.component == SH("DatatypeConstraintComponent")
    assert result.messages == {
        "es": "https://w3id.org/asm-graph/id/a: «75 %»",
        "en": "https://w3id.org/asm-graph/id/a: “75 %”",
    }


def test_a_value_that_is_not_there_leaves_its_place_empty(shapes: Any, trig: Any) -> None:
    (result,) = validate(trig("id:a a asm:Action ."), shapes(CORE))
    assert result.value is None
    assert result.messages["en"].endswith("“”")


def test_named_graphs_are_merged(shapes: Any, trig: Any) -> None:
    assert not validate(
        trig("source:a { id:a a asm:Action } source:b { id:a asm:progress 1.0 }"), shapes(CORE)
    )


def test_a_query_binds_path_value_and_further_variables(shapes: Any, trig: Any) -> None:
    text = r"cuesta \$82,150.15 {?value} \1"
    quads = trig(f"id:a a asm:Asm ; asm:text {Literal(text)} . id:b asm:text {Literal(text)} .")
    (result,) = validate(quads, shapes(QUERY))
    assert (result.focus, result.value, result.path) == (Base().id("a"), Base().id("b"), ASM("text"))
    assert result.messages["es"].endswith(f"/id/b: {text}")


def test_subclasses_are_targets_of_queries_and_of_core(shapes: Any, trig: Any) -> None:
    quads = trig(
        "asm:Special rdfs:subClassOf asm:Asm , asm:Action . asm:More rdfs:subClassOf asm:Special ."
        'id:a a asm:More ; asm:text "x" . id:b asm:text "x" .'
    )
    assert {result.rule for result in validate(quads, shapes(CORE + QUERY))} == {
        RULE("Progress"),
        RULE("Twin"),
    }


def test_results_are_sorted_and_the_same_each_time(shapes: Any, trig: Any) -> None:
    quads = trig(
        'id:c a asm:Asm ; asm:text "x" . id:a a asm:Asm ; asm:text "x" . id:b a asm:Asm ; asm:text "x" .'
    )
    results = validate(quads, shapes(QUERY))
    assert len(results) == 6
    assert results == validate(reversed(quads), shapes(QUERY))
    assert [result.key for result in results] == sorted(result.key for result in results)


def test_an_ill_typed_literal_is_a_result_and_no_log_entry(shapes: Any, trig: Any, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG, logger="rdflib.term"):
        (result,) = validate(trig('id:a a asm:Action ; asm:progress "x"^^xsd:decimal .'), shapes(CORE))
    assert result.value.value == "x"
    assert not caplog.records


def test_shapes_follow_the_base_of_the_build(shapes: Any, trig: Any) -> None:
    text = """rule:Dash a sh:PropertyShape ;
        sh:targetSubjectsOf asm:missing ; sh:path asm:missing ; sh:in ( missing:dash ) ."""
    quads = trig("id:a asm:missing <https://example.org/id/code/missing/dash> .")
    assert not validate(quads, shapes(text, Base("https://example.org/")))
    assert validate(quads, shapes(text))


def test_a_folder_without_shapes_and_a_broken_file_are_named(shapes: Any, tmp_path: Any) -> None:
    with pytest.raises(InputError, match="holds no shapes"):
        Shapes.load(tmp_path)
    with pytest.raises(InputError, match=r"shapes\.ttl.*correct the shape"):
        shapes("rule:Broken a sh:NodeShape")


def test_a_query_that_is_no_select_is_named(shapes: Any, trig: Any) -> None:
    quads = trig("id:a a asm:Asm .")
    for query in ("SELECT $this WHERE {", "ASK { $this ?p ?o }"):
        broken = shapes(
            f'rule:Odd a sh:NodeShape ; sh:targetClass asm:Asm ; sh:sparql [ sh:select "{query}" ] .'
        )
        with pytest.raises(InputError, match="#Odd"):
            validate(quads, broken)


def test_a_shape_without_a_name_may_not_report(shapes: Any, trig: Any) -> None:
    anonymous = shapes("[] a sh:NodeShape ; sh:targetClass asm:Asm ; sh:nodeKind sh:Literal .")
    with pytest.raises(InputError, match="has an IRI"):
        validate(trig("id:a a asm:Asm ."), anonymous)


def test_the_focus_may_be_a_literal(shapes: Any, trig: Any) -> None:
    typed = shapes(
        "rule:Link a sh:NodeShape ; sh:targetObjectsOf asm:program ; sh:nodeKind sh:IRI ; sh:message 'x'@es ."
    )
    results = validate(trig('id:a asm:program "S061"@es , 61 .'), typed)
    assert {result.focus for result in results} == {
        Literal("S061", language="es"),
        Literal("61", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    }
