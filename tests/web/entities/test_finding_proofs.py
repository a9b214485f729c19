"""Of a row, those cells are marked whose figure or text the message of the finding repeats."""

from __future__ import annotations

from asm_graph.web.entities.finding_proofs import told_places
from asm_graph.web.entities.row_cells import RowCell


def value(name: str, text: str, kind: str) -> RowCell:
    return RowCell(name, text, (("asm:value",), ("asm:value", f"asm:value ({kind})")))


ROW = (
    RowCell("CICLO", "2022", (("asm:year",),)),
    RowCell("NOMBRE", "Porcentaje de obras concluidas en plazo", (("skos:prefLabel",),)),
    value("LINEA_BASE", "100", "baseline"),
    value("INDICADOR_2020", "100", "actual"),
    value("INDICADOR_2021", "98.5", "actual"),
    value("META", "25.51", "target"),
    RowCell("OTRA", "25.51"),
)


def told(message: str) -> list[str]:
    return [ROW[place].name for place in told_places(ROW, message)]


def test_figures_of_the_kinds_that_the_message_speaks_of() -> None:
    assert told("Meta de 25.51, por debajo de su línea base de 100 (MIR 2022)") == ["LINEA_BASE", "META"]


def test_a_value_counts_for_its_year_alone() -> None:
    assert told("El valor de 2021, 98.5, y el de 2019, 100") == ["INDICADOR_2021"]


def test_a_name_is_known_by_how_it_begins() -> None:
    assert told("Sin cambios: indicador «Porcentaje de obras concluidas…» de la MIR 2022") == ["NOMBRE"]


def test_figures_with_commas_are_the_same() -> None:
    row = (value("META", "1234.5", "target"),)
    assert list(told_places(row, "Meta de 1,234.5")) == [0]


def test_nothing_is_marked_where_nothing_is_told() -> None:
    assert told("Sin nada que se repita") == []
