"""The rules across programs and years, at their boundaries."""

from __future__ import annotations

from typing import Any

import pytest

from asm_graph.checks.audit import audit
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import RULE

INDICATOR = """
source:one {
    id:matrix a asm:ResultsMatrix ; asm:program id:program ; asm:year "2022"^^xsd:gYear ;
        asm:hasIndicator id:i ; asm:responsibleUnit id:unit .
    id:i a asm:Indicator ; rdfs:label "Redes"@es ; asm:direction %s .
    id:target a asm:IndicatorValue ; asm:indicator id:i ; asm:year "2022"^^xsd:gYear ;
        asm:valueKind kind:target ; asm:value %s ; asm:rawValue "x" .
}
source:two {
    id:later a asm:ResultsMatrix ; asm:program id:program ; asm:year "2023"^^xsd:gYear ;
        asm:hasIndicator id:j ; asm:responsibleUnit %s .
    id:j a asm:Indicator ; rdfs:label "REDES"@es .
    id:actual a asm:IndicatorValue ; asm:indicator id:j ; asm:year "2022"^^xsd:gYear ;
        asm:valueKind kind:actual ; asm:value %s ; asm:rawValue "x" .
}
"""
PREFIXES = "@prefix direction: <https://w3id.org/asm-graph/id/code/direction/> .\n"


@pytest.fixture
def rules(trig: Any, with_derived: Any) -> Any:
    def found(text: str) -> set[str]:
        findings = audit(with_derived(trig(PREFIXES + text))).findings
        return {finding.rule.value.removeprefix(RULE.iri) for finding in findings}

    return found


@pytest.mark.parametrize(
    ("direction", "target", "actual", "expected"),
    [
        ("ascending", "100.0", "115.0", None),
        ("ascending", "100.0", "115.1", "TargetExceeded"),
        ("ascending", "100.0", "85.0", None),
        ("ascending", "100.0", "84.9", "TargetMissed"),
        ("descending", "100.0", "115.1", "TargetMissed"),
        ("descending", "100.0", "84.9", "TargetExceeded"),
        ("ascending", "0.0", "5.0", None),
        ("descending", "0.0", "5.0", "TargetMissed"),
        ("ascending", "-10.0", "-12.0", "TargetMissed"),
        ("ascending", "-10.0", "-8.0", "TargetExceeded"),
        ("ascending", "-10.0", "-11.0", None),
    ],
)
def test_fifteen_per_cent_of_a_target(
    rules: Any, direction: str, target: str, actual: str, expected: str | None
) -> None:
    found = rules(INDICATOR % (f"direction:{direction}", target, "id:unit", actual))
    assert found & {"TargetExceeded", "TargetMissed"} == ({expected} if expected else set())


def test_the_indicator_of_another_unit_is_another_one(rules: Any) -> None:
    found = rules(INDICATOR % ("direction:ascending", "100.0", "id:other-unit", "1.0"))
    assert "TargetMissed" not in found


FID_ONLY = """source:one {
    id:matrix a asm:ResultsMatrix ; asm:program id:program ; asm:year "2022"^^xsd:gYear ;
        asm:hasLevel id:fid .
    id:fid a asm:MirLevel , asm:Fid . id:program a asm:Program }"""


def test_a_matrix_of_fid_rows_only_is_not_broken(rules: Any) -> None:
    assert rules(FID_ONLY) == {"ProgramWithoutAlignment"}


FIN = """source:one { id:matrix a asm:ResultsMatrix ; asm:hasLevel id:fin .
    id:fin a asm:Fin ; asm:narrative "%s"@es }"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Contribuir al bienestar", False),
        ("F. Contribuir a la igualdad", False),
        ("1.1 CONTRIBUIR a la igualdad", False),
        ("Contribuye a la igualdad", False),
        ("Fomentar la innovación", True),
        ("Se busca contribuir", True),
    ],
)
def test_a_fin_begins_with_contribuir(rules: Any, text: str, found: bool) -> None:  # noqa: FBT001  a parameter
    assert ("FinWithoutContribuir" in rules(FIN % text)) == found


NAME = """source:one { id:matrix a asm:ResultsMatrix ; asm:hasIndicator id:i .
    id:i a asm:Indicator ; rdfs:label "%s"@es }"""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Incrementar la cobertura", True),
        ("Reducción de la pobreza", True),
        ("Disminución del rezago", True),
        ("Porcentaje de reducción de la pobreza", False),
        ("Mejores prácticas adoptadas", False),
        ("Elevadores instalados", False),
    ],
)
def test_a_name_says_what_is_measured(rules: Any, name: str, found: bool) -> None:  # noqa: FBT001  a parameter
    assert ("IndicatorNameStatesDirection" in rules(NAME % name)) == found


SPENT = """source:%(document)s { id:%(name)s a asm:Spending ; asm:program id:%(program)s ;
    asm:year "%(year)s"^^xsd:gYear ; asm:amount %(amount)s ; asm:scale 1000000.0 ; asm:currency "MXN" ;
    prov:wasDerivedFrom id:%(document)s }"""


def spent(name: str, program: str, year: int, amount: str = "1.0", document: str = "account") -> str:
    return SPENT % locals()


def test_a_program_vanishes_from_a_series_that_goes_on(rules: Any) -> None:
    programs = "graph:reference { id:a a asm:Program . id:b a asm:Program }"
    series = spent("s1", "a", 2008) + spent("s2", "b", 2008) + spent("s3", "b", 2009)
    assert rules(programs + series) == {"ProgramVanishes"}
    assert rules(programs + series + spent("s4", "a", 2011, document="other")) == set()
    assert rules(programs + spent("s1", "a", 2008) + spent("s2", "b", 2008)) == set()
    without = spent("s1", "a", 2008) + spent("s2", "a", 2009, "0.0") + spent("s3", "b", 2009)
    assert rules(programs + without) == {"ProgramVanishes"}


def test_a_change_of_name_has_both_names_and_the_rows_that_prove_them(trig: Any) -> None:
    text = """
    graph:reference {
        id:program a asm:Program ; rdfs:label "Nuevo"@es ; asm:programKey "20S061" ; asm:branch id:branch .
        id:branch rdfs:label "Bienestar"@es ; skos:notation "20" }
    source:a {
        id:old a asm:ProgramName ; asm:program id:program ; rdfs:label "Viejo"@es ;
            asm:year "2008"^^xsd:gYear .
        id:new a asm:ProgramName ; asm:program id:program ; rdfs:label "Nuevo"@es ;
            asm:year "2009"^^xsd:gYear , "2010"^^xsd:gYear }
    evidence:a {
        id:e1 a asm:Excerpt ; asm:subject id:old ; asm:property prov:wasDerivedFrom ;
            asm:document id:document ; asm:quote "2008\\tViejo" ; asm:sheet "Hoja" ; asm:cell "A2:B2" .
        id:e2 a asm:Excerpt ; asm:subject id:new ; asm:property prov:wasDerivedFrom ;
            asm:document id:document ; asm:quote "2009\\tNuevo" ; asm:sheet "Hoja" ; asm:cell "A3:B3" }
    """
    (finding,) = audit(trig(text)).findings
    assert finding.messages["es"] == "Desde 2009 lleva el nombre «Nuevo»; antes, «Viejo»: clave 20S061"
    assert [excerpt.quote for excerpt in finding.evidence] == ["2008\tViejo", "2009\tNuevo"]
    assert [excerpt.place for excerpt in finding.evidence] == ["Hoja!A2:B2", "Hoja!A3:B3"]
    assert finding.names == {Base().id("program"): "Nuevo (20S061)"}
    assert finding.branches == ("20 Bienestar",)


def test_what_many_share_names_all_programs_and_quotes_some(trig: Any) -> None:
    members = "".join(
        f"""source:a {{ id:c{n} a asm:SdgContribution ; asm:program id:p{n} ; asm:sdgTarget id:t .
            id:p{n} a asm:Program ; asm:branch id:b{n} . id:t a asm:SdgTarget ; skos:notation "1.4" }}
        evidence:a {{ id:e{n} a asm:Excerpt ; asm:subject id:c{n} ; asm:property prov:wasDerivedFrom ;
            asm:document id:document ; asm:quote "{n}" ; asm:sheet "Hoja" ; asm:cell "A{n}:B{n}" }}"""
        for n in range(30)
    )
    (finding,) = audit(trig(members)).findings
    assert finding.rule == RULE("SdgTargetShared")
    assert len(finding.programs) == 30
    assert len(finding.evidence) == 20
    assert finding.messages["en"].startswith("30 programs of 30 branches")


def proposito(number: int, text: str, year: int = 2022) -> str:
    return f"""source:a {{ id:m{number} a asm:ResultsMatrix ; asm:program id:p{number} ;
        asm:hasLevel id:l{number} ; asm:year "{year}"^^xsd:gYear .
        id:l{number} a asm:Proposito ; asm:narrative "{text}"@es }}
    evidence:a {{ id:e{number} a asm:Excerpt ; asm:subject id:l{number} ; asm:document id:document ;
        asm:property prov:wasDerivedFrom ; asm:quote "{text}" ; asm:sheet "Hoja" ; asm:cell "A{number}" }}"""


def shared_populations(findings: Any) -> list[Any]:
    return [finding for finding in findings if finding.rule == RULE("TargetPopulationShared")]


def test_programs_with_one_population_are_each_held_against_the_first(trig: Any, with_derived: Any) -> None:
    texts = ["Las jornaleras CUENTAN con vivienda", *(f"Las jornaleras no reciben {n}" for n in range(9))]
    findings = shared_populations(
        audit(with_derived(trig("".join(map(proposito, range(10), texts))))).findings
    )
    assert [Base().local(finding.value) for finding in findings] == ["l0"] * 9
    assert {Base().local(program) for finding in findings for program in finding.programs} == {
        f"p{number}" for number in range(1, 10)
    }
    assert all(len(finding.evidence) == 2 for finding in findings)
    assert "«las jornaleras»" in findings[0].messages["es"]


@pytest.mark.parametrize(
    "other",
    [
        proposito(2, "Los jornaleros cuentan con vivienda"),
        proposito(2, "Las jornaleras cuentan con vivienda", 2023),
        proposito(2, "Las jornaleras"),
        proposito(2, "Las jornaleras cuentan con agua").replace("id:p2", "id:p1"),
    ],
)
def test_another_population_year_or_matrix_shares_nothing(trig: Any, with_derived: Any, other: str) -> None:
    text = proposito(1, "Las jornaleras cuentan con vivienda") + other
    assert shared_populations(audit(with_derived(trig(text))).findings) == []


def test_texts_found_to_be_alike_are_audited_and_earlier_findings_are_not(trig: Any) -> None:
    text = """
    source:a { id:m1 a asm:ResultsMatrix ; asm:program id:p1 ; asm:hasLevel id:l1 , id:fid .
        id:m2 a asm:ResultsMatrix ; asm:program id:p2 ; asm:hasLevel id:l2 , id:fid . id:fid a asm:Fid .
        id:l1 a asm:Fin ; asm:narrative "Contribuir a uno"@es .
        id:l2 a asm:Fin ; asm:narrative "Contribuir a dos"@es }
    graph:audit { <https://w3id.org/asm-graph/id/similarity/x> a asm:SimilarText ; asm:firstLevel id:l1 ;
        asm:secondLevel id:l2 ; asm:score 91.5 . id:finding a asm:Finding , asm:Asm }
    """
    (finding,) = audit(trig(text)).findings
    assert finding.rule == RULE("SimilarNarratives")
    assert {Base().local(program) for program in finding.programs} == {"p1", "p2"}
    assert "Contribuir a uno" in finding.messages["es"]
    assert "Contribuir a dos" in finding.messages["es"]
    assert "91.5" in finding.messages["es"]
