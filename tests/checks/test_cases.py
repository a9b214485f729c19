"""Cases with members, what rules could judge, and what another document changes: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests import state_tables
from tests.mapped_documents import mapped_file

from asm_graph.checks.audit import audit
from asm_graph.checks.denominators import denominator_quads
from asm_graph.checks.findings import findings_quads
from asm_graph.checks.report import Edition, read_json, write_audit
from asm_graph.checks.report.denominators import read_denominators
from asm_graph.commands.check import read_quads
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, Base
from asm_graph.shacl.shapes import RULE

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.checks.audit import AuditResult
    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.findings import Finding
    from asm_graph.releases import Release

WITHOUT_TARGET = RULE("IndicatorWithoutTarget")
HEAD = """
graph:reference {
    id:program a asm:Program ; rdfs:label "Programa de Prueba"@es ; asm:programKey "20S061" .
    kind:target skos:prefLabel "Meta"@es , "Target"@en .
    <https://w3id.org/asm-graph/id/code/matrix-form/mir> skos:prefLabel "MIR"@es .
}
source:mir {
    id:mir a asm:SourceDocument ; asm:carries [ asm:property asm:value ; asm:valueKind kind:target ] .
    id:poor a asm:SourceDocument ; asm:carries asm:text .
}
"""


def indicator(
    name: str, matrix: str = "matrix", document: str = "mir", more: str = "", cell: str = ""
) -> str:
    """An indicator of a matrix; with a `cell`, its target is blank there."""
    blank = f"""
        id:blank-{name} a asm:Blank ; asm:subject id:{name} ;
            asm:property asm:value ; asm:valueKind kind:target ;
            asm:document id:{document} ; asm:columnName "META" ; asm:sheet "Hoja1" ; asm:cell "{cell}" ;
            asm:blankKind <https://w3id.org/asm-graph/id/code/blank-kind/blank> ."""
    return f"""source:mir {{
        id:{matrix} a asm:ResultsMatrix ; asm:program id:program ; asm:year "2022"^^xsd:gYear ;
            asm:hasIndicator id:{name} .
        id:{name} a asm:Indicator ; rdfs:label "Indicador {name.rstrip("0123456789")}"@es ;
            prov:wasDerivedFrom id:{document} {more} .
        {blank if cell else ""}
    }}"""


@pytest.fixture
def audited(trig: Any, with_derived: Any) -> Any:
    def run(*parts: str) -> AuditResult:
        return audit(with_derived(trig(HEAD + "".join(parts))))

    return run


def of_rule(result: AuditResult) -> list[Finding]:
    return [one for one in result.findings if one.rule == WITHOUT_TARGET]


def total(result: AuditResult, document: str | None = None) -> Denominator:
    node = Base().id(document) if document else None
    (one,) = (d for d in result.denominators if d.rule == WITHOUT_TARGET and d.document == node)
    return one


def test_blank_cells_of_one_matrix_are_one_case_that_cites_them(audited: Any) -> None:
    (case,) = of_rule(audited(indicator("a", cell="HO2"), indicator("b", cell="HO3"), indicator("c")))
    assert case.focus == Base().id("matrix")
    assert [member.focus for member in case.members] == [Base().id("a"), Base().id("b")]
    assert [excerpt.place for excerpt in case.evidence if excerpt.is_blank] == ["Hoja1!HO2", "Hoja1!HO3"]
    assert {excerpt.column for excerpt in case.evidence if excerpt.is_blank} == {"META"}
    assert case.messages["es"].startswith("2 indicadores sin meta, «Indicador a», «Indicador b»: MIR 2022")
    assert "HO2" in case.members[0].messages["es"]


def test_a_case_keeps_its_iri_when_it_gains_a_member(audited: Any) -> None:
    (one,) = of_rule(audited(indicator("a", cell="HO2")))
    (two,) = of_rule(audited(indicator("a", cell="HO9"), indicator("b", cell="HO3")))
    assert one.node == two.node
    assert one.members[0].node == two.members[0].node != one.node
    assert one.messages == one.members[0].messages


def test_what_recurs_under_one_name_in_ten_matrices_is_one_systemic_case(audited: Any) -> None:
    many = [indicator(f"same{n}", f"matrix{n}", cell=f"HO{n}") for n in range(1, 11)]
    found = of_rule(audited(*many, indicator("other", "matrix1", cell="HO40")))
    systemic, case = sorted(found, key=lambda one: -one.count)
    assert systemic.count == 10
    assert "10 matrices" in systemic.messages["es"]
    assert systemic.focus == Base().id("mir")
    assert [member.focus for member in case.members] == [Base().id("other")]
    nine = of_rule(audited(*many[:9]))
    assert [one.count for one in nine] == [1] * 9


def test_a_rule_says_what_it_could_judge_and_why_not_the_rest(audited: Any) -> None:
    biennial = "; asm:frequency <https://w3id.org/asm-graph/id/code/frequency/biennial>"
    result = audited(
        indicator("a", cell="HO2"),
        indicator("b"),
        indicator("c", more=biennial, cell="HO4"),
        indicator("d", document="poor"),
    )
    (case,) = of_rule(result)
    assert [member.focus for member in case.members] == [Base().id("a")]  # not the biennial one
    whole = total(result)
    assert (whole.evaluable, whole.found) == (2, 1)
    assert (whole.total("not-applicable"), whole.total("not-evaluable")) == (1, 1)
    assert (total(result, "mir").evaluable, total(result, "poor").evaluable) == (2, 0)
    reasons = {english for _, _, english in whole.excluded}
    assert "The source has no place for the value." in reasons


def test_an_indicator_of_a_contributions_fund_is_asked_for_a_target_once_it_has_a_figure(
    audited: Any,
) -> None:
    fund = """graph:reference { id:program asm:modality <https://w3id.org/asm-graph/id/code/modality/I> }"""
    figure = "source:mir { id:figure a asm:IndicatorValue ; asm:indicator id:b ; asm:value 3.0 }"
    result = audited(indicator("a", cell="HO2"), indicator("b", cell="HO3"), fund, figure)
    (case,) = of_rule(result)
    assert [member.focus for member in case.members] == [Base().id("b")]
    ((kind, _, english),) = total(result).excluded
    assert kind == "not-applicable"
    assert "fund of federal contributions" in english


def test_no_rule_finds_more_than_it_could_judge(founding_release: Release) -> None:
    known = read_denominators((founding_release.reports / "audit.json").read_bytes())
    assert known
    assert all(0 <= one.found <= one.evaluable for one in known)


def test_the_report_keeps_members_and_denominators(audited: Any) -> None:
    result = audited(indicator("a", cell="HO2"), indicator("b", cell="HO3"))
    report = write_audit(result.findings, "json", Edition(denominators=result.denominators))
    (case,) = (one for one in read_json(report) if one.rule == WITHOUT_TARGET)
    assert [member.node for member in case.members] == [one.node for one in of_rule(result)[0].members]
    assert [excerpt.column for excerpt in case.evidence if excerpt.is_blank] == ["META", "META"]
    assert read_denominators(report) == result.denominators


def test_members_and_denominators_are_stated(audited: Any) -> None:
    result = audited(indicator("a", cell="HO2"))
    (case,) = of_rule(result)
    quads = [*findings_quads(result.findings), *denominator_quads(result.denominators)]
    said = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    assert (case.node, ASM("member"), case.members[0].node) in said
    assert (case.members[0].node, RDF("type"), ASM("FindingMember")) in said
    assert (case.node, ASM("evidence"), Base().id("blank-a")) in said
    assert any(quad.object == ASM("RuleDenominator") for quad in quads)


def test_a_document_of_another_government_changes_no_finding(
    founding_release: Release, with_derived: Any, tmp_path: Path
) -> None:
    derived = f"{Base().iri}graph/derived"
    own = [quad for quad in read_quads(founding_release.dump_path) if quad.graph_name.value != derived]
    table = state_tables.write_csv(
        tmp_path / "asm-pae-2018.csv", [state_tables.row(), state_tables.row("2.-Otro")]
    )
    foreign = [*mapped_file(table, "foreign").quads]
    assert any(quad.predicate == PROV("wasDerivedFrom") for quad in foreign)
    alone, together = (audit(with_derived(quads)) for quads in (own, [*own, *foreign]))
    assert alone.findings
    known = {one.node for one in alone.findings}
    ours = [one for one in together.findings if one.node in known]
    assert write_audit(ours, "json") == write_audit(alone.findings, "json")
    assert not any("2018" in text for one in ours for text in one.messages.values())
    assert not _absences(together, foreign)


def _absences(result: AuditResult, foreign: list[Quad]) -> list[Finding]:
    """Findings that something is missing from a table without a place for it."""
    nodes = {quad.subject for quad in foreign}
    absent = {RULE("AsmWithoutAction"), RULE("AsmWithoutUnit"), RULE("ActionOverdue")}
    return [one for one in result.findings if one.focus in nodes and one.rule in absent]


def test_the_cell_of_a_finding_is_that_of_the_blank(founding_release: Release) -> None:
    (action,) = [
        one
        for one in read_json((founding_release.reports / "audit.json").read_bytes())
        if one.rule == RULE("AsmWithoutAction")
    ]
    assert action.evidence[0].is_blank
    assert action.evidence[0].column == "Actividades"
