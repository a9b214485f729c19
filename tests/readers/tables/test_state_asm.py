"""A state's table of ASM: what its rows state, and what is refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.open_data import open_data
from tests.state_tables import HEADER, STATUS, mapped, nodes, row, write_csv, write_xlsx

from asm_graph.documents import load
from asm_graph.errors import IncompleteDocument, InputError
from asm_graph.readers import read
from asm_graph.records.asm import StateAsms

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.readers.reading import Reading

TITLE = "Hallazgos del Programa Anual de Evaluación 2021"
SUBTOTAL = ["", "Diseño", "1", *[""] * 8]


def table(path: Path) -> tuple[Reading, StateAsms]:
    reading = read(load(path))
    assert isinstance(reading.record, StateAsms)
    return reading, reading.record


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("1.-Fondo Plata", "Fondo Plata"),
        ("2.- Apoyo al Empleo", "Apoyo al Empleo"),
        ("12) Becas", "Becas"),
        ("3 x 1 para Migrantes", "3 x 1 para Migrantes"),
        ("  Becas \n del Desierto ", "Becas del Desierto"),
    ],
)
def test_the_number_of_the_list_is_no_part_of_a_name(tmp_path: Path, printed: str, name: str) -> None:
    _, record = table(write_xlsx(tmp_path / "t.xlsx", [row(printed)], TITLE))
    assert record.asms[0].program == name


def test_cells_are_kept_as_printed(tmp_path: Path) -> None:
    _, record = table(write_xlsx(tmp_path / "t.xlsx", [row(theme=" DISEÑO ", priority="Alta")], TITLE))
    (found,) = record.asms
    asm = found.asm
    assert (asm.text, asm.recommendation) == ("No hay diagnóstico.", "Elaborar el diagnóstico.")
    assert (asm.theme, asm.priority, asm.notation) == ("DISEÑO", "Alta", STATUS)
    assert (found.place.sheet, found.place.cells) == ("Hoja1", "A3:K3")
    assert "No hay diagnóstico." in found.place.quote


def test_the_title_says_the_cycle(tmp_path: Path) -> None:
    reading, record = table(write_xlsx(tmp_path / "asm-1999.xlsx", [row()], TITLE))
    assert (record.cycle, reading.title, reading.notices) == ("2021", TITLE, ())


@pytest.mark.parametrize(
    "title",
    [
        "PAE 2019 (ejercicio fiscal 2018)",
        "Ejercicio 2018, Programa Anual de Evaluación, 2019",
        "Hallazgos del PROGRAMA ANUAL DE EVALUACION 2019 al gasto de 2017 y 2018",
    ],
)
def test_the_year_of_the_program_goes_before_that_which_it_evaluates(tmp_path: Path, title: str) -> None:
    _, record = table(write_xlsx(tmp_path / "t.xlsx", [row()], title))
    assert record.cycle == "2019"


def test_the_file_name_says_the_cycle_with_a_notice(tmp_path: Path) -> None:
    reading, record = table(write_csv(tmp_path / "asm_pae_2019.csv", [row()]))
    assert record.cycle == "2019"
    assert any("file name" in notice for notice in reading.notices)


@pytest.mark.parametrize(("name", "said"), [("asm.csv", "neither"), ("asm-2018-y-2019.csv", "2018, 2019")])
def test_no_year_or_two_are_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(IncompleteDocument, match=said):
        table(write_csv(tmp_path / name, [row()]))


def test_subtotals_are_no_rows_and_are_held_against_them(tmp_path: Path) -> None:
    rows = [row(), row(finding="Otro."), SUBTOTAL, ["", "Operación", "0", *[""] * 8]]
    reading, record = table(write_csv(tmp_path / "t-2018.csv", rows))
    assert len(record.asms) == reading.rows == 2
    assert reading.account.known["subtotal"] == 4
    assert [notice for notice in reading.notices if "says 1 ASM of Diseño, the table has 2" in notice]


def test_a_number_of_a_theme_is_no_asm_only_where_the_row_is_empty_else(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Programa"):
        table(write_csv(tmp_path / "t-2018.csv", [row(), [*SUBTOTAL[:5], "Un hallazgo", *SUBTOTAL[6:]]]))


def test_every_fault_is_named_by_its_cell(tmp_path: Path) -> None:
    rows = [row(), row(program=""), row(finding="", advice="")]
    with pytest.raises(InputError) as raised:
        table(write_xlsx(tmp_path / "t.xlsx", rows, TITLE))
    assert "'Hoja1', A4" in str(raised.value)
    assert "'Hoja1', F5" in str(raised.value)


def test_the_columns_may_stand_in_any_order_and_optional_ones_be_absent(tmp_path: Path) -> None:
    kept = ["Recomendación", "ASM", "Programa ", "Dependencia", "Temas de Evaluación "]
    cells = dict(zip(HEADER, row(), strict=True))
    reading, record = table(write_csv(tmp_path / "t-2018.csv", [[cells[name] for name in kept]], kept))
    assert (record.asms[0].program, record.asms[0].asm.priority) == ("Becas del Desierto", None)
    assert reading.account.unread == 0


def test_a_column_that_no_layout_has_is_counted_as_not_understood(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t-2018.csv", [[*row(), "sí"], [*row(), "no"]], [*HEADER, "Atendido"])
    reading, _ = table(path)
    assert [(note.text, note.cells) for note in reading.account.not_understood] == [("Atendido", 2)]


@pytest.mark.parametrize("name", ["asm-pae-2018-zacatecas.csv", "asm-pae-2018-zacatecas.xlsx"])
def test_the_table_of_zacatecas(name: str) -> None:
    reading, record = table(open_data() / "state" / name)
    assert reading.rows == 181
    assert len({asm.program for asm in record.asms}) == 12
    assert reading.account.known["subtotal"] == 12
    assert reading.account.unread == 0
    assert reading.account.total == 1980 + 12 + 11 + name.endswith("xlsx")
    assert record.cycle == "2018"
    assert Counter(asm.program for asm in record.asms)["Fondo Plata"] == 11
    assert not [notice for notice in reading.notices if "the table has" in notice]


def test_figures_without_end_are_no_number(tmp_path: Path) -> None:
    """Python reads no number of more than 4,300 figures, and says so by an error of its own."""
    figures = "9" * 5_000
    rows = [row(id=figures), row(finding="Otro.")]
    quads = mapped(write_csv(tmp_path / "t-2018.csv", rows))
    assert len(nodes(quads, "Asm")) == 2
    with pytest.raises(InputError, match="Programa"):
        table(write_csv(tmp_path / "t-2018.csv", [row(), ["", "Diseño", figures, *[""] * 8]]))
