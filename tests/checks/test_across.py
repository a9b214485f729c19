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
    assert rules(FID_ONLY) == set()


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
        ("Ampliar el crédito, para contribuir al desarrollo", False),
        ("Coadyuvar a la igualdad", False),
        ("Mejorar la recaudación de contribuciones", True),
        ("Atender a los contribuyentes", True),
    ],
)
def test_a_fin_says_what_it_contributes_to(rules: Any, text: str, found: bool) -> None:  # noqa: FBT001  a parameter
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
    programs = (
        "graph:reference { id:a a asm:Program ; asm:branch id:r . id:b a asm:Program ; asm:branch id:r }"
    )
    two_years = spent("s1", "a", 2007) + spent("s2", "a", 2008)
    goes_on = "".join(spent(f"b{year}", "b", year) for year in (2007, 2008, 2009))
    assert rules(programs + two_years + goes_on) == {"ProgramVanishes"}
    assert rules(programs + two_years + goes_on + spent("s4", "a", 2011, document="other")) == set()
    assert rules(programs + two_years + spent("b8", "b", 2008)) == set()
    assert rules(programs + spent("s2", "a", 2008) + goes_on) == set()
    assert rules(programs + two_years + goes_on + spent("s3", "a", 2009, "0.0")) == {"ProgramVanishes"}
    renamed = "graph:derived { id:a asm:nameGoesOnUnder id:b }"
    assert rules(programs + two_years + goes_on + renamed) == set()


def test_a_branch_that_loses_most_of_its_keys_breaks_the_series(rules: Any) -> None:
    keys = "abcde"
    programs = "".join(f"graph:reference {{ id:{key} a asm:Program ; asm:branch id:r }}" for key in keys)
    series = "".join(spent(f"{key}{year}", key, year) for key in keys for year in (2007, 2008))
    assert rules(programs + series + spent("last", "a", 2009)) == set()


def test_a_change_of_name_has_both_names_and_the_rows_that_prove_them(trig: Any, with_derived: Any) -> None:
    text = """
    graph:reference {
        id:program a asm:Program ; rdfs:label "Programa nuevo"@es ; asm:programKey "20S061" ;
            asm:branch id:branch .
        id:branch rdfs:label "Bienestar"@es ; skos:notation "20" }
    source:a {
        id:old a asm:ProgramName ; asm:program id:program ; rdfs:label "Programa viejo"@es ;
            asm:year "2008"^^xsd:gYear .
        id:new a asm:ProgramName ; asm:program id:program ; rdfs:label "Programa nuevo"@es ;
            asm:year "2009"^^xsd:gYear , "2010"^^xsd:gYear }
    evidence:a {
        id:e1 a asm:Excerpt ; asm:subject id:old ; asm:property prov:wasDerivedFrom ;
            asm:document id:document ; asm:quote "2008\\tPrograma viejo" ;
            asm:sheet "Hoja" ; asm:cell "A2:B2" .
        id:e2 a asm:Excerpt ; asm:subject id:new ; asm:property prov:wasDerivedFrom ;
            asm:document id:document ; asm:quote "2009\\tPrograma nuevo" ;
            asm:sheet "Hoja" ; asm:cell "A3:B3" }
    """
    (finding,) = audit(with_derived(trig(text))).findings
    assert finding.messages["es"] == (
        "En 2009 aparece como «Programa nuevo»; en 2008, la última vez con otro nombre, "
        "como «Programa viejo»: clave 20S061"
    )
    assert [excerpt.quote for excerpt in finding.evidence] == ["2008\tPrograma viejo", "2009\tPrograma nuevo"]
    assert [excerpt.place for excerpt in finding.evidence] == ["Hoja!A2:B2", "Hoja!A3:B3"]
    assert finding.names == {Base().id("program"): "Programa nuevo (20S061)"}
    assert finding.branches == ("20 Bienestar",)


def proposito(number: int, text: str, year: int = 2022) -> str:
    return f"""source:a {{ id:m{number} a asm:ResultsMatrix ; asm:program id:p{number} ;
        asm:hasLevel id:l{number} ; asm:year "{year}"^^xsd:gYear .
        id:l{number} a asm:Proposito ; asm:narrative "{text}"@es }}
    evidence:a {{ id:e{number} a asm:Excerpt ; asm:subject id:l{number} ; asm:document id:document ;
        asm:property prov:wasDerivedFrom ; asm:quote "{text}" ; asm:sheet "Hoja" ; asm:cell "A{number}" }}"""


def shared_populations(findings: Any) -> list[Any]:
    return [finding for finding in findings if finding.rule == RULE("TargetPopulationShared")]


def test_programs_with_one_population_are_each_held_against_the_first(trig: Any, with_derived: Any) -> None:
    texts = [
        "Las jornaleras agrícolas migrantes CUENTAN con vivienda",
        *(f"Las jornaleras agrícolas migrantes no reciben {n}" for n in range(9)),
    ]
    findings = shared_populations(
        audit(with_derived(trig("".join(map(proposito, range(10), texts))))).findings
    )
    assert [Base().local(finding.value) for finding in findings] == ["l0"] * 9
    assert {Base().local(program) for finding in findings for program in finding.programs} == {
        f"p{number}" for number in range(1, 10)
    }
    assert all(len(finding.evidence) == 2 for finding in findings)
    assert "«las jornaleras agrícolas migrantes»" in findings[0].messages["es"]


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
        id:l1 a asm:Proposito ; asm:narrative "Contribuir a uno"@es .
        id:l2 a asm:Proposito ; asm:narrative "Contribuir a dos"@es }
    graph:audit { <https://w3id.org/asm-graph/id/similarity/x> a asm:SimilarText ; asm:firstLevel id:l1 ;
        asm:secondLevel id:l2 ; asm:score 91.5 . id:finding a asm:Finding , asm:Asm }
    """
    (finding,) = [one for one in audit(trig(text)).findings if one.rule == RULE("SimilarNarratives")]
    assert {Base().local(program) for program in finding.programs} == {"p1", "p2"}
    assert "Contribuir a uno" in finding.messages["es"]
    assert "Contribuir a dos" in finding.messages["es"]
    assert "91.5" in finding.messages["es"]
