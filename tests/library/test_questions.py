"""Each question over a small graph written by hand, with the rows that belong in it and those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from asm_graph.knowledge import Knowledge
from asm_graph.query.guard import Guard
from asm_graph.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.library import Library

CONTRACT = {
    "program-alignment": "program programLabel year objective objectiveLabel objectiveKind plan statedIn",
    "alignment-chain": "objective sectoralObjective program fin proposito componente indicator",
    "programs-sharing-objective": "objective objectiveLabel program otherProgram",
    "objectives-without-program": "objective objectiveLabel",
    "programs-without-alignment": "program programLabel",
    "asm-status": "asm program cycle classification number text actions progress",
    "asm-overdue": "asm action text responsibleUnit dueDate daysLate progress",
    "asm-without-action": "asm program text",
    "units-workload": "unit unitLabel asms actions meanProgress",
    "indicators-without-target": "indicator indicatorLabel program year reason",
    "indicator-achievement": "indicator indicatorLabel program year target actual achievement",
    "conflicting-figures": "program year concept value otherValue document otherDocument",
    "evaluations": "evaluation program type period evaluator contractingForm cost",
    "evidence": "property value document quote start end",
    "objective-coverage": "objective objectiveLabel programs branches",
    "similar-narratives": "program otherProgram kind score text otherText",
    "program-history": "program year aspect value",
    "spending-by-objective": "objective objectiveLabel year spendingKind amount programs",
    "sdg-coverage": "goal goalLabel target targetLabel notation programs direct branches",
    "programs-sharing-sdg-target": "target targetLabel program otherProgram",
    "programs-sharing-target-population": "population program otherProgram year",
    "matrix-quality": "matrix program programLabel year",
    "indicator-series": "indicator indicatorLabel year kind value rawValue",
    "asm-by-theme": "theme asms programs",
    "asm-follow-through": "branch agency cycle asms completed canceled merged open verified disputed",
    "alignment-over-time": "program year plan level objective statedIn",
    "evaluation-to-asm": "evaluation program type period asm cycle state",
    "coverage-of-sources": "document documentTitle says class property year",
    "populations-over-time": "program year kind value",
    "performance-index": "program year component value rating",
    "rule-denominators": "rule document evaluable found excludedKind excluded reason",
    "program-story": "program year kind what document",
    "programs-by-sdg-target": "target notation program programLabel",
}
A, B, C = "program/20-S001", "program/20-S002", "program/20-S003"
NATIONAL, SECTORAL = "plan/nacional/national-objective/2", "plan/sectorial/objective/3"


def test_the_library_has_the_questions_of_the_contract(library: Library) -> None:
    assert [question.name for question in library] == sorted(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_described_and_start_as_promised(library: Library, name: str) -> None:
    question = library[name]
    columns = [column.name for column in question.columns]
    assert columns[: len(CONTRACT[name].split())] == CONTRACT[name].split()
    assert [variable.value for variable in Store().query(question.text).variables] == columns


@pytest.mark.parametrize("name", CONTRACT)
def test_a_file_can_be_pasted_into_a_guarded_endpoint(name: str) -> None:
    text = (Knowledge.default().sparql / f"{name}.rq").read_text(encoding="utf-8")
    Guard.of(read_settings({})).examine(text)
    assert list(Store().query(text)) == []


@pytest.mark.parametrize("name", CONTRACT)
def test_the_block_of_a_parameter_holds_its_default_or_example(library: Library, name: str) -> None:
    question = library[name]
    preset = {each.name: each.default or each.example for each in question.parameters if each.required}
    assert list(Store().query(question.bind(preset))) == list(Store().query(question.text))
    for parameter in question.parameters:
        shown = parameter.default or (parameter.example if parameter.required else None)
        block = f"VALUES ?{parameter.name} {{ "
        written = (
            question.text.split(block)[1]
            .split(" }")[0]
            .replace("^^xsd:", "^^<http://www.w3.org/2001/XMLSchema#")
        )
        expected = "UNDEF" if shown is None else str(parameter.term(shown, question.base))
        assert written in (expected, expected.removesuffix(">"))


def test_program_alignment(ask: Callable) -> None:
    rows = ask("alignment")("program-alignment", columns=8)
    assert [(row[0], row[2], row[3], row[5], row[7]) for row in rows] == [
        (A, "2009", NATIONAL, "national-objective", "document/report"),
        (A, "2009", SECTORAL, "sectoral-objective", "document/report"),
        (B, "2009", SECTORAL, "sectoral-objective", "document/other"),
        (B, "2010", NATIONAL, "national-objective", "instrument/20-S002/reglas-2010"),
        (C, None, "plan/nacional/objective/1.9", "national-objective", "document/report"),
    ]
    assert rows[0][1] == "Programa A"
    assert rows[0][4] == "Objetivo dos"
    assert rows[0][6] == "plan/nacional"


def test_program_alignment_of_a_year_leaves_the_undated_out(ask: Callable) -> None:
    rows = ask("alignment")("program-alignment", columns=4, year="2009")
    assert [(row[0], row[2], row[3]) for row in rows] == [
        (A, "2009", NATIONAL),
        (A, "2009", SECTORAL),
        (B, "2009", SECTORAL),
    ]
    assert ask("alignment")("program-alignment", program="20S003", year="2009") == []
    assert len(ask("alignment")("program-alignment", program="20S003")) == 1


def test_the_chain_follows_the_levels_that_the_source_states(ask: Callable) -> None:
    mir = "mir/20-S001/2009"
    start = (NATIONAL, SECTORAL, A, f"{mir}/fin", f"{mir}/proposito")
    assert ask("alignment")("alignment-chain", columns=7, program="20-S001") == [
        (*start, None, f"{mir}/indicator/1"),
        (*start, None, f"{mir}/indicator/4"),
        (*start, f"{mir}/componente/1", f"{mir}/indicator/2"),
        (*start, f"{mir}/componente/2", f"{mir}/indicator/3"),
    ]


def test_the_chain_shows_what_is_missing_as_empty(ask: Callable) -> None:
    row = (NATIONAL, None, B, "mir/20-S002/2010/fin", None, None, None)
    assert ask("alignment")("alignment-chain", columns=7, program="20-S002") == [row]
    assert ask("alignment")("alignment-chain", columns=7, program="20-S002", year="2009") == []


def test_programs_that_share_an_objective_stand_once(ask: Callable) -> None:
    both = [(NATIONAL, "Objetivo dos", A, B), (SECTORAL, "Sectorial tres", A, B)]
    assert ask("alignment")("programs-sharing-objective", columns=4) == both
    assert ask("alignment")("programs-sharing-objective", columns=4, year="2009") == both[1:]
    assert ask("alignment")("programs-sharing-objective", columns=4, year="2010") == []


def test_objectives_without_program(ask: Callable) -> None:
    def objectives(**values: str) -> list[str]:
        return [row[0] for row in ask("alignment")("objectives-without-program", columns=1, **values)]

    unused, ten = "plan/nacional/axis/2", "plan/nacional/national-objective/10"
    assert objectives(plan="nacional") == [unused, ten]
    narrower = ["plan/nacional/axis/1", unused, NATIONAL, ten, "plan/nacional/objective/1.9"]
    assert objectives(plan="nacional", year="2008") == narrower
    assert objectives(plan="nacional", year="2009") == [each for each in narrower if each != NATIONAL]
    assert objectives(plan="sectorial") == []


def test_programs_without_alignment_are_those_that_a_source_could_have_said(ask: Callable) -> None:
    """None of these documents has a place for alignment that it leaves blank."""
    assert ask("alignment")("programs-without-alignment") == []
    assert ask("alignment")("programs-without-alignment", year="2010") == []


def test_asm_status_counts_actions_and_ignores_missing_progress(ask: Callable) -> None:
    rows = ask("asm")("asm-status", columns=9)
    assert [(row[0], row[4], row[6], row[7], row[8]) for row in rows] == [
        ("asm/1", "1", "2", "87.5", "2"),
        ("asm/2", "2", "1", None, "0"),
        ("asm/3", "3", "0", None, "0"),
        ("asm/4", "1", "2", None, "0"),
    ]
    assert [row[0] for row in ask("asm")("asm-status", classification="institutional")] == ["asm/4"]
    assert [row[0] for row in ask("asm")("asm-status", cycle="2008-2009")] == ["asm/4"]
    assert ask("asm")("asm-status", program="20-S002") == []


def test_asm_overdue(ask: Callable) -> None:
    assert ask("asm")("asm-overdue", columns=7, asOf="2011-01-01") == [
        ("asm/2", "asm/2/action/1", "Acción 2.1", None, "2009-05-12", "599", None),
        ("asm/4", "asm/4/action/1", "Acción 4.1", None, "2009-12", "366", None),
        ("asm/1", "asm/1/action/2", "Acción 1.2", "unit/sedesol/dos", "2010-12-31", "1", "75"),
        ("asm/1", "asm/1/action/2", "Acción 1.2", "unit/sedesol/uno", "2010-12-31", "1", "75"),
    ]


@pytest.mark.parametrize(
    ("as_of", "days"), [("2009-05-12", None), ("2009-05-13", "1"), ("2012-03-01", "1024")]
)
def test_an_action_is_late_from_the_day_after(ask: Callable, as_of: str, days: str | None) -> None:
    late = {row[1]: row[5] for row in ask("asm")("asm-overdue", columns=7, asOf=as_of)}
    assert late.get("asm/2/action/1") == days


@pytest.mark.parametrize(("as_of", "days"), [("2009-12-31", None), ("2010-01-01", "1")])
def test_a_month_is_due_on_its_last_day(ask: Callable, as_of: str, days: str | None) -> None:
    late = {row[1]: row[5] for row in ask("asm")("asm-overdue", columns=7, asOf=as_of)}
    assert late.get("asm/4/action/1") == days


def test_asm_without_action(ask: Callable) -> None:
    assert ask("asm")("asm-without-action", columns=3) == [("asm/3", A, "Tres")]


def test_units_workload(ask: Callable) -> None:
    assert ask("asm")("units-workload") == [
        ("unit/sedesol/uno", "Unidad Uno", "1", "2", "87.5"),
        ("unit/sedesol/dos", "Unidad Dos", "2", "1", "75"),
    ]


def test_indicators_without_target_say_why(ask: Callable) -> None:
    assert ask("figures")("indicators-without-target", columns=5) == [
        ("i/2", "Redes", A, "2009", "not-available"),
        ("i/3", "Quejas", A, "2009", "no target"),
    ]
    assert ask("figures")("indicators-without-target", year="2008") == []


def test_achievement_needs_both_sides_and_knows_the_direction(ask: Callable) -> None:
    rows = {(row[0], row[4]): row[5:] for row in ask("figures")("indicator-achievement", columns=7)}
    assert rows[("i/2", None)] == ("782", None)
    assert rows[("i/4", "50")] == ("40", "125")
    assert rows[("i/1", "1500")][1].startswith("161.266")
    assert set(rows) == {("i/1", "1400"), ("i/1", "1500"), ("i/2", None), ("i/4", "50")}


def test_conflicting_figures_within_and_between_documents(ask: Callable) -> None:
    assert ask("figures")("conflicting-figures", columns=7) == [
        (A, "2009", "Municipios", "567", "574", "document/one", "document/one"),
        (A, "2009", "Proyectos (Meta, Proyecto)", "1400", "1500", "document/two", "document/one"),
    ]
    assert ask("figures")("conflicting-figures", program="20-S002") == []


def test_evaluations(ask: Callable) -> None:
    form = ("code/evaluation-type/eed", "2009-2010")
    cost = ("organization/colegio", "Adjudicación directa", "82150.15")
    rows = ask("evaluation")("evaluations", columns=7)
    assert rows == [
        ("evaluation/20-S001/eed-2009-2010", A, *form, *cost),
        ("evaluation/20-S002/eed-2009-2010", B, *form, None, None, None),
    ]


def test_evidence_in_the_order_of_the_document(ask: Callable) -> None:
    resource = "https://w3id.org/asm-graph/id/evaluation/20-S001/eed-2009-2010"
    evaluator = ("asm:evaluator", "organization/colegio", "document/report", "El Colegio", "9", "19")
    cost = ("asm:cost", "82150.15", "document/report", "$82,150.15", "120", "130")
    assert ask("evaluation")("evidence", columns=6, resource=resource) == [evaluator, cost]
    assert ask("evaluation")("evidence", columns=6, resource=resource, property="asm:cost") == [cost]
    assert ask("evaluation")("evidence", resource="id:evaluation/20-S002/eed-2009-2010") == []
