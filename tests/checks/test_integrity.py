"""Each source graph is checked by itself, and knows of the others only who their nodes are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Quad

from asm_graph.checks.integrity import check_integrity
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS, XSD, Base
from asm_graph.shacl.shapes import RULE

REFERENCE = """
graph:ontology { asm:SectoralObjective rdfs:subClassOf asm:Objective }
graph:reference {
    id:program a asm:Program ; rdfs:label "Programa"@es .
    class:specific a skos:Concept ; skos:inScheme <https://w3id.org/asm-graph/id/code/asm-class> .
    <https://w3id.org/asm-graph/id/code/asm-class> a skos:ConceptScheme .
}
"""
DOCUMENT = """
source:one {
    id:document a asm:SourceDocument ; dct:title "Uno"@es ; asm:mediaType "text/plain" ; asm:layout "test" ;
        asm:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" .
    id:asm a asm:Asm ; asm:program id:program ; asm:number 1 ; asm:cycle "2007-2008" ;
        asm:classification class:specific ; asm:text "Mejorar."@es ; prov:wasDerivedFrom id:document .
}
evidence:one {
    id:cycle a asm:Excerpt ; asm:subject id:asm ; asm:property asm:cycle ; asm:document id:document ;
        asm:quote "2007-2008" ; asm:start 0 ; asm:end 9 .
    id:text a asm:Excerpt ; asm:subject id:asm ; asm:property asm:text ; asm:document id:document ;
        asm:quote "Mejorar." ; asm:start 10 ; asm:end 18 .
}
"""


@pytest.fixture
def check(trig: Any) -> Any:
    return lambda text: check_integrity(trig(text))


def broken(report: Any, graph: Any) -> Any:
    return {result.rule for result in report.results[Base().graph(graph)]}


def test_a_sound_document_conforms(check: Any) -> None:
    report = check(REFERENCE + DOCUMENT)
    assert report.conforms
    assert report.faults == ()
    assert set(report.results) == {Base().graph("reference"), Base().graph("source/one")}


def test_two_documents_may_disagree(check: Any) -> None:
    other = DOCUMENT.replace("source:one", "source:two").replace("evidence:one", "evidence:two")
    assert check(REFERENCE + DOCUMENT + other.replace("Mejorar.", "Empeorar.")).conforms


def test_one_document_may_not_contradict_itself(check: Any) -> None:
    report = check(REFERENCE + DOCUMENT.replace('"Mejorar."@es', '"Mejorar."@es , "Empeorar."@es'))
    assert not report.conforms
    assert broken(report, "source/one") == {RULE("Text")}
    (fault,) = report.faults
    assert fault.startswith("Text: ")
    assert fault.count(Base().id("asm").value) == 1


def test_evidence_of_another_document_proves_nothing(check: Any) -> None:
    report = check(REFERENCE + DOCUMENT.replace("evidence:one", "evidence:other"))
    assert {(result.value, result.path) for result in report.results[Base().graph("source/one")]} == {
        (Base().id("asm"), ASM("cycle")),
        (Base().id("asm"), ASM("text")),
    }


@pytest.mark.parametrize(
    ("row", "proven"),
    [
        ("id:value", True),
        ("id:indicator", True),
        ("id:asm", False),
    ],
)
def test_a_row_proves_its_entity_and_its_values(check: Any, row: str, proven: bool) -> None:  # noqa: FBT001
    table = f"""
        graph:reference {{ kind:actual skos:inScheme <https://w3id.org/asm-graph/id/code/value-kind> .
            <https://w3id.org/asm-graph/id/code/value-kind> a skos:ConceptScheme .
            kind:actual a skos:Concept }}
        source:one {{
            id:indicator a asm:Indicator ; rdfs:label "Avance"@es .
            id:value a asm:IndicatorValue ; asm:indicator id:indicator ; asm:year "2021"^^xsd:gYear ;
                asm:valueKind kind:actual ; asm:value 1.5 ; asm:rawValue "1.50" ;
                prov:wasDerivedFrom id:document .
        }}
        evidence:one {{
            id:row a asm:Excerpt ; asm:subject {row} ; asm:property prov:wasDerivedFrom ;
                asm:document id:document ; asm:quote "1.50" ; asm:sheet "MIR" ; asm:cell "A2:C2" .
        }}"""
    assert broken(check(REFERENCE + DOCUMENT + table), "source/one") == (
        set() if proven else {RULE("LiteralHasEvidence")}
    )


def test_what_the_registers_say_needs_no_evidence(check: Any) -> None:
    """A document may add to a program of the register without proving the register's label."""
    more = "source:one { id:program a asm:Program ; prov:wasDerivedFrom id:document }"
    assert check(REFERENCE + DOCUMENT + more).conforms


def test_a_document_proves_its_own_label_of_a_program(check: Any) -> None:
    more = 'source:one { id:program rdfs:label "Programa"@es ; prov:wasDerivedFrom id:document }'
    assert broken(check(REFERENCE + DOCUMENT + more), "source/one") == {RULE("LiteralHasEvidence")}


def test_a_node_may_be_described_by_another_document(check: Any) -> None:
    more = "source:one { id:asm asm:arisesFrom id:evaluation } source:two { id:evaluation a asm:Evaluation }"
    report = check(REFERENCE + DOCUMENT + more)
    assert broken(report, "source/one") == set()
    assert RULE("Period") in broken(report, "source/two")


def test_a_node_that_nothing_describes_is_named(check: Any) -> None:
    report = check(REFERENCE + DOCUMENT + "source:one { id:asm asm:hasAction id:lost }")
    messages = [result.messages["es"] for result in report.results[Base().graph("source/one")]]
    assert any("id/asm: nombra https://w3id.org/asm-graph/id/lost" in message for message in messages)


def test_the_reference_graph_is_checked_on_its_own(check: Any) -> None:
    report = check(REFERENCE + DOCUMENT + 'graph:reference { id:program rdfs:label "Otro"@es }')
    assert broken(report, "reference") == {RULE("Label")}
    assert broken(report, "source/one") == set()


CONTACT = {RULE("NoEmail"), RULE("NoTelephone"), RULE("NoPersonalKey")}


@pytest.mark.parametrize(
    "contact",
    [
        "mschtein@colmex.mx",
        "Correo: ana.prueba@sedesol.gob.mx.",
        "Tel. 5417",
        "Teléfono: 54494062",
        "Ana, 5554494062",
        "Ana 55 51417900 54950",
        "Ana (55) 54817200 ext. 70045",
        "teléfonos 5328 5000",
        "Tel: 5141 7900",
        "Llamar al 55-5141-7900 o al 01 800 007 3705",
        "Llamar al +52 55 5141 7900",
        "Llamar al +525551417900.",
        "Ana (01 55) 5481 7200",
        "Ana (614) 429 33 00",
        "Tel. (492) 925 6540",
        "Informes: 55 5481 7200.",
        "Cel. 5481 7200",
        "Ana, ext. 70045",
        "ana.perez @dependencia.gob.mx",
        "ana.perez＠dependencia.gob.mx",
        "RFC PEGA800101AB1",
        "Lo firma pega800101ab1.",
        "CURP: PEGA800101HDFRRN09",
    ],
)
def test_contact_data_blocks_in_any_graph(check: Any, contact: Any) -> None:
    literal = f'"""{contact}"""@es'
    for graph in ("source:one { id:asm asm:remarks", "evidence:one { id:text asm:quote"):
        report = check(REFERENCE + DOCUMENT + f"{graph} {literal} }}")
        assert CONTACT & broken(report, "source/one")
        assert contact not in report.to_json()


@pytest.mark.parametrize(
    "text",
    [
        "En 2007-2008 y 2007 2008 se apoyaron 2,419 proyectos en 567 municipios.",
        "La inversión fue de 417.7 millones, $82,150.15 y 82150150 pesos.",
        "Del 31/12/2008 al 23/12/2009, numeral 8.2; 1,500,000 y 12345678.90 de 2,456.",
        "Programa 3x1 (2002 a 2007), S061, 20S061 y Ramo 20.",
        "La extensión total es de 1234 hectáreas; el hotel: 1234.",
        "El 23-12-2008, de 10-20-30 a 100 2008 2009; folio 01/2008.",
        "Folio 3808344034, contrato 614-429-3300 y 1234567890 litros.",
        "Encuesta telefónica 2018, celular 2012-2018 y Tel Aviv.",
        "ADE0104178D2, ASMX999999ABC, PEGA801301AB1 y clave 09e010pee13_08.",
        "Niñ@s, @sedesol_mx, Coordinación General @prende.mx y (@prende.mx).",
        "32 45 12 33 41 y 22.5, 367 128 76 143 100 135 949; 59.85-60.15 Hz.",
        "https://www.gob.mx/cms/uploads/attachment/file/5554817200/evaluacion.pdf",
        "ISBN 978-607-8273-12-3, 19.432608, -99.133208 y 20 arrobas.",
    ],
)
def test_figures_are_no_contact_data(check: Any, text: Any) -> None:
    report = check(REFERENCE + DOCUMENT + f'evidence:one {{ id:more asm:note """{text}"""@es }}')
    assert report.conforms


def test_the_report_is_json(check: Any) -> None:
    report = json.loads(check(REFERENCE + DOCUMENT.replace("asm:number 1", "asm:number 0")).to_json())
    assert report["conforms"] is False
    assert report["graphs"] == [
        f"https://w3id.org/asm-graph/graph/{name}" for name in ("reference", "source/one")
    ]
    (result,) = report["results"]
    assert result["rule"] == RULE("Number").value
    assert (result["value"], result["severity"]) == ("0", "Violation")
    assert set(result["messages"]) == {"es", "en"}


_TERMS = [
    ASM(name)
    for name in ("text", "progress", "start", "end", "quote", "missing", "program", "year", "subject")
]
_NODES = [Base().id("a"), Base().id("b"), BlankNode("n"), ASM("Asm"), ASM("Excerpt"), ASM("IndicatorValue")]
_TYPES = [XSD(name) for name in ("decimal", "integer", "gYear", "date", "boolean", "string")]
_LITERALS = st.one_of(
    st.builds(Literal, st.text()),
    st.builds(Literal, st.text(), language=st.sampled_from(["es", "en-GB"])),
    st.builds(Literal, st.text(), datatype=st.sampled_from(_TYPES)),
    st.builds(Literal, st.integers().map(str), datatype=st.sampled_from(_TYPES)),
)
_QUADS = st.builds(
    Quad,
    st.sampled_from(_NODES),
    st.sampled_from([*_TERMS, RDF("type"), RDFS("subClassOf"), PROV("wasDerivedFrom"), SKOS("inScheme")]),
    st.one_of(st.sampled_from(_NODES), _LITERALS),
    st.just(Base().graph("source/one")),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_QUADS, max_size=20))
def test_any_graph_is_checked_and_reported(quads: list[Quad]) -> None:
    report = check_integrity(quads)
    assert json.loads(report.to_json())["conforms"] is report.conforms
    assert all(set(result.messages) == {"es", "en"} for found in report.results.values() for result in found)
