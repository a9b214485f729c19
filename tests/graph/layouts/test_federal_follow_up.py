"""The federal inventory of ASM and the list of evaluations in the graph, and the links between them."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from tests.documents_of_ours.tables import Mapped, mapped, read_table, write_csv
from tests.mapped_documents import BASE, Facts
from tests.open_data import open_data
from tests.readers.tables import test_asm_inventory as asms
from tests.readers.tables import test_evaluation_list as evaluations

from asm_graph.graph.derived import derived_quads
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.registers import Verbs

if TYPE_CHECKING:
    from pathlib import Path

KEY = "07s061pdi31-08"
PATH = f"asm/7-S061/2031-2032/specific/{KEY}"


def inventory(tmp_path: Path, *rows: list[str]) -> Mapped:
    return mapped(read_table(write_csv(tmp_path / "asm.csv", [asms.HEADER, *rows])))


def evaluation_list(tmp_path: Path, *rows: list[str]) -> Mapped:
    return mapped(read_table(write_csv(tmp_path / "e.csv", [evaluations.HEADER, *rows])), "list")


def derived(*documents: Mapped) -> Facts:
    stated = [quad for document in documents for quad in document.quads]
    return Facts(list(derived_quads(stated, Verbs(), BASE)))


def test_an_asm_is_stated_with_its_key_and_what_the_inventory_says(tmp_path: Path) -> None:
    facts = inventory(tmp_path, asms.row())
    assert facts.of_class(ASM("Asm")) == [PATH]
    stated = {
        "program": ["program/7-S061"],
        "number": ["8"],
        "sourceIdentifier": ["07s061pdi31_08"],
        "themeCode": ["code/asm-theme/design", "code/asm-theme/planning"],
        "improvementTypeCode": ["code/asm-improvement/corrects"],
        "priority": ["code/priority/high"],
        "originType": ["code/evaluation-type/design"],
        "coordinatingInstitution": ["agency/coneval"],
        "agency": ["agency/seferia"],
        "federalizedSpending": ["false"],
        "recommendationYear": ["2031"],
        "reportedProgress": [f"{PATH}/progress/01t2033"],
    }
    assert {name: facts.values(PATH, ASM(name)) for name in stated} == stated
    report = f"{PATH}/progress/01t2033"
    assert facts.values(report, ASM("value")) == ["60"]
    assert facts.values(report, ASM("reportedOn")) == ["2033-03-31"]
    assert facts.excerpts_of(ASM("ProgressReport")) == 1
    assert facts.values("agency/seferia", RDFS("label")) == ["Secretaría de Ferias"]
    assert facts.values("agency/seferia", SKOS("altLabel")) == ["SEFERIA"]


def test_rows_with_one_key_are_one_asm_with_a_history(tmp_path: Path) -> None:
    later = asms.row(TRIMESTRE="03T2033", FECHA_REPORTE="30/09/2033", AVANCE_ASM="100", EVIDENCIA="/b.zip")
    later[asms.HEADER.index("CICLO")] = "2032-2033"
    canceled = asms.row(
        TRIMESTRE="01T2034", FECHA_REPORTE="", AVANCE_ASM="CANCELADO", text="Otro texto.", EVIDENCIA="/c.zip"
    )
    facts = inventory(tmp_path, canceled, later, asms.row())
    assert facts.of_class(ASM("Asm")) == [PATH]
    assert len(facts.values(PATH, ASM("reportedProgress"))) == 3
    assert facts.values(PATH, ASM("text")) == ["Medir la asistencia."]
    assert facts.values(PATH, ASM("evidenceLocation")) == ["/b.zip", "/c.zip"]
    assert any("differ in text" in notice for notice in facts.notices)
    assert derived(facts).values(PATH, ASM("state")) == ["code/asm-state/canceled"]
    assert derived(facts).values(PATH, ASM("progress")) == []


def test_who_was_in_charge_is_kept_with_the_time(tmp_path: Path) -> None:
    other = {"ACRON_DEP_ENT": "FIESTA", "DESC_DEP_ENT": "Instituto de Fiestas"}
    facts = inventory(tmp_path, asms.row(TRIMESTRE="02T2033", **other), asms.row())
    assert facts.values(PATH, ASM("agency")) == ["agency/fiesta"]
    assert facts.values(f"{PATH}/progress/01t2033", ASM("agency")) == ["agency/seferia"]


def test_a_report_that_was_not_understood_is_not_stated(tmp_path: Path) -> None:
    facts = inventory(tmp_path, asms.row(AVANCE_ASM="160"))
    assert facts.values(PATH, ASM("reportedProgress")) == []


def test_one_key_with_two_texts_in_one_quarter_is_of_two_asm(tmp_path: Path) -> None:
    facts = inventory(tmp_path, asms.row(), asms.row(text="Publicar el padrón."))
    assert facts.of_class(ASM("Asm")) == [PATH, f"{PATH}-2"]


def test_paths_stay_when_rows_are_added(tmp_path: Path) -> None:
    other = asms.row(ID_ASM="07s061pdi31_09", TRIMESTRE="03T2033", text="Publicar el padrón.")
    assert PATH in inventory(tmp_path, other, asms.row(TRIMESTRE="03T2033"), asms.row()).of_class(ASM("Asm"))


@pytest.mark.parametrize(
    ("first", "then", "state", "progress"),
    [
        ("60", "100", "completed", ["100"]),
        ("100", "60", "in-progress", ["60"]),
        ("60", "FUSIONADO", "merged", []),
        ("60", "N/D", "in-progress", ["60"]),
        ("N/D", "S/I", "not-reported", []),
    ],
)
def test_the_latest_report_that_says_anything_counts(
    tmp_path: Path, first: str, then: str, state: str, progress: list[str]
) -> None:
    one = inventory(tmp_path, asms.row(AVANCE_ASM=first))
    edition = read_table(
        write_csv(tmp_path / "b.csv", [asms.HEADER, asms.row(AVANCE_ASM=then, TRIMESTRE="02T2033")])
    )
    facts = derived(one, mapped(edition, "edition"))
    assert facts.values(PATH, ASM("state")) == [f"code/asm-state/{state}"]
    assert facts.values(PATH, ASM("progress")) == progress


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("60", "100", ["100"]),
        ("CANCELADO", "FUSIONADO", ["code/asm-state/canceled"]),
        ("Suspendido", "100", ["100", "code/asm-state/suspendido"]),
    ],
)
def test_editions_that_differ_on_one_quarter_give_one_figure_and_one_state(
    tmp_path: Path, one: str, other: str, said: list[str]
) -> None:
    editions = [
        mapped(
            read_table(write_csv(tmp_path / f"{slug}.csv", [asms.HEADER, asms.row(AVANCE_ASM=cell)])), slug
        )
        for slug, cell in (("a", one), ("b", other))
    ]
    facts = derived(*editions)
    assert [*facts.values(PATH, ASM("progress")), *facts.values(PATH, ASM("reportedState"))] == said


def test_what_has_no_key_is_a_program_by_its_name(tmp_path: Path) -> None:
    facts = inventory(tmp_path, asms.row(MODALIDAD_PP="0", DESC_PP="Política de Ferias"))
    (path,) = facts.of_class(ASM("Asm"))
    assert path == f"asm/mx/politica-de-ferias/2031-2032/specific/{KEY}"
    assert facts.values("program/mx/politica-de-ferias", RDFS("label")) == ["Política de Ferias"]


def test_an_evaluation_has_its_key_in_its_path(tmp_path: Path) -> None:
    again = evaluations.row(CICLO_CONCLUSION="2033", COSTOS="5")
    regional = evaluations.row(
        ID_EVALUACION="07s061phes31_02", TIPO_EVALUACION="Estratégica en el ámbito estatal - Zacatecas"
    )
    facts = evaluation_list(tmp_path, evaluations.row(), again, regional)
    design, strategic = (
        "evaluation/7-S061/design-2031-07s061pcdi31",
        "evaluation/7-S061/strategic-2031-07s061phes31-02",
    )
    assert facts.of_class(ASM("Evaluation")) == [design, strategic]
    assert facts.values(design, ASM("conclusionYear")) == ["2032", "2033"]
    assert facts.values(design, ASM("cost")) == ["198360.5"]
    assert facts.values(design, ASM("currency")) == []
    assert facts.values(strategic, RDFS("label")) == ["Estratégica en el ámbito estatal - Zacatecas"]


@pytest.mark.parametrize(
    ("cells", "link"),
    [
        ([{}], "certain"),
        ([{"INSTANCIA_COORDINADORA": "SHCP", "ID_EVALUACION": "07s061phdi31"}], "uncertain"),
        ([{"TIPO_EVALUACION": "Procesos"}], "uncertain"),
        ([{}, {"ID_EVALUACION": "07s061pcdi31_2"}], "uncertain"),
        ([{"ID_EVALUACION": "07s061pcdi30"}], "unknown"),
    ],
)
def test_an_asm_is_linked_to_its_evaluation_only_where_the_keys_are_certain(
    tmp_path: Path, cells: list[dict[str, str]], link: str
) -> None:
    listed = evaluation_list(tmp_path, *(evaluations.row(**each) for each in cells))
    facts = derived(inventory(tmp_path, asms.row()), listed)
    assert facts.values(PATH, ASM("evaluationLink")) == [f"code/evaluation-link/{link}"]
    assert len(facts.values(PATH, ASM("arisesFrom"))) == (link == "certain")


def test_what_confirms_or_disputes_an_action_verifies_its_asm(trig: Any) -> None:
    quads = trig("""
        id:asm a asm:Asm ; asm:hasAction id:action .
        id:reference a asm:CrossReference ; asm:subject id:action ; asm:object id:finding ;
            asm:relation <https://w3id.org/asm-graph/id/code/relation/disputes> .
        id:other a asm:CrossReference ; asm:subject id:remark ; asm:object id:asm ;
            asm:relation <https://w3id.org/asm-graph/id/code/relation/same-subject> .
    """)
    facts = Facts(list(derived_quads(quads, Verbs(), BASE)))
    assert facts.values("asm", ASM("verifiedBy")) == ["finding"]
    assert facts.values("asm", ASM("verificationOutcome")) == ["code/relation/disputes"]


def test_the_published_tables_are_counted_as_they_are() -> None:
    folder = open_data() / "federal" / "official"
    with (folder / "asm-2010-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = [each for each in list(csv.reader(file))[1:] if any(map(str.strip, each))]
    listed = mapped(read_table(folder / "evaluaciones.csv"), "list")
    found = mapped(read_table(folder / "asm-2010-2020.csv"))
    asm = found.of_class(ASM("Asm"))
    assert len(asm) == len({each[11].lower() for each in printed})
    programs = {quad.object for quad in found.quads if quad.predicate == ASM("program")}
    assert len(programs) == len({(each[2], each[6].upper()) for each in printed})
    facts = derived(found, listed)
    states = Counter(quad.object for quad in facts.quads if quad.predicate == ASM("state"))
    assert states[BASE.code("asm-state", "merged")] == sum("FUSION" in each[18].upper() for each in printed)
    assert states[BASE.code("asm-state", "completed")] == sum("100" in each[18:20] for each in printed)
    links = Counter(quad.object for quad in facts.quads if quad.predicate == ASM("evaluationLink"))
    assert links.total() == len(asm)
    assert links[BASE.code("evaluation-link", "certain")] > 1000
