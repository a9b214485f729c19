"""What a document has a place for, what it covers, and the cells that it leaves blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mapped_documents import BASE, Facts, context, mapped_file
from tests.matrix_tables import lines, row, write_csv

from asm_graph.documents import Passage
from asm_graph.graph.blanks import state_blanks
from asm_graph.graph.sources import state_coverage
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers.json_records import as_json
from asm_graph.records import Place
from asm_graph.records.sources import BlankCell, StatedProperty

if TYPE_CHECKING:
    from pathlib import Path

FOLLOW_UP = Knowledge.default().seeds / "documents" / "asm-seguimiento-2007-2008-3x1.txt"
EVALUATION = FOLLOW_UP.with_name("eed-2009-2010-3x1.txt")
MATRIX = "mir/20-S061/2022"
INDICATOR = f"{MATRIX}/indicator/900"
TARGET = StatedProperty("asm:value", "target")


def blanks(facts: Facts) -> dict[tuple[str, str, str], str]:
    """The place of each blank, by subject, property and kind of value."""
    return {
        (
            facts.values(node, ASM("subject"))[0],
            facts.values(node, ASM("property"))[0].removeprefix(ASM.iri),
            "".join(facts.values(node, ASM("valueKind"))).removeprefix("code/value-kind/"),
        ): "".join(facts.values(node, ASM("cell")))
        for node in facts.of_class(ASM("Blank"))
    }


def of_rows(folder: Path, *rows: dict[str, str]) -> Facts:
    return Facts(mapped_file(write_csv(folder / "mir.csv", lines(rows))).quads)


def test_a_blank_says_of_what_and_where_it_is() -> None:
    ours = context()
    cell = BlankCell(TARGET, "not-available", "META", Place("Hoja1", "B3", "ND"), raw="ND")
    state_blanks(ours.quads, BASE.id(INDICATOR), (cell,))
    facts = Facts(ours.quads.quads)
    (node,) = facts.of_class(ASM("Blank"))
    said = {
        "subject": INDICATOR,
        "property": ASM("value").value,
        "valueKind": "code/value-kind/target",
        "document": "document/ours",
        "blankKind": "code/blank-kind/not-available",
        "columnName": "META",
        "sheet": "Hoja1",
        "cell": "B3",
        "rawValue": "ND",
    }
    assert {name: facts.values(node, ASM(name)) for name in said} == {k: [v] for k, v in said.items()}


def test_a_blank_keeps_its_name_when_its_row_moves() -> None:
    names = []
    for place in ("B3", "B4"):
        ours = context()
        state_blanks(
            ours.quads, BASE.id(INDICATOR), (BlankCell(TARGET, "blank", "META", Place("H", place, "")),)
        )
        names += Facts(ours.quads.quads).of_class(ASM("Blank"))
    assert len(names) == 2
    assert len(set(names)) == 1


def test_a_blank_of_a_text_stands_where_its_row_does() -> None:
    ours = context()
    cell = BlankCell(TARGET, "blank", "Meta", passage=Passage.of("Huertos\t\t", 0, 7))
    state_blanks(ours.quads, BASE.id(INDICATOR), (cell,))
    facts = Facts(ours.quads.quads)
    (node,) = facts.of_class(ASM("Blank"))
    assert [facts.values(node, ASM(name)) for name in ("start", "end")] == [["0"], ["7"]]


def test_the_blank_cells_of_a_matrix_are_exact(tmp_path: Path) -> None:
    found = blanks(of_rows(tmp_path, row("Fin", ID_PND="", DESC_PND="")))
    assert found[MATRIX, "alignedTo", ""] == "JY2"
    assert found[INDICATOR, "value", "target"] == "HO2"
    assert found[INDICATOR, "value", "baseline"] == "BD2"
    assert found[INDICATOR, "year", "baseline"] == "BE2"
    assert found[INDICATOR, "meansOfVerification", ""] == "JX2"


def test_what_is_filled_is_no_blank_and_zero_over_zero_is_a_placeholder(tmp_path: Path) -> None:
    filled = {"META_ANUAL_PROGRAMADA": "0", "LINEA_BASE": "5", "CICLO_LINEA_BASE": "2020"}
    facts = of_rows(tmp_path, row("Fin", **filled, META_ANUAL_PROGRAMADA_DEN="0"))
    found = blanks(facts)
    assert (INDICATOR, "value", "target") in found
    assert not {key for key in found if key[2] == "baseline"}
    kinds = {kind for node in facts.of_class(ASM("Blank")) for kind in facts.values(node, ASM("blankKind"))}
    assert "code/blank-kind/placeholder" in kinds


def test_a_document_carries_what_its_columns_state_filled_or_not(tmp_path: Path) -> None:
    facts = of_rows(tmp_path, row("Fin"))
    carried = facts.values("document/ours", ASM("carries"))
    assert {ASM("meansOfVerification").value, ASM("alignedTo").value} <= set(carried)
    assert "document/ours/carries/asm-value-target" in carried
    assert ASM("hasAction").value not in carried


def test_a_class_whose_rows_never_fill_a_column_has_no_place_for_it(tmp_path: Path) -> None:
    rows = [row("Fin", 900 + number) for number in range(25)]
    sheets = [row("FID", 1000 + number, KA_MATRIZ="502", UNIDAD="300") for number in range(25)]
    for one in sheets:
        one.pop("OBJ_ESTRATEGICO_DEP_ENT")
    carried = of_rows(tmp_path, *rows, *sheets).values("document/ours", ASM("carries"))
    assert "document/ours/carries/asm-strategicobjective-asm-fin" in carried
    assert ASM("strategicObjective").value not in carried
    assert ASM("calculationMethod").value in carried


def test_coverage_is_of_the_years_and_branches_that_a_document_names(tmp_path: Path) -> None:
    facts = of_rows(tmp_path, row("Fin"))
    node = "document/ours/coverage/resultsmatrix-2022"
    assert facts.values("document/ours", ASM("coverage")) == [node]
    assert facts.values(node, ASM("year")) == ["2022"]
    assert facts.values(node, ASM("coversBranch")) == ["branch/20"]
    assert facts.values(node, ASM("coverageKind")) == ["code/coverage-kind/complete"]


def test_a_follow_up_leaves_the_cells_blank_that_a_person_finds() -> None:
    facts = Facts(mapped_file(FOLLOW_UP).quads)
    found = blanks(facts)
    path = "asm/20-S061/2007-2008"
    assert (f"{path}/institutional/4/action/2", "progress", "") in found
    assert (f"{path}/specific/4", "hasAction", "") in found
    assert (f"{path}/institutional/5/action/1", "obtainedResult", "") in found
    assert (f"{path}/institutional/1/action/1", "responsibleUnit", "") not in found
    assert ASM("responsibleUnit").value in facts.values("document/ours", ASM("carries"))


def test_past_years_under_the_keys_of_a_later_one_are_restated() -> None:
    ours = context()
    for year in (2021, 2027):
        node = ours.quads.entity(f"spending/20-S061/{year}/budget", "Spending")
        ours.quads.add(node, ASM("program"), BASE.id("program/20-S061"))
        ours.quads.add(node, ASM("year"), terms.year(year))
    state_coverage(ours.quads, "plan-axes")
    facts = Facts(ours.quads.quads)
    kinds = {
        year: facts.values(f"document/ours/coverage/spending-{year}", ASM("coverageKind"))
        for year in (2021, 2027)
    }
    assert kinds == {2021: ["code/coverage-kind/restated"], 2027: ["code/coverage-kind/partial"]}
    past = "document/ours/coverage/spending-2021"
    assert facts.values(past, ASM("structureYear")) == ["2027"]
    assert facts.values(past, ASM("coversBranch")) == ["branch/20"]


def test_a_blank_as_json_tells_its_place_and_no_more_of_the_text() -> None:
    row = Passage.of("Huertos\t\tAna Prueba", 0, 7)
    assert as_json(BlankCell(TARGET, "blank", "Meta", passage=row)) == {
        "property": "asm:value",
        "valueKind": "target",
        "kind": "blank",
        "column": "Meta",
        "start": 0,
        "end": 7,
    }


def test_an_evaluation_carries_what_its_tables_of_indicators_have_columns_for() -> None:
    carried = Facts(mapped_file(EVALUATION).quads).values("document/ours", ASM("carries"))
    assert "document/ours/carries/asm-value-target" in carried
    assert ASM("unitOfMeasure").value in carried
    assert ASM("meansOfVerification").value not in carried
