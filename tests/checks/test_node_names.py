"""How messages name what they are about."""

from typing import Any

import pytest
from pyoxigraph import Literal

from asm_graph.checks.node_names import Phrases
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, Base


@pytest.fixture
def phrases(trig: Any) -> Any:
    templates = {
        ASM("Asm"): {"es": "ASM {asm:number} «{asm:text}»", "en": "ASM {asm:number} “{asm:text}”"},
        ASM("Action"): {"es": "actividad del {^asm:hasAction}"},
        ASM("CrossReference"): {"es": "{asm:subject}"},
        ASM("IndicatorValue"): {"es": "cifra del {asm:indicator}"},
        ASM("Indicator"): {"es": "indicador de la {^asm:hasIndicator}"},
        ASM("ResultsMatrix"): {"es": "MIR de {asm:program}"},
    }
    return lambda text: Phrases(Index(trig(text)), templates)


def test_a_class_has_its_phrase_in_each_language(phrases: Any) -> None:
    named = phrases('id:asm a asm:Asm ; asm:number 4 ; asm:text "Mejorar."@es .')
    assert named(Base().id("asm"), "es") == "ASM 4 «Mejorar.»"
    assert named(Base().id("asm"), "en") == "ASM 4 “Mejorar.”"


def test_a_phrase_leads_on_to_other_nodes(phrases: Any) -> None:
    named = phrases(
        'id:asm a asm:Asm ; asm:number 4 ; asm:text "Sí."@es ; asm:hasAction id:a . id:a a asm:Action .'
    )
    assert named(Base().id("a"), "es") == "actividad del ASM 4 «Sí.»"


def test_a_phrase_leads_from_a_cross_reference_to_the_program_of_a_value(phrases: Any) -> None:
    named = phrases(
        "id:link a asm:CrossReference ; asm:subject id:value ."
        " id:value a asm:IndicatorValue ; asm:indicator id:i ."
        " id:i a asm:Indicator . id:mir a asm:ResultsMatrix ; asm:hasIndicator id:i ; asm:program id:p ."
        ' id:p rdfs:label "Programa"@es .'
    )
    assert named(Base().id("link"), "es") == "cifra del indicador de la MIR de Programa"


def test_what_is_not_said_is_a_dash(phrases: Any) -> None:
    assert phrases("id:asm a asm:Asm .")(Base().id("asm"), "es") == "ASM \N{EN DASH} «\N{EN DASH}»"


def test_a_circle_ends(phrases: Any) -> None:
    named = phrases("id:a a asm:Action . id:b a asm:Action ; asm:hasAction id:a . id:a asm:hasAction id:b .")
    assert named(Base().id("a"), "es").startswith("actividad del actividad del")


def test_other_nodes_are_named_by_label_or_iri(phrases: Any) -> None:
    named = phrases('id:u rdfs:label "Unidad"@es . id:c skos:prefLabel "Alta"@es , "High"@en .')
    assert named(Base().id("u"), "en") == "Unidad"
    assert named(Base().id("c"), "en") == "High"
    assert named(Base().id("x"), "es") == Base().id("x").value


def test_a_long_text_is_cut_between_words(phrases: Any) -> None:
    cut = phrases("")(Literal("palabra " * 200), "es")
    assert cut.endswith("palabra…")
    assert len(cut) <= 1001
    assert phrases("")(Literal("breve {asm:text} \\1"), "es") == "breve {asm:text} \\1"


def test_an_amount_and_a_date_are_written_in_words(trig: Any) -> None:
    phrase = {"es": "{asm:amount} de {asm:program}, el {asm:dueDate}", "en": "{asm:amount} of {asm:program}"}
    index = Index(
        trig(
            'id:s a asm:Spending ; asm:amount 862.4 ; asm:scale 1000000.0 ; asm:currency "MXN" ;'
            ' asm:dueDate "2018-12-31"^^xsd:date ; asm:program id:p . id:p rdfs:label "Programa"@es .'
        )
    )
    named = Phrases(index, {ASM("Spending"): phrase})
    assert named(Base().id("s"), "es") == "862.4 millones de pesos de Programa, el 31 de diciembre de 2018"
    assert named(Base().id("s"), "en") == "862.4 million pesos of Programa"


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2008", "MIR de Programa 3x1 (20S061)"),
        ("2016", "MIR de 3x1 Migrantes (20S061)"),
        ("2012", "MIR de 20S061"),
    ],
)
def test_a_program_has_its_name_of_the_year(phrases: Any, year: str, expected: str) -> None:
    named = phrases(
        f'id:m a asm:ResultsMatrix ; asm:program id:p ; asm:year "{year}"^^xsd:gYear .'
        ' id:p rdfs:label "Programa"@es ; asm:programKey "20S061" .'
        ' id:one a asm:ProgramName ; asm:program id:p ; rdfs:label "Programa 3x1"@es ;'
        ' asm:year "2008"^^xsd:gYear .'
        ' id:two a asm:ProgramName ; asm:program id:p ; rdfs:label "3x1 Migrantes"@es ;'
        ' asm:year "2016"^^xsd:gYear .'
    )
    assert named(Base().id("m"), "es") == expected
