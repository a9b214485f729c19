"""Findings: what they say, whom they concern, and the sentence that proves them."""

import datetime as dt
from typing import Any

import pytest
from pyoxigraph import Literal

from asm_graph.checks.audit import audit
from asm_graph.checks.findings import findings_quads
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SH, Base
from asm_graph.shacl.shapes import RULE

GRAPH = """
graph:reference {
    id:program a asm:Program ; rdfs:label "Programa de Prueba"@es .
    class:specific skos:prefLabel "Específico"@es , "Specific"@en .
    kind:target skos:prefLabel "Meta"@es , "Target"@en .
}
source:one {
    id:asm a asm:Asm ; asm:program id:program ; asm:number 4 ; asm:cycle "2007-2008" ;
        asm:classification class:specific ; asm:text "Mejorar la capacitación."@es ; asm:hasAction id:action .
    id:action a asm:Action ; asm:number 1 ; asm:text "Capacitar a los municipios."@es ;
        asm:responsibleUnit id:unit ; asm:dueDate "2009-12"^^xsd:gYearMonth ; asm:progress 75.0 .
    id:alignment a asm:Alignment ; asm:program id:program ;
        asm:statedIn id:document ; asm:alignedTo id:objective .
}
evidence:one {
    id:e1 a asm:Excerpt ; asm:subject id:action ; asm:property asm:progress ; asm:document id:document ;
        asm:quote "75%" ; asm:start 120 ; asm:end 123 .
    id:e2 a asm:Excerpt ; asm:subject id:action ; asm:property asm:dueDate ; asm:document id:document ;
        asm:quote "Diciembre 2009" ; asm:start 100 ; asm:end 114 .
    id:e3 a asm:Excerpt ; asm:subject id:action ; asm:property asm:text ; asm:document id:document ;
        asm:quote "Capacitar a los municipios." ; asm:start 50 ; asm:end 77 .
}
"""


@pytest.fixture
def findings(trig: Any, with_derived: Any) -> Any:
    def run(more: Any = "", **options: Any) -> Any:
        return audit(with_derived(trig(GRAPH + more)), **options).findings

    return run


def test_an_action_is_late_after_the_date_of_the_audit(findings: Any) -> None:
    (finding,) = findings(as_of=dt.date(2010, 1, 1))
    assert finding.rule == RULE("ActionOverdue")
    assert finding.severity == "Warning"
    assert finding.programs == (Base().id("program"),)
    assert finding.messages["es"] == (
        "Con 75 % de avance según el último reporte disponible al 1 de enero de 2010 "
        "(fecha de término: diciembre de 2009): "
        "actividad 1 «Capacitar a los municipios.» "
        "del ASM 4 (Específico, 2007-2008) «Mejorar la capacitación.»"
    )
    assert "at 75 % by the last report available on 1 january 2010" in finding.messages["en"].lower()
    assert "(Specific, 2007-2008)" in finding.messages["en"]


def test_a_finding_quotes_the_declared_properties_in_reading_order(findings: Any) -> None:
    (finding,) = findings(as_of=dt.date(2010, 1, 1))
    assert [excerpt.quote for excerpt in finding.evidence] == ["Diciembre 2009", "75%"]
    assert {excerpt.document for excerpt in finding.evidence} == {Base().id("document")}


def test_a_month_ends_with_its_last_day(findings: Any) -> None:
    assert not findings(as_of=dt.date(2009, 12, 31))


def test_what_another_document_says_makes_no_action_late(findings: Any) -> None:
    evaluation = """source:two {
        id:evaluation a asm:Evaluation ; asm:program id:program ; asm:period "2017-2018" .
        id:two a asm:SourceDocument ; asm:asOf "2018-12-31"^^xsd:date }"""
    assert findings(evaluation, as_of=dt.date(2010, 1, 1))
    assert not findings(evaluation)


def test_without_a_declared_excerpt_the_main_text_proves_it(findings: Any) -> None:
    more = """source:one { id:asm asm:hasAction id:other .
        id:other a asm:Action ; asm:dueDate '2011-01-01'^^xsd:date ; prov:wasDerivedFrom id:document .
        id:document a asm:SourceDocument ; asm:carries asm:progress }"""
    excerpt = """evidence:one { id:e4 a asm:Excerpt ; asm:subject id:other ; asm:property asm:text ;
        asm:document id:document ; asm:quote "Otra." ; asm:start 1 ; asm:end 6 . }"""
    (finding,) = findings(more + excerpt)
    assert finding.rule == RULE("ActionWithoutProgress")
    assert [excerpt.quote for excerpt in finding.evidence] == ["Otra."]


def test_a_phrase_is_quoted_with_the_sentence_that_holds_it(findings: Any) -> None:
    more = """
    source:one { id:action asm:mentionsProgram "PDZP" }
    evidence:one {
        id:e5 a asm:Excerpt ; asm:subject id:action ; asm:property asm:mentionsProgram ;
            asm:document id:document ; asm:quote "PDZP" ; asm:start 210 ; asm:end 214 .
        id:e6 a asm:Excerpt ; asm:subject id:action ; asm:property asm:obtainedResult ;
            asm:document id:document ; asm:quote "La matriz del PDZP 2009" ; asm:start 196 ; asm:end 219 .
        id:e7 a asm:Excerpt ; asm:subject id:action ; asm:property asm:obtainedResult ;
            asm:document id:other ; asm:quote "Un texto de otra fuente" ; asm:start 190 ; asm:end 230 . }"""
    (finding,) = findings(more)
    assert finding.value == Literal("PDZP")
    assert [excerpt.quote for excerpt in finding.evidence] == ["La matriz del PDZP 2009", "PDZP"]


def test_both_ends_of_a_dispute_are_quoted_and_the_program_is_found_through_them(findings: Any) -> None:
    more = """
    graph:reference { id:link a asm:CrossReference ; asm:subject id:asm ; asm:object id:statement ;
        asm:relation <https://w3id.org/asm-graph/id/code/relation/disputes> ; asm:justification "Chocan."@es }
    source:two { id:evaluation a asm:Evaluation ; asm:program id:program .
        id:statement a asm:Statement ; asm:evaluation id:evaluation ; asm:text "Sin capacitación."@es }
    evidence:two { id:e8 a asm:Excerpt ; asm:subject id:statement ; asm:property asm:text ;
        asm:document id:second ; asm:quote "Sin capacitación." ; asm:start 0 ; asm:end 17 }"""
    (finding,) = findings(more)
    assert finding.programs == (Base().id("program"),)
    quotes = [excerpt.quote for excerpt in finding.evidence]
    assert quotes == ["Capacitar a los municipios.", "75%", "Sin capacitación."]
    assert "Chocan." in finding.messages["es"]


def test_the_same_place_is_quoted_once(findings: Any) -> None:
    more = """
    graph:reference { <https://w3id.org/asm-graph/id/code/matrix-form/mir> skos:prefLabel "MIR"@es . }
    source:one { id:indicator a asm:Indicator ; rdfs:label "Redes"@es .
        id:matrix a asm:ResultsMatrix ; asm:program id:program ; asm:hasIndicator id:indicator ;
            asm:hasLevel id:fin , id:proposito , id:componente .
        id:fin a asm:Fin . id:proposito a asm:Proposito . id:componente a asm:Componente .
        id:actual a asm:IndicatorValue ; asm:indicator id:indicator ;
            asm:valueKind kind:actual ; asm:value 1.0 .
        id:target a asm:IndicatorValue ; asm:indicator id:indicator ; asm:valueKind kind:target ;
            asm:year "2009"^^xsd:gYear ; asm:rawValue "ND" ; asm:missing missing:not-available . }
    evidence:one {
        id:e5 a asm:Excerpt ; asm:subject id:target ; asm:property asm:rawValue ; asm:document id:document ;
            asm:quote "ND" ; asm:start 210 ; asm:end 212 .
        id:e6 a asm:Excerpt ; asm:subject id:target ; asm:property asm:missing ; asm:document id:document ;
            asm:quote "ND" ; asm:start 210 ; asm:end 212 . }"""
    (finding,) = findings(more)
    assert finding.messages["es"] == (
        "La meta no tiene valor: ND (Meta 2009 del indicador «Redes» de la MIR – de Programa de Prueba)"
    )
    assert [excerpt.quote for excerpt in finding.evidence] == ["ND"]
    assert finding.programs == (Base().id("program"),)


def test_findings_keep_their_iri_whatever_else_the_graph_says(findings: Any) -> None:
    (finding,) = findings(as_of=dt.date(2010, 1, 1))
    more = 'source:zero { id:a a asm:Statement ; asm:text "x"@es }'
    (again,) = findings(more, as_of=dt.date(2012, 6, 1))
    assert again.node == finding.node
    assert Base().local(finding.node).startswith("finding/")


def test_the_base_of_the_build_is_that_of_the_findings(trig: Any, with_derived: Any) -> None:
    base = Base("https://example.org/")
    text = GRAPH.replace("id:", "e:").replace("source:", "s:").replace("evidence:", "v:")
    prefixes = "".join(
        f"@prefix {name}: <{base.iri}{path}> ."
        for name, path in (("e", "id/"), ("s", "graph/source/"), ("v", "graph/evidence/"))
    )
    (finding,) = audit(with_derived(trig(prefixes + text), base), base, as_of=dt.date(2010, 1, 1)).findings
    assert finding.node.value.startswith("https://example.org/id/finding/")
    assert len(finding.evidence) == 2


def test_findings_become_quads_of_the_audit_graph(findings: Any) -> None:
    (finding,) = findings(as_of=dt.date(2010, 1, 1))
    quads = list(findings_quads([finding]))
    assert {quad.graph_name for quad in quads} == {Base().graph("audit")}
    said = {(quad.predicate, quad.object) for quad in quads if quad.subject == finding.node}
    assert {
        (RDF("type"), ASM("Finding")),
        (ASM("rule"), RULE("ActionOverdue")),
        (SH("focusNode"), Base().id("action")),
        (SH("resultSeverity"), SH("Warning")),
        (SH("resultMessage"), Literal(finding.messages["en"], language="en")),
        (ASM("program"), Base().id("program")),
        (ASM("evidence"), Base().id("e1")),
        (ASM("evidence"), Base().id("e2")),
    } <= said
    titles = {
        quad.object for quad in quads if quad.subject == finding.rule and quad.predicate == RDFS("label")
    }
    assert Literal("Action unfinished after its due date", language="en") in titles


def test_findings_are_not_audited_again(trig: Any, with_derived: Any) -> None:
    quads = with_derived(trig(GRAPH))
    result = audit(quads, as_of=dt.date(2010, 1, 1))
    assert result.findings
    assert audit([*quads, *findings_quads(result.findings)], as_of=dt.date(2010, 1, 1)) == result


def test_the_order_of_the_quads_does_not_matter(trig: Any, with_derived: Any) -> None:
    quads = with_derived(trig(GRAPH))
    assert audit(reversed(quads), as_of=dt.date(2010, 1, 1)) == audit(quads, as_of=dt.date(2010, 1, 1))


DOUBT = """
evidence:scan {
    id:e1 asm:readBy <https://w3id.org/asm-graph/id/code/read-by/ocr> ; asm:page 1 ; asm:confidence %s .
}
"""


@pytest.mark.parametrize(("confidence", "found", "withheld"), [("0.79", 0, 1), ("0.8", 1, 0), ("0.95", 1, 0)])
def test_no_finding_rests_on_a_value_read_with_low_confidence(
    trig: Any, with_derived: Any, confidence: str, found: int, withheld: int
) -> None:
    quads = with_derived(trig(GRAPH + DOUBT % confidence))
    result = audit(quads, as_of=dt.date(2010, 1, 1))
    assert (len(result.findings), len(result.withheld)) == (found, withheld)


def test_a_value_that_another_place_states_surely_is_no_doubt(trig: Any, with_derived: Any) -> None:
    again = """
    evidence:two { id:e4 a asm:Excerpt ; asm:subject id:action ; asm:property asm:progress ;
        asm:document id:document ; asm:quote "75" ; asm:start 300 ; asm:end 302 . }
    """
    quads = with_derived(trig(GRAPH + DOUBT % "0.2" + again))
    assert len(audit(quads, as_of=dt.date(2010, 1, 1)).findings) == 1


def test_characters_recognized_with_unknown_confidence_are_in_doubt(trig: Any, with_derived: Any) -> None:
    quads = with_derived(trig(GRAPH + (DOUBT % "1.0").replace("; asm:confidence 1.0", "")))
    assert audit(quads, as_of=dt.date(2010, 1, 1)).findings == ()
