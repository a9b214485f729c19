"""The questions across programs, over a small graph as tables make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., list[tuple[str | None, ...]]]

A, B, C = "program/20-S001", "program/20-S002", "program/8-S003"
MIR = "mir/20-S001/2022"
ACCOUNT, TABLE = "document/account", "document/mir"
SDG = "http://metadata.un.org/sdg/"


@pytest.fixture
def question(ask: Callable[[str], Ask]) -> Ask:
    return ask("federation")


def test_objective_coverage_counts_the_narrower_and_shows_zero(question: Ask) -> None:
    rows = question("objective-coverage", columns=6, plan="nacional")
    assert [(row[0], *row[2:]) for row in rows] == [
        ("plan/nacional/axis/1", "2", "1", "1", "axis"),
        ("plan/nacional/axis/2", "1", "1", "2", "axis"),
        ("plan/nacional/axis/10", "0", "0", "10", "axis"),
        ("plan/nacional/national-objective/2.1", "1", "1", "2.1", "national-objective"),
    ]
    dated = question("objective-coverage", columns=3, plan="nacional", year="2022")
    assert [row[2] for row in dated] == ["1", "0", "0", "0"]


def test_similar_narratives_once_and_the_asked_program_first(question: Ask) -> None:
    texts = ("Contribuir al bienestar", "Contribuir al bienestar.")
    assert question("similar-narratives", columns=6) == [(A, C, "Fin", "100", *texts)]
    assert question("similar-narratives", columns=6, program="8-S003") == [
        (C, A, "Fin", "100", *reversed(texts))
    ]
    assert question("similar-narratives", program="20-S002") == []


def test_program_history_year_by_year(question: Ask) -> None:
    rows = question("program-history", program="20-S001")
    assert [row[1:4] for row in rows] == [
        ("2018", "name", "Programa Viejo"),
        ("2018", "spending", "10"),
        ("2022", "alignment", "Eje uno"),
        ("2022", "matrix", "Matriz A"),
        # Another document has this name in another year.
        ("2022", "name", "Programa Viejo"),
        ("2022", "spending", "20.5"),
    ]
    assert [row[4] for row in rows] == [
        None,
        "exercised, MXN × 1000000",
        "Plan Nacional",
        None,
        None,
        "budget, MXN × 1000000",
    ]
    assert [row[6] for row in rows] == [ACCOUNT, ACCOUNT, TABLE, TABLE, TABLE, ACCOUNT]


def test_spending_by_objective_in_the_years_of_the_plan(question: Ask) -> None:
    assert question("spending-by-objective", columns=7, plan="nacional") == [
        ("plan/nacional/axis/1", "Eje uno", "2022", "budget", "50.5", "2", "2")
    ]
    assert question("spending-by-objective", plan="nacional", year="2018") == []


def test_sdg_coverage_in_the_order_of_numbers(question: Ask) -> None:
    rows = question("sdg-coverage")
    assert [(row[0], row[2], *row[4:]) for row in rows] == [
        (f"{SDG}1", f"{SDG}1.4", "1.4", "2", "1", "2"),
        (f"{SDG}1", f"{SDG}1.10", "1.10", "1", "0", "1"),
    ]


def test_programs_sharing_an_sdg_target(question: Ask) -> None:
    rows = question("programs-sharing-sdg-target", columns=7, program="20-S001")
    assert rows == [(f"{SDG}1.4", "Servicios", A, C, "1.4", "direct", "indirect")]


def test_programs_sharing_a_target_population(question: Ask) -> None:
    rows = question("programs-sharing-target-population", columns=4)
    assert rows == [("la población rural", A, C, "2022")]
    assert question("programs-sharing-target-population", year="2021") == []


def test_matrix_quality_counts_what_is_there(question: Ask) -> None:
    rows = question("matrix-quality")
    assert [(row[0], *row[3:]) for row in rows] == [
        (MIR, "2022", "1", "1", "2", "1", "1", "2", "1", "1", "1"),
        ("mir/8-S003/2022", "2022", "1", "1", "0", "0", "0", "0", "0", "0", "0"),
    ]
    assert len(question("matrix-quality", program="8-S003")) == 1


def test_indicator_series(question: Ask) -> None:
    rows = question("indicator-series", columns=8, program="20-S001")
    assert rows == [
        (f"{MIR}/indicator/1", "Cobertura", "2021", "actual", "75", "75", "3", "4"),
        (f"{MIR}/indicator/1", "Cobertura", "2022", "target", "80", "80", None, None),
        (f"{MIR}/indicator/2", "Quejas", "2018", "baseline", "7", "7", None, None),
    ]
    one = question("indicator-series", program="20-S001", indicator=f"id:{MIR}/indicator/2")
    assert [row[0] for row in one] == [f"{MIR}/indicator/2"]


def test_the_row_of_a_table_proves_its_entity_and_its_figures(question: Ask) -> None:
    row = (TABLE, "Cobertura\t80", None, None, "MIR", "A2:B2")
    indicator = f"id:{MIR}/indicator/1"

    def evidence(**values: str) -> list[tuple[str | None, ...]]:
        return question("evidence", columns=8, **values)

    assert evidence(resource=indicator) == [("prov:wasDerivedFrom", TABLE, *row)]
    assert evidence(resource="id:v/target") == [("prov:wasDerivedFrom", TABLE, *row)]
    assert evidence(resource=indicator, property="rdfs:label") == [("rdfs:label", "Cobertura", *row)]
    assert evidence(resource="id:v/target", property="asm:value") == [("asm:value", "80", *row)]
    assert question("evidence", resource=indicator, property="asm:dimension") == []
