"""Rows of a filled workbook: cells by name, keys, and records that they fill."""

from __future__ import annotations

import pytest

from asm_graph.records import Place, ProgramRef
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.templates.filled_workbook import FilledRow, FilledWorkbook

PLACE = Place("ASM", "A3:K3", "2")


def row(**values: object) -> FilledRow:
    return FilledRow(PLACE, values)  # type: ignore[arg-type]


def test_a_record_is_filled_by_the_columns_named_like_its_fields() -> None:
    asm = row(number=2, text="Revisar.", cycle="2021", program="Huertos").fill(Asm, themes=("Diseño",))
    assert (asm.number, asm.text, asm.cycle, asm.themes) == (2, "Revisar.", "2021", ("Diseño",))
    assert (asm.theme, asm.place) == (None, PLACE)


def test_what_is_given_goes_before_a_cell() -> None:
    action = row(number=2, text="Depurar.").fill(Action, number=1, details=Details())
    assert (action.number, action.text) == (1, "Depurar.")


def test_a_record_without_a_place_needs_none() -> None:
    assert row(remarks="Sí.").fill(Details) == Details(remarks="Sí.")


@pytest.mark.parametrize(("cell", "key"), [("C 1.1", "c-1-1"), ("Á", "a"), (2021, "2021"), ("—", "—")])
def test_keys_do_not_depend_on_case_or_accents(cell: object, key: str) -> None:
    assert row(level=cell).key("level") == key
    assert row().key("level") == ""


def test_the_programs_of_a_workbook_are_those_with_a_federal_key() -> None:
    federal = ProgramRef(20, "S", 61)
    named = row(key=federal, program="Tres por uno")
    asms = (row(program="Tres por uno", cycle="2007-2008"), row(program="TRES POR UNO", cycle="2009"))
    record = FilledWorkbook("asm", {"Programas": (named, row(program="Huertos")), "ASM": asms})
    assert list(record.programs) == [ProgramRef(20, "S", 61, "Tres por uno", 2009)]
