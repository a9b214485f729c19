"""The questions over the two founding documents; the rows expected were taken from them by reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asm_graph.build.pipeline import founding_documents
from asm_graph.rdf.vocabulary import Base

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.releases import Release

    Ask = Callable[..., list[tuple[str | None, ...]]]

PROGRAM, MIR, ASM = "program/20-S061", "mir/20-S061/2009", "asm/20-S061/2007-2008"
NATIONAL, AXIS = "plan/pnd-2007-2012/national-objective/10", "plan/pnd-2007-2012/axis/5"
SECTORAL = "plan/psds-2007-2012/objective/3"
REPORT, FOLLOW_UP = "document/eed-2009-2010-3x1", "document/asm-seguimiento-2007-2008-3x1"
RULES = "instrument/20-S061/reglas-de-operacion-2009"
RESULTS = [f"{MIR}/indicator/results-{number}" for number in (1, 2)]
SERVICES = [f"{MIR}/indicator/services-and-management-{number}" for number in (1, 2, 3)]


@pytest.fixture(scope="module")
def founding(founding_release: Release, over_store: Callable[..., Ask]) -> Ask:
    return over_store(founding_release.store())


def test_program_alignment(founding: Ask) -> None:
    rows = founding("program-alignment", columns=8, program="20-S061")
    assert {(row[3], row[5], row[7]) for row in rows} == {
        (NATIONAL, "national-objective", REPORT),
        (SECTORAL, "sectoral-objective", REPORT),
        (AXIS, "axis", RULES),
        (SECTORAL, "sectoral-objective", RULES),
    }
    assert {(row[0], row[1], row[2]) for row in rows} == {(PROGRAM, "Programa 3x1 para Migrantes", "2009")}
    assert {row[6] for row in rows} == {"plan/pnd-2007-2012", "plan/psds-2007-2012"}


def test_alignment_chain(founding: Ask) -> None:
    levels = (f"{MIR}/fin", f"{MIR}/proposito", f"{MIR}/componente/1")
    assert founding("alignment-chain", columns=7, program="20-S061", year="2009") == [
        (objective, SECTORAL, PROGRAM, *levels, indicator)
        for objective in (NATIONAL, AXIS)
        for indicator in RESULTS + SERVICES
    ]


def test_the_one_program_shares_nothing(founding: Ask) -> None:
    assert founding("programs-sharing-objective") == []


def test_objectives_without_program(founding: Ask) -> None:
    national = [row[0] for row in founding("objectives-without-program", plan="pnd-2007-2012", year="2009")]
    assert national[:4] == [f"plan/pnd-2007-2012/axis/{number}" for number in (1, 2, 3, 4)]
    assert national[4:13] == [f"plan/pnd-2007-2012/national-objective/{number}" for number in range(1, 10)]
    assert not {NATIONAL, AXIS} & set(national)
    sectoral = [row[0] for row in founding("objectives-without-program", plan="psds-2007-2012")]
    assert sectoral
    assert SECTORAL not in sectoral


def test_programs_without_alignment_are_none_where_one_document_speaks_of_one_program(founding: Ask) -> None:
    assert founding("programs-without-alignment") == []


def test_asm_status(founding: Ask) -> None:
    rows = founding("asm-status", columns=9, program="20-S061", cycle="2007-2008")
    assert [(row[0], row[6], row[7], row[8]) for row in rows] == [
        (f"{ASM}/institutional/1", "1", "100", "1"),
        (f"{ASM}/institutional/2", "1", "100", "1"),
        (f"{ASM}/institutional/3", "2", "100", "2"),
        (f"{ASM}/institutional/4", "2", "100", "1"),
        (f"{ASM}/institutional/5", "2", "100", "2"),
        (f"{ASM}/specific/1", "2", "87.5", "2"),
        (f"{ASM}/specific/2", "2", "100", "2"),
        (f"{ASM}/specific/3", "1", "100", "1"),
        (f"{ASM}/specific/4", "0", None, "0"),
        (f"{ASM}/specific/5", "2", "100", "2"),
    ]
    assert rows[0][5] == "Definir claramente los conceptos de población Potencial y objetivo."
    assert len(founding("asm-status", classification="specific")) == 5


def test_asm_overdue(founding: Ask) -> None:
    rows = founding("asm-overdue", columns=7, asOf="2011-01-31")
    assert [(row[0], row[1], *row[3:]) for row in rows] == [
        (
            f"{ASM}/institutional/4",
            f"{ASM}/institutional/4/action/2",
            "unit/sedesol/unidad-de-microrregiones",
            "2009-05-12",
            "629",
            None,
        ),
        (f"{ASM}/specific/1", f"{ASM}/specific/1/action/2", None, "2010-12-31", "31", "75"),
    ]
    assert rows[1][2] == "Firma de convenio con la Secretaría de Relaciones Exteriores."


def test_asm_without_action(founding: Ask) -> None:
    text = (
        "Especificar la información que los clubes de migrantes que participan en el Programa"
        " deberán compartir con el Programa."
    )
    assert founding("asm-without-action", columns=3) == [(f"{ASM}/specific/4", PROGRAM, text)]


def test_units_workload(founding: Ask) -> None:
    assert founding("units-workload") == [
        ("unit/sedesol/unidad-de-microrregiones", "Unidad de Microrregiones", "6", "9", "100"),
        (
            "unit/sedesol/direccion-general-de-seguimiento",
            "Dirección General de Seguimiento",
            "1",
            "1",
            "100",
        ),
    ]


def test_indicators_without_target(founding: Ask) -> None:
    missing = (PROGRAM, "2009", "not-available")
    assert founding("indicators-without-target", columns=5) == [
        (RESULTS[0], "Fortalecimiento de redes", *missing),
        (SERVICES[0], "Presupuesto para realizar otros proyectos con el Programa", *missing),
        (
            SERVICES[2],
            "Presupuesto para realizar proyectos de infraestructura social básica comunitaria",
            *missing,
        ),
    ]


def test_indicator_achievement(founding: Ask) -> None:
    rows = founding("indicator-achievement", columns=7, program="20-S061")
    assert [(row[0], row[3], row[4], row[5]) for row in rows] == [
        (RESULTS[0], "2009", None, "782"),
        (RESULTS[1], "2009", "415", "417.7"),
        (SERVICES[0], "2009", None, "53.9"),
        (SERVICES[1], "2009", "1500", "2419"),
        (SERVICES[2], "2009", None, "435.7"),
    ]
    achieved = [row[6] and round(float(row[6]), 2) for row in rows]
    assert achieved == [None, 100.65, None, 161.27, None]


def test_conflicting_figures(founding: Ask) -> None:
    rows = founding("conflicting-figures", columns=7)
    assert rows == [(PROGRAM, "2009", "Municipios", "567", "574", REPORT, REPORT)]


def test_evaluations(founding: Ask) -> None:
    row = founding("evaluations")[0]
    assert row[:4] == ("evaluation/20-S061/eed-2009-2010", PROGRAM, "code/evaluation-type/eed", "2009-2010")
    assert row[5:8] == ("Adjudicación directa", "82150.15", "MXN")
    assert row[9:11] == ("El Colegio de México, A. C.", "Martha Rosa Scheingart Garfunkel")
    assert len(founding("evaluations")) == 1


def test_evidence_quotes_the_characters_of_the_document(founding: Ask) -> None:
    text = next(path for path in founding_documents() if path.stem in FOLLOW_UP).read_text(encoding="utf-8")
    rows = founding("evidence", resource=Base().id(f"{ASM}/institutional/1/action/1").value)
    assert {row[2] for row in rows} == {FOLLOW_UP}
    assert all(text[int(row[4] or 0) : int(row[5] or 0)] == row[3] for row in rows)
    due = founding(
        "evidence", columns=4, resource=f"id:{ASM}/institutional/1/action/1", property="asm:dueDate"
    )
    assert due == [("asm:dueDate", "2010-07-01", FOLLOW_UP, "1° de julio de 2010")]
