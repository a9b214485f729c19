"""The questions about all that is said of a program over the years, and about what sources can say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., list[tuple[str | None, ...]]]

A, B = "program/20-S001", "program/20-S002"
TABLE, OTHER = "document/table", "document/other"
SDG = "http://metadata.un.org/sdg/"


@pytest.fixture
def question(ask: Callable[[str], Ask]) -> Ask:
    return ask("story")


def test_the_story_has_every_kind_in_the_order_of_years(question: Ask) -> None:
    rows = question("program-story", columns=6, program="20-S001")
    assert [row[1:] for row in rows] == [
        (None, "sdg", "1.4. Servicios", OTHER, "Directa"),
        ("2012", "name", "Programa Viejo", TABLE, None),
        ("2012", "objective", "1. Eje uno", TABLE, "Plan primero"),
        ("2013", "evaluation", "Diseño 2013-2014", OTHER, "Diseño"),
        ("2013", "name", "PROGRAMA VIEJO", OTHER, None),
        ("2014", "asm", "Aspecto", OTHER, "Concluido"),
        ("2015", "indicator", "Cobertura", TABLE, "Meta: 80.0 Hogar"),
        ("2015", "level", "Contribuir", TABLE, "Fin"),
        ("2015", "matrix", "Matriz A", TABLE, None),
        ("2015", "objective", "3. Sectorial tres", TABLE, "Plan segundo"),
        ("2016", "spending", "12.5", OTHER, "Ejercido, MXN × 1000000"),
        ("2017", "population", "Atendida", OTHER, "ND"),
        ("2017", "population", "Objetivo", OTHER, "1,000 Hogar, Mujeres"),
        ("2018", "index", "Total", OTHER, "3.5 Medio"),
        ("2019", "index", "Total", OTHER, "No disponible"),
    ]
    assert {row[0] for row in rows} == {A}
    assert question("program-story", program="20-S003") == []


def test_a_name_has_the_documents_that_say_and_spell_it_so_in_that_year(question: Ask) -> None:
    rows = question("program-history", program="20-S001")
    named = [(row[1], row[3], row[6]) for row in rows if row[2] == "name"]
    assert named == [("2012", "Programa Viejo", TABLE), ("2013", "PROGRAMA VIEJO", OTHER)]


def test_alignment_over_time_names_plan_and_level(question: Ask) -> None:
    rows = question("alignment-over-time", columns=9, program="20-S001")
    first = ("plan/primero", "asm:Axis", "plan/primero/axis/1", TABLE, "Plan primero", "Eje", "1")
    later = ("plan/segundo", "asm:SectoralObjective", "plan/segundo/objective/3", TABLE)
    assert rows == [
        (A, "2012", *first),
        (A, "2015", *later, "Plan segundo", "Objetivo sectorial", "3"),
    ]
    only = question("alignment-over-time", columns=2, program="20-S001", plan="primero")
    assert only == [(A, "2012")]
    assert question("alignment-over-time", program="20-S002") == []


def test_populations_over_time_say_what_is_missing(question: Ask) -> None:
    rows = question("populations-over-time", columns=11, program="20-S001")
    assert [(row[1], row[2], row[3], row[4], row[8], row[10]) for row in rows] == [
        ("2017", "code/population-kind/served", None, None, "not-available", None),
        ("2017", "code/population-kind/target", "1000", "Hogar", None, "Mujeres"),
    ]


def test_performance_index_says_what_is_missing(question: Ask) -> None:
    rows = question("performance-index", columns=8, program="20-S001")
    component = "code/performance-component/total"
    assert rows == [
        (A, "2018", component, "3.5", "code/performance-rating/medium", OTHER, "Total", None),
        (A, "2019", component, None, None, OTHER, "Total", "not-available"),
    ]


def test_programs_by_sdg_target_in_the_order_of_numbers(question: Ask) -> None:
    rows = question("programs-by-sdg-target", columns=6)
    assert rows == [
        (f"{SDG}1.4", "1.4", A, "Programa A", "direct", "2"),
        (f"{SDG}1.4", "1.4", B, "Programa B", None, "2"),
        (f"{SDG}1.10", "1.10", B, "Programa B", None, "1"),
    ]
    assert [row[2] for row in question("programs-by-sdg-target", notation="1.10")] == [B]


def test_a_program_is_without_alignment_only_where_a_source_leaves_it_blank(question: Ask) -> None:
    """One of the matrices is of a program that is aligned elsewhere in its year."""
    assert question("programs-without-alignment") == [
        (B, "Programa B", "1", "2015"),
        (B, "Programa B", "1", "2017"),
    ]
    assert question("programs-without-alignment", year="2017") == [(B, "Programa B", "1", "2017")]
    assert question("programs-without-alignment", year="2012") == []


def test_coverage_of_sources_has_what_they_cover_and_carry(question: Ask) -> None:
    rows = question("coverage-of-sources", document="id:document/table")
    assert [row[:9] for row in rows] == [
        (TABLE, "Tabla", "covers", "asm:ResultsMatrix", None, "2015", "restated", "2016", "2"),
        (TABLE, "Tabla", "carries", None, "asm:narrative", None, None, None, None),
        (TABLE, "Tabla", "carries", "asm:Fin", "asm:narrative", None, None, None, None),
    ]
    assert [row[9:] for row in rows] == [
        ("Matriz de indicadores", None, None),
        (None, "resumen narrativo", None),
        ("Fin", "resumen narrativo", "code/value-kind/target"),
    ]
    assert [row[3] for row in question("coverage-of-sources", document="id:document/other")] == [
        "asm:Alignment"
    ]


def test_rule_denominators_have_a_row_for_each_reason(question: Ask) -> None:
    rule, title = "https://w3id.org/asm-graph/shapes#Rule", "Regla"
    of_table = (rule, TABLE, "9", "2", None, None, None, title, "Tabla")
    assert question("rule-denominators") == [
        (rule, None, "9", "2", "not-applicable", "1", "No se pide", title, None),
        (rule, None, "9", "2", "not-evaluable", "4", "Sin lugar", title, None),
        of_table,
    ]
    assert question("rule-denominators", document="id:document/table") == [of_table]
    assert question("rule-denominators", document="id:document/other") == []
