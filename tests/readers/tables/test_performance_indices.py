"""Performance indices: each component of a program with its value or none, and its rating or none."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import mapped, read_table, write_csv
from tests.open_data import open_data

from asm_graph.errors import IncompleteDocument, InputError
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers.tables.performance_indices import INDEX_LAYOUT, MODEL_LAYOUT
from asm_graph.records.populations import PerformanceScores

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.records.populations import PerformanceScore

MODEL = [column.header for column in MODEL_LAYOUT.columns]
INDEX = [column.header for column in INDEX_LAYOUT.columns if column.header != "CICLO"]
PROGRAM = {"ID_RAMO": "20", "DESC_RAMO": "Bienestar"}


def model(folder: Path, *rows: dict[str, str]) -> Path:
    base = PROGRAM | {"CICLO": "2018", "MODALIDAD_PP": "S061", "DESC_PP": "Tunas"}
    lines = [[(base | row).get(name, "") for name in MODEL] for row in rows]
    return write_csv(folder / "msd.csv", [MODEL, *lines])


def index(folder: Path, name: str = "ised-2019-2020.csv", **cells: str) -> Path:
    row = PROGRAM | {"Pp": "S061", "CVE_Pp": "20-S061", "DESC_Pp": "Tunas"} | cells
    return write_csv(folder / name, [INDEX, [row.get(name, "") for name in INDEX]])


def scores(path: Path) -> dict[str, PerformanceScore]:
    record = read_table(path).record
    assert isinstance(record, PerformanceScores)
    return {score.component: score for score in record.scores}


def test_what_is_no_value_is_missing_and_what_is_no_rating_is_none(tmp_path: Path) -> None:
    cells = {"PEF_CUANT": "4.8", "PEF_CUAL": "ALTO", "ASM_CUANT": "n.a.", "ASM_CUAL": "S/I", "MIR_CUANT": ""}
    path = model(tmp_path, cells)
    found = scores(path)
    assert len(found) == 6
    assert (str(found["msd-pef"].measure.value), found["msd-pef"].rating) == ("4.8", "ALTO")
    assert (found["msd-asm"].measure.missing, found["msd-asm"].rating) == ("not-applicable", None)
    assert (found["msd-mir"].measure.missing, found["msd-mir"].rating) == ("blank", None)
    assert read_table(path).account.known["no value"] == 1


def test_a_dimension_has_its_value_its_maximum_and_its_weighted_value(tmp_path: Path) -> None:
    cells = {
        "DISEÑO_REPONDERADO": "0.39", "MÁXIMO_DISEÑO_REPONDERADO": "0.4", "DISEÑO_PONDERADO": "0.3",
        "DISEÑO_CUALITATIVO": "Medio alto", "MC_ASM": "0.0",
    }  # fmt: skip
    reading = read_table(index(tmp_path, **cells))
    graph = mapped(reading)
    node = "performance-index/20-S061/2019-2020/ised-design"
    for name, value in (
        ("value", "0.39"),
        ("maximumValue", "0.4"),
        ("weightedValue", "0.3"),
        ("year", "2020"),
    ):
        assert graph.values(node, ASM(name)) == [value]
    assert graph.values(node, ASM("rating")) == ["code/performance-rating/medium-high"]
    assert graph.values(node, ASM("component")) == ["code/performance-component/ised-design"]
    zero = "performance-index/20-S061/2019-2020/ised-asm"
    assert (graph.values(zero, ASM("value")), graph.values(zero, ASM("missing"))) == (["0"], [])
    assert len(graph.of_class(ASM("PerformanceIndex"))) == 21


def test_a_program_that_stands_twice_keeps_both_values(tmp_path: Path) -> None:
    graph = mapped(read_table(model(tmp_path, {"MSD_CUANT": "4"}, {"MSD_CUANT": "5"})))
    values = [graph.values(f"performance-index/20-S061/2018/msd{end}", ASM("value")) for end in ("", "-2")]
    assert values == [["4"], ["5"]]


def test_an_index_without_a_period_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IncompleteDocument, match="tells the year; put it into the name of the file"):
        read_table(index(tmp_path, name="ised.csv"))


def test_a_table_whose_values_are_no_numbers_is_refused(tmp_path: Path) -> None:
    rows = [{"PEF_CUANT": "una frase que no es un número y sigue"}] * 3
    with pytest.raises(InputError, match="3 of 3 rows"):
        read_table(model(tmp_path, *rows))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("msd-2013-2018.csv", ("MSD_CUANT", "MSD_CUAL", "msd")),
        ("ised-2019-2020.csv", ("RESULTADO_ISED", "RESULTADO_ISED_CUALITATIVO", "ised")),
    ],
)
def test_the_published_index_agrees_with_the_file(name: str, columns: tuple[str, str, str]) -> None:
    path = open_data() / "federal/official" / name
    with path.open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    assert printed
    reading = read_table(path)
    record = reading.record
    assert isinstance(record, PerformanceScores)
    assert (reading.rows, reading.account.unread) == (len(printed), 0)
    value, rating, component = columns
    found = [one for one in record.scores if one.component == component]
    assert Counter(one.measure.raw for one in found) == Counter(row[value] for row in printed)
    ratings = Counter(row[rating] for row in printed if row[rating] != "S/I")
    assert Counter(one.rating for one in found if one.rating) == ratings
