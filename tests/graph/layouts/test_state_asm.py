"""What a state's table becomes in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.open_data import open_data
from tests.state_tables import STATUS, mapped, nodes, row, values, write_csv, write_xlsx

from asm_graph.rdf.vocabulary import ASM, PROV, RDFS, SKOS

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "program/mx-son/becas-del-desierto"


def only(names: set[str]) -> str:
    (name,) = names
    return name


def test_a_program_its_agency_and_its_evaluation(tmp_path: Path) -> None:
    graph = mapped(write_csv(tmp_path / "t-2018.csv", [row()]))
    assert nodes(graph, "Program") == {PROGRAM}
    assert values(graph, PROGRAM, RDFS("label")) == {"Becas del Desierto"}
    agency = only(values(graph, PROGRAM, ASM("agency")))
    assert agency == "agency/mx-son-secretaria-de-educacion-de-sonora"
    evaluation = only(nodes(graph, "Evaluation"))
    assert evaluation == "evaluation/mx-son/becas-del-desierto/design-2018"
    assert values(graph, evaluation, ASM("evaluator")) == {"agency/consultores-del-norte"}
    assert values(graph, only(nodes(graph, "Asm")), ASM("arisesFrom")) == {evaluation}


def test_an_agency_of_a_state_is_none_of_the_nation(tmp_path: Path) -> None:
    graph = mapped(write_csv(tmp_path / "t-2018.csv", [row("Becas de Sonora", agency="SEDESOL")]))
    assert nodes(graph, "Agency") & {"agency/sedesol", "agency/mx-son-sedesol"} == {"agency/mx-son-sedesol"}


def test_a_status_is_no_value(tmp_path: Path) -> None:
    graph = mapped(write_csv(tmp_path / "t-2018.csv", [row()]))
    asm = only(nodes(graph, "Asm"))
    assert values(graph, asm, ASM("classification")) == {"code/asm-class/not-determined"}
    for property_ in (ASM("priority"), ASM("improvementType"), SKOS("notation")):
        assert values(graph, asm, property_) == set()
    assert any(STATUS in notice and notice.startswith("4 ") for notice in graph.notices)


def test_values_are_codes_and_the_number_of_the_source_is_that_of_the_iri(tmp_path: Path) -> None:
    cells = row(id="7", actor="Institucional", priority="Alta", kind="Correctiva")
    graph = mapped(write_csv(tmp_path / "t-2018.csv", [cells]))
    asm = "asm/mx-son/becas-del-desierto/2018/institutional/7"
    assert nodes(graph, "Asm") == {asm}
    assert values(graph, asm, ASM("number")) == {"7"}
    assert values(graph, asm, ASM("priority")) == {"code/priority/high"}
    assert values(graph, asm, ASM("improvementType")) == {"Correctiva"}


def test_iris_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    rows = [row(), row(finding="Falta padrón."), row(finding="Faltan metas.", theme="Operación")]
    first = mapped(write_csv(tmp_path / "a-2018.csv", rows))
    second = mapped(write_csv(tmp_path / "b-2018.csv", rows[::-1]))
    assert nodes(first, "Asm") == nodes(second, "Asm")
    for asm in nodes(first, "Asm"):
        assert values(first, asm, ASM("text")) == values(second, asm, ASM("text"))


def test_rows_that_say_the_same_stay_two(tmp_path: Path) -> None:
    graph = mapped(write_csv(tmp_path / "t-2018.csv", [row(), row(), row(finding="No  hay diagnóstico. ")]))
    assert len(nodes(graph, "Asm")) == 3
    assert any("word for word" in notice and "A3:K3, A4:K4" in notice for notice in graph.notices)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Diseño", {"design"}),
        (" DISEÑO  ", {"design"}),
        ("Percepción de la población Atendida", {"perception"}),
        ("Planeación y Orientación a Resultados", {"planning"}),
        ("Diseño y Planeación y Orientación a Resultados", {"design", "planning"}),
        ("Operación; Cobertura y Focalización, Diseño", {"operation", "coverage", "design"}),
        ("Gatos y Diseño", {"gatos-y-diseno"}),
        ("Diseño y " * 2_000 + "Gatos", {"diseno-y-" * 2_000 + "gatos"}),
    ],
)
def test_variants_are_one_theme_and_the_printed_one_is_kept(
    tmp_path: Path, printed: str, codes: set[str]
) -> None:
    graph = mapped(write_csv(tmp_path / "t-2018.csv", [row(theme=printed)]))
    asm = only(nodes(graph, "Asm"))
    assert values(graph, asm, ASM("themeCode")) == {f"code/asm-theme/{code}" for code in codes}
    assert values(graph, asm, ASM("theme")) == {" ".join(printed.split())}


def test_finding_and_recommendation_are_apart(tmp_path: Path) -> None:
    rows = [row(), row(finding="", advice="Publicar el padrón.")]
    graph = mapped(write_csv(tmp_path / "t-2018.csv", rows))
    said = {
        (only(values(graph, asm, ASM("text"))), only(values(graph, asm, ASM("recommendation"))))
        for asm in nodes(graph, "Asm")
    }
    assert said == {
        ("No hay diagnóstico.", "Elaborar el diagnóstico."),
        ("Publicar el padrón.", "Publicar el padrón."),
    }
    assert any("without a finding" in notice and "A3:K3" in notice for notice in graph.notices)


@pytest.mark.parametrize(
    ("title", "agency", "finding", "jurisdiction"),
    [
        ("Evaluaciones 2018 de Jalisco", "DIF", "Sin metas.", "mx-jal"),
        ("Evaluaciones 2018", "DIF de Baja California Sur", "Sin metas en Oaxaca.", "mx-bcs"),
        ("Evaluaciones 2018", "SEDUVOT", "Sin metas.", "mx-zac"),
        ("Evaluaciones 2018", "DIF", "Sin metas en el Estado de México.", "mx-mex"),
        ("Evaluaciones 2018", "DIF", "Sin metas.", "mx"),
        ("Evaluaciones 2018 de Jalisco y Colima", "DIF", "Sin metas en Jalisco.", "mx"),
        ("Evaluaciones 2018", "Secretaría de Economía", "Sin metas.", "mx"),
    ],
)
def test_the_content_or_the_register_tells_the_state(
    tmp_path: Path, title: str, agency: str, finding: str, jurisdiction: str
) -> None:
    graph = mapped(write_xlsx(tmp_path / "t.xlsx", [row(finding=finding, agency=agency)], title))
    assert nodes(graph, "Program") == {f"program/{jurisdiction}/becas-del-desierto"}
    assert any("nothing tells" in notice for notice in graph.notices) == (jurisdiction == "mx")


def test_every_entity_is_proven_by_a_row(tmp_path: Path) -> None:
    graph = mapped(write_xlsx(tmp_path / "t.xlsx", [row()], "Sonora 2018"))
    excerpts = {
        quad.object for quad in graph.quads if quad.predicate == ASM("subject") and "/evidence/" in str(quad)
    }
    derived = {quad.subject for quad in graph.quads if quad.predicate == PROV("wasDerivedFrom")}
    assert derived == excerpts
    assert {
        quad.object.value
        for quad in graph.quads
        if quad.predicate == ASM("cell") and "/evidence/" in str(quad)
    } == {"A3:K3"}


def test_the_table_of_zacatecas_is_the_same_as_csv_and_xlsx() -> None:
    folder = open_data() / "state"
    first, second = (mapped(folder / f"asm-pae-2018-zacatecas.{ending}") for ending in ("csv", "xlsx"))
    assert len(nodes(first, "Asm")) == 181
    assert len(nodes(first, "Program")) == 12
    assert "program/mx-zac/fondo-plata" in nodes(first, "Program")
    for class_ in ("Asm", "Program", "Evaluation", "Agency"):
        assert nodes(first, class_) == nodes(second, class_)
    for asm in nodes(first, "Asm"):
        for property_ in (ASM("text"), ASM("number"), ASM("theme")):
            assert values(first, asm, property_) == values(second, asm, property_)
