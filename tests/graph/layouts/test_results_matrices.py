"""Results matrices as quads: levels, indicators, figures, alignment, units, and one excerpt a record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, Quad
from tests.matrix_tables import BASE, Mapped, of_rows, row

from asm_graph.checks.integrity import check_integrity
from asm_graph.graph.layouts.results_matrices import matrix_paths
from asm_graph.graph.ontology import ontology_quads
from asm_graph.graph.reference import reference_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS
from asm_graph.registers import Registers

if TYPE_CHECKING:
    from pathlib import Path

MATRIX = "mir/20-S061/2022"
KNOWLEDGE = Knowledge.default()


def test_a_matrix_says_whose_it_is(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row())
    assert result.values(MATRIX, RDF("type")) == [ASM("ResultsMatrix").value]
    assert result.values(MATRIX, ASM("program")) == ["program/20-S061"]
    assert result.values(MATRIX, ASM("year")) == ["2022"]
    assert result.values(MATRIX, RDFS("label")) == ["Matriz de Prueba"]
    assert result.values(MATRIX, SKOS("notation")) == ["501"]
    assert result.values(MATRIX, ASM("strategicObjective")) == ["Reducir la pobreza."]
    assert result.values(MATRIX, ASM("responsibleUnit")) == ["unit/ramo-20/211"]


def test_levels_support_the_one_above(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row("Actividad"))
    levels = ["fin", "proposito", "componente/33", "actividad/44"]
    assert set(result.values(MATRIX, ASM("hasLevel"))) == {f"{MATRIX}/{level}" for level in levels}
    for level, above in zip(levels[1:], levels, strict=False):
        assert result.values(f"{MATRIX}/{level}", ASM("supports")) == [f"{MATRIX}/{above}"]
    assert result.values(f"{MATRIX}/fin", ASM("supports")) == []
    assert result.values(f"{MATRIX}/componente/33", ASM("narrative")) == ["Apoyos entregados."]
    assert ASM("Componente").value in result.values(f"{MATRIX}/componente/33", RDF("type"))


def test_a_second_fin_has_its_key_in_its_path(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row("Fin"), row("Fin", 901, KA_FIN="12"))
    assert set(result.values(MATRIX, ASM("hasLevel"))) == {f"{MATRIX}/fin", f"{MATRIX}/fin-12"}
    assert result.values(f"{MATRIX}/indicator/901", ASM("measures")) == [f"{MATRIX}/fin-12"]


def test_a_fid_level_has_no_narrative_unless_it_is_given(tmp_path: Path) -> None:
    blank = of_rows(tmp_path, row("FID"))
    assert ASM("Fid").value in blank.values(f"{MATRIX}/fid", RDF("type"))
    assert blank.values(f"{MATRIX}/fid", ASM("narrative")) == []
    told = of_rows(tmp_path, row("FID", DESC_OBJETIVO_FIN="Contribuir."))
    assert told.values(f"{MATRIX}/fid", ASM("narrative")) == ["Contribuir."]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Mensual", "monthly"), ("Bimestral", "bimonthly"), ("Trimestral", "quarterly"),
        ("Cuatrimestral", "four-monthly"), ("Semestral", "semiannual"), ("Anual", "annual"),
        ("Bienal", "biennial"), ("Bianual", "biennial"), ("Trienal", "triennial"), ("Trianual", "triennial"),
        ("Cuatrienal", "quadrennial"), ("Quinquenal", "quinquennial"), ("Sexenal", "six-yearly"),
    ],
)  # fmt: skip
def test_a_frequency_is_a_code_and_keeps_its_word(tmp_path: Path, printed: str, code: str) -> None:
    result = of_rows(tmp_path, row(FRECUENCIA_MEDICION=printed))
    assert result.values(f"{MATRIX}/indicator/900", ASM("frequency")) == [f"code/frequency/{code}"]
    assert result.values(f"{MATRIX}/indicator/900", ASM("printedFrequency")) == [printed]
    assert result.notices == ()


def test_a_word_of_no_list_is_an_entry_of_its_own_and_is_reported(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row(ACT_IND_DESC_DIMENSION="Cobertura"))
    assert result.values(f"{MATRIX}/indicator/900", ASM("dimension")) == ["code/dimension/cobertura"]
    assert result.values("code/dimension/cobertura", SKOS("prefLabel")) == ["Cobertura"]
    assert result.notices == ("dimension not in the code list: Cobertura",)


def test_what_is_blank_is_not_stated(tmp_path: Path) -> None:
    blank = dict.fromkeys(
        ("DESC_SENTIDO", "UNIDAD_MEDIDA", "FRECUENCIA_MEDICION", "NOMBRE_MATRIZ", "ID_PND", "DESC_PND"), ""
    )
    result = of_rows(tmp_path, row(**blank))
    for local in ("direction", "unitOfMeasure", "frequency", "printedFrequency", "variable"):
        assert result.values(f"{MATRIX}/indicator/900", ASM(local)) == []
    assert result.values(MATRIX, RDFS("label")) == []
    assert result.subjects(RDF("type"), ASM("Alignment")) == []
    assert result.subjects(RDF("type"), ASM("IndicatorValue")) == []
    assert not any(isinstance(one.object, Literal) and not one.object.value for one in result.quads)


def test_values_are_observations_of_the_indicator(tmp_path: Path) -> None:
    cells = {
        "META_ANUAL_PROGRAMADA": "90.0",
        "INDICADOR_2021": "0",
        "NUMERADOR_2021": "0",
        "DENOMINADOR_2021": "7",
    }
    result = of_rows(tmp_path, row(**cells, LINEA_BASE="3", CICLO_LINEA_BASE="2021"))
    indicator = f"{MATRIX}/indicator/900"
    assert sorted(result.subjects(ASM("indicator"), BASE.id(indicator))) == [
        f"{indicator}/2021/actual",
        f"{indicator}/2021/baseline",
        f"{indicator}/2022/target",
    ]
    actual = f"{indicator}/2021/actual"
    assert result.values(actual, ASM("valueKind")) == ["code/value-kind/actual"]
    for local, value in (("value", "0"), ("rawValue", "0"), ("numerator", "0"), ("denominator", "7")):
        assert result.values(actual, ASM(local)) == [value]
    assert result.values(f"{indicator}/2022/target", ASM("value")) == ["90"]
    assert result.values(f"{indicator}/2022/target", ASM("rawValue")) == ["90.0"]
    assert result.values(f"{indicator}/2022/target", ASM("denominator")) == []


def test_a_program_is_aligned_to_the_axis_of_the_plan_in_force(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row("Fin"), row("FID", 901, UNIDAD="300", KA_MATRIZ="502"))
    axis = "plan/pnd-2019-2024/axis/2"
    (alignment,) = result.subjects(RDF("type"), ASM("Alignment"))
    assert alignment == "alignment/20-S061/mir/pnd-2019-2024-axis-2"
    assert result.values(alignment, ASM("alignedTo")) == [axis]
    assert result.values(alignment, ASM("year")) == ["2022"]
    assert result.values(alignment, ASM("statedIn")) == ["document/mir"]
    assert result.values("program/20-S061", ASM("contributesTo")) == [axis]
    assert result.values(f"{MATRIX}/211/fin", ASM("contributesTo")) == [axis]
    assert result.values(f"{MATRIX}/300/fid", ASM("contributesTo")) == []


def test_each_year_has_an_alignment_of_its_own(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row(), row(indicator=901, CICLO="2021", KA_MATRIZ="400"))
    alignments = result.subjects(RDF("type"), ASM("Alignment"))
    assert sorted(result.values(one, ASM("year")) for one in alignments) == [["2021"], ["2022"]]


@pytest.mark.parametrize(
    ("cells", "notice"),
    [
        ({"ID_PND": "7", "DESC_PND": "Otro"}, "axis not in the register: plan/pnd-2019-2024/axis/7 (Otro)"),
        (
            {"DESC_PND": "Economía"},
            "axis plan/pnd-2019-2024/axis/2 is called Política Social; the table says Economía",
        ),
    ],
)  # fmt: skip
def test_an_axis_that_the_register_does_not_know_is_reported(
    tmp_path: Path, cells: dict[str, str], notice: str
) -> None:
    assert of_rows(tmp_path, row(**cells)).notices == (notice,)


def test_a_unit_is_described_once_and_keeps_all_its_names(tmp_path: Path) -> None:
    result = of_rows(
        tmp_path,
        row(DESC_UNIDAD=""),
        row(indicator=901, KA_MATRIZ="502", PROYECTO="62"),
        row(indicator=902, KA_MATRIZ="503", PROYECTO="63", DESC_UNIDAD="Otro nombre"),
        row(indicator=903, KA_MATRIZ="504", PROYECTO="64", UNIDAD="K2W", DESC_UNIDAD=""),
    )
    unit = "unit/ramo-20/211"
    assert result.values(unit, RDFS("label")) == ["Unidad de Prueba"]
    assert result.values(unit, SKOS("altLabel")) == ["Otro nombre"]
    assert result.values(unit, ASM("branch")) == ["branch/20"]
    assert result.values("unit/ramo-20/k2w", RDFS("label")) == ["K2W"]


def test_paths_tell_matrices_apart_by_unit_and_then_by_key(tmp_path: Path) -> None:
    (one,) = of_rows(tmp_path, row()).record.matrices
    unit = replace(one.unit, code="K2W")
    assert matrix_paths([one]) == [MATRIX]
    assert matrix_paths([one, replace(one, year=2021)]) == [MATRIX, "mir/20-S061/2021"]
    assert matrix_paths([one, replace(one, unit=unit)]) == [f"{MATRIX}/211", f"{MATRIX}/k2w"]
    twice = [one, replace(one, key="502"), replace(one, unit=unit)]
    assert matrix_paths(twice) == [f"{MATRIX}/211-501", f"{MATRIX}/211-502", f"{MATRIX}/k2w"]


def test_each_record_has_one_excerpt_of_its_row(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row("Fin", INDICADOR_2021="95.5"))
    excerpts = {one.subject for one in result.quads if one.object == ASM("Excerpt")}
    proven = Counter(
        one.object for one in result.quads if one.predicate == ASM("subject") and one.subject in excerpts
    )
    paths = [MATRIX, f"{MATRIX}/fin", f"{MATRIX}/indicator/900", "alignment/20-S061/mir/pnd-2019-2024-axis-2"]
    for path in paths:
        assert proven[BASE.id(path)] == 1
    assert proven[BASE.id(f"{MATRIX}/indicator/900/2021/actual")] == 0
    about = result.subjects(ASM("subject"), BASE.id(f"{MATRIX}/indicator/900"))
    (excerpt,) = (path for path in about if BASE.id(path) in excerpts)
    assert result.values(excerpt, ASM("sheet")) == ["mir"]
    assert result.values(excerpt, ASM("cell")) == ["A2:KE2"]
    assert result.values(excerpt, ASM("property")) == [PROV("wasDerivedFrom").value]
    (quote,) = result.values(excerpt, ASM("quote"))
    assert {"Hogares atendidos", "(A/B)*100", "95.5", "Anual"} <= set(quote.split("\t"))


def faults(result: Mapped) -> tuple[str, ...]:
    """What the integrity shapes say of a mapped table, once its programs and branches are described."""
    described = [*result.quads, *ontology_quads(KNOWLEDGE.ontology, BASE)]
    described += reference_quads(Registers.load(KNOWLEDGE.seeds / "registers"), BASE)
    labeled = {one.subject for one in described if one.predicate == RDFS("label")}
    for kind, predicate in (("Program", ASM("program")), ("Branch", ASM("branch"))):
        for node in {one.object for one in described if one.predicate == predicate} - labeled:
            described.append(Quad(node, RDF("type"), ASM(kind), BASE.graph("reference")))
            described.append(Quad(node, RDFS("label"), Literal("x", language="es"), BASE.graph("reference")))
    return check_integrity(described, BASE).faults


def test_the_graph_holds(tmp_path: Path) -> None:
    cells = {"VARIABLES": "196980: Hogares", "INDICADOR_2021": "95", "NUMERADOR_2021": "3808344034"}
    rows = [row("Fin", **cells), row("FID", 901, UNIDAD="300", KA_MATRIZ="502"), row("Actividad", 902)]
    rows.append(row("Propósito", 903, META_ANUAL_PROGRAMADA="1", META_ANUAL_PROGRAMADA_DEN="3808344034",
                    ID_PND="", DESC_PND=""))  # fmt: skip
    assert faults(of_rows(tmp_path, *rows)) == ()


def test_a_level_without_narrative_does_not_hold_unless_it_is_a_fid(tmp_path: Path) -> None:
    result = of_rows(tmp_path, row("Fin"), row("FID", 901, UNIDAD="300", KA_MATRIZ="502"))
    kept = tuple(one for one in result.quads if one.predicate != ASM("narrative"))
    (fault,) = faults(Mapped(result.reading, kept, ()))
    assert "Narrative" in fault
    assert "/fin" in fault
