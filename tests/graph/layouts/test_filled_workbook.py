"""What filled workbooks become in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.filled_workbooks import ACTION, ASM, FEDERAL, PROGRAM, filled
from tests.state_tables import mapped, nodes, values

from asm_graph.build.pipeline import build
from asm_graph.rdf.vocabulary import ASM as TERM
from asm_graph.rdf.vocabulary import ORG, PREFIXES, PROV, RDFS, SKOS
from asm_graph.templates import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN = "mx-dur/huertos-de-traspatio"
ROWS = {"Programas": [PROGRAM, FEDERAL], "ASM": [ASM], "Actividades": [ACTION]}
NAMED = {"program": "Huertos de Traspatio", "year": "2024"}
MATRIX = {
    "Programas": [PROGRAM],
    "Niveles": [
        NAMED | {"kind": "Fin", "level": "F", "narrative": "Contribuir a la alimentación."},
        NAMED | {"kind": "Propósito", "level": "P", "narrative": "Las familias comen.", "supports": "F"},
        NAMED | {"kind": "Componente", "level": "C 1", "narrative": "Huertos.", "supports": "p"},
        NAMED
        | {
            "kind": "Actividad",
            "level": "A1.1",
            "narrative": "Sembrar.",
            "supports": "c 1",
            "assumptions": "Llueve",
        },
    ],
    "Indicadores": [
        NAMED
        | {
            "indicator": "7", "name": "Huertos sembrados", "level": "c 1", "definition": "Cuenta huertos.",
            "method": "Suma", "unit_of_measure": "Huerto", "frequency": "Trianual", "dimension": "Eficacia",
            "type": "Gestión", "direction": "Ascendente", "means": "Padrón\nFotografías",
        }
    ],
    "Valores": [
        NAMED | {"indicator": "7", "value_year": "2024", "kind": "Meta", "value": "120.5"},
        NAMED | {"indicator": "7", "value_year": "2023", "kind": "Línea base", "value": "ND"},
    ],
}  # fmt: skip


def test_an_asm_with_all_that_the_vocabulary_has(tmp_path: Path) -> None:
    graph = mapped(filled(tmp_path, "asm", ROWS))
    asm = f"asm/{OWN}/2021-2022/institutional/2"
    assert nodes(graph, "Asm") == {asm}
    stated = {
        "program": f"program/{OWN}", "cycle": "2021-2022", "number": "2", "theme": "Diseño",
        "classification": "code/asm-class/institutional", "priority": "code/priority/medium",
        "text": "No hay diagnóstico.", "recommendation": "Elaborarlo.",
        "remarks": "Acordado con el evaluador.", "arisesFrom": f"evaluation/{OWN}/design-2021",
        "hasAction": f"{asm}/action/1",
    }  # fmt: skip
    for local, value in stated.items():
        assert values(graph, asm, TERM(local)) == {value}, local
    assert values(graph, f"evaluation/{OWN}/design-2021", TERM("period")) == {"2021"}


def test_an_action_with_all_that_the_vocabulary_has(tmp_path: Path) -> None:
    graph = mapped(filled(tmp_path, "asm", ROWS))
    (action,) = nodes(graph, "Action")
    owner = "mx-dur-secretaria-del-campo"
    stated = {
        "number": {"1"}, "text": {"Contratar el estudio."}, "dueDate": {"2022-06-30"},
        "dueDateStatus": {"code/due-date-status/preliminary"}, "completionDate": {"2022-12"},
        "expectedResult": {"Estudio contratado", "Estudio entregado"}, "product": {"Contrato"},
        "obtainedResult": {"Estudio en curso"}, "progress": {"45.5"}, "rescheduled": {"true"},
        "progressNote": {"Falta la entrega."}, "remarks": {"Con recursos propios."},
        "responsibleUnit": {f"unit/{owner}/direccion-de-huertos", f"unit/{owner}/area-juridica"},
        "coordinatingUnit": {f"unit/{owner}/secretaria-tecnica"}, "cycle": set[str](),
    }  # fmt: skip
    for local, value in stated.items():
        assert values(graph, action, TERM(local)) == value, local
    assert values(graph, f"unit/{owner}/area-juridica", ORG("unitOf")) == {f"agency/{owner}"}
    assert values(graph, f"program/{OWN}", TERM("agency")) == {f"agency/{owner}"}


def test_the_name_and_agency_of_a_federal_program_are_kept_with_their_year(tmp_path: Path) -> None:
    program = {"program": "Sembrando Futuro", "key": "20-S061", "agency": "Secretaría de Bienestar"}
    asm = ASM | {"program": "Sembrando Futuro", "cycle": "2021-22"}
    graph = mapped(filled(tmp_path, "asm", {"Programas": [program], "ASM": [asm]}))
    (name,) = nodes(graph, "ProgramName")
    assert values(graph, name, RDFS("label")) == {"Sembrando Futuro"}
    assert values(graph, name, TERM("year")) == {"2022"}
    assert values(graph, name, TERM("agency")) == {"agency/secretaria-de-bienestar"}
    assert values(graph, "program/20-S061", TERM("agency")) == set()
    assert [text for text in graph.notices if "Sembrando" in text] == [
        "Sembrando Futuro: the workbook says Secretaría de Bienestar, the register sedesol",
        "Sembrando Futuro: the register knows 20S061 as Programa 3x1 para Migrantes",
    ]


def test_every_action_is_read_as_the_template_declares_it() -> None:
    declared = {field.property for form in TEMPLATES["asm"].forms for field in form.fields if field.property}
    assert {
        f"asm:{local}"
        for local in (
            "cycle", "number", "classification", "theme", "text", "priority", "remarks",
            "responsibleUnit", "coordinatingUnit", "dueDate", "dueDateStatus",
            "completionDate", "expectedResult", "obtainedResult",
            "product", "progress", "progressNote", "rescheduled",
        )
    } <= declared  # fmt: skip


def test_a_federal_program_is_named_by_its_key_and_described_elsewhere(tmp_path: Path) -> None:
    asm = ASM | {"program": "programa 3X1"}
    graph = mapped(filled(tmp_path, "asm", {"Programas": [FEDERAL], "ASM": [asm]}))
    assert nodes(graph, "Asm") == {"asm/20-S061/2021-2022/institutional/2"}
    assert nodes(graph, "Program") == set()


def test_a_results_matrix(tmp_path: Path) -> None:
    graph = mapped(filled(tmp_path, "mir", MATRIX))
    matrix = f"mir/{OWN}/2024"
    assert nodes(graph, "ResultsMatrix") == {matrix}
    assert values(graph, matrix, TERM("year")) == {"2024"}
    levels = {"fin", "proposito", "componente/c-1", "actividad/a1-1"}
    assert values(graph, matrix, TERM("hasLevel")) == {f"{matrix}/{level}" for level in levels}
    for level, above in (
        ("proposito", "fin"),
        ("componente/c-1", "proposito"),
        ("actividad/a1-1", "componente/c-1"),
    ):
        assert values(graph, f"{matrix}/{level}", TERM("supports")) == {f"{matrix}/{above}"}
    assert nodes(graph, "Fin") == {f"{matrix}/fin"}
    assert values(graph, f"{matrix}/actividad/a1-1", TERM("assumption")) == {"Llueve"}
    assert values(graph, f"{matrix}/componente/c-1", TERM("narrative")) == {"Huertos."}


def test_two_fins_of_a_matrix_stay_two(tmp_path: Path) -> None:
    second = NAMED | {"kind": "Fin", "level": "F2", "narrative": "Contribuir a la salud."}
    graph = mapped(filled(tmp_path, "mir", MATRIX | {"Niveles": [*MATRIX["Niveles"], second]}))
    assert nodes(graph, "Fin") == {f"mir/{OWN}/2024/fin", f"mir/{OWN}/2024/fin-f2"}


def test_indicators_and_their_values(tmp_path: Path) -> None:
    graph = mapped(filled(tmp_path, "mir", MATRIX))
    indicator = f"mir/{OWN}/2024/indicator/7"
    assert values(graph, indicator, RDFS("label")) == {"Huertos sembrados"}
    assert values(graph, indicator, SKOS("definition")) == {"Cuenta huertos."}
    assert values(graph, indicator, TERM("frequency")) == {"code/frequency/triennial"}
    assert values(graph, indicator, TERM("measures")) == {f"mir/{OWN}/2024/componente/c-1"}
    assert values(graph, indicator, TERM("meansOfVerification")) == {"Padrón", "Fotografías"}
    target, baseline = f"{indicator}/2024/target", f"{indicator}/2023/baseline"
    assert nodes(graph, "IndicatorValue") == {target, baseline}
    assert values(graph, target, TERM("value")) == {"120.5"}
    assert values(graph, target, TERM("rawValue")) == {"120.5"}
    assert values(graph, baseline, TERM("value")) == set()
    assert values(graph, baseline, TERM("missing")) == {"code/missing/not-available"}


def test_alignments(tmp_path: Path) -> None:
    plan = {"program": "Huertos de Traspatio", "year": "2021", "plan": "pnd-2019-2024"}
    rows = [
        plan | {"kind": "Eje", "number": "2"},
        plan | {"kind": "Objetivo nacional", "number": "2.99", "label": "Sembrar vida."},
    ]
    graph = mapped(filled(tmp_path, "alignment", {"Programas": [PROGRAM], "Alineación": rows}))
    targets = {"plan/pnd-2019-2024/axis/2", "plan/pnd-2019-2024/national-objective/2-99"}
    assert values(graph, f"program/{OWN}", TERM("contributesTo")) == targets
    known = f"alignment/{OWN}/doc/pnd-2019-2024-axis-2"
    assert known in nodes(graph, "Alignment")
    assert values(graph, known, TERM("year")) == {"2021"}
    assert values(graph, known, TERM("statedIn")) == {"document/doc"}
    made = "plan/pnd-2019-2024/national-objective/2-99"
    assert values(graph, made, TERM("verification")) == {"code/verification/unverified"}
    assert any("not in the register" in notice and made in notice for notice in graph.notices)


@pytest.mark.parametrize(("name", "rows"), [("asm", ROWS), ("mir", MATRIX)])
def test_every_column_states_the_property_that_its_template_declares(
    tmp_path: Path, name: str, rows: Mapping[str, Any]
) -> None:
    declared = {field.property for form in TEMPLATES[name].forms for field in form.fields if field.property}
    assert len(declared) > 10
    graph = mapped(filled(tmp_path, name, rows))
    predicates = {quad.predicate.value for quad in graph.quads}
    for curie in declared:
        prefix, _, local = curie.partition(":")
        assert PREFIXES[prefix] + local in predicates, curie


def test_every_entity_of_a_workbook_is_proven_by_its_row(tmp_path: Path) -> None:
    for name, rows in (("asm", ROWS), ("mir", MATRIX)):
        graph = mapped(filled(tmp_path, name, rows))
        proven = {quad.object for quad in graph.quads if quad.predicate == TERM("subject")}
        assert {quad.subject for quad in graph.quads if quad.predicate == PROV("wasDerivedFrom")} == proven


def test_filled_workbooks_make_a_release_that_holds(tmp_path: Path) -> None:
    align = {"program": "Huertos de Traspatio", "year": "2021", "plan": "pnd-2019-2024"}
    rows = [align | {"kind": "Eje", "number": "2"}]
    sources = [
        filled(tmp_path, "asm", ROWS),
        filled(tmp_path, "mir", MATRIX),
        filled(tmp_path, "alignment", {"Programas": [PROGRAM, FEDERAL], "Alineación": rows}),
    ]
    release = build(sources, tmp_path / "releases")
    assert release.manifest.checks["integrity"] == 0
    assert release.manifest.checks["notUnderstood"] == 0
    assert {one.layout for one in release.manifest.inputs} == {"asm-graph-workbook"}
