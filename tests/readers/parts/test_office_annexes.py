"""Annexes typed into Word or Excel: the layouts of parts read them as from a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from docx import Document
from tests.documents_of_ours.office_annexes import LABELS, ROWS, typed_into_excel, typed_into_word
from tests.documents_of_ours.word_documents import add_lists, append, item, level, paragraph

from asm_graph.documents import load
from asm_graph.readers.layouts import read
from asm_graph.records.parts import DividedDocument
from asm_graph.records.texts import Fact, value_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asm_graph.readers.reading import Reading
    from asm_graph.records.parts import ProgramStatements


def statements(reading: Reading) -> ProgramStatements:
    assert isinstance(reading.record, DividedDocument)
    (part,) = reading.record.parts
    assert part.held is None
    (program,) = part.programs
    return program


def text_of(fact: Fact[str] | str | None) -> str:
    return "" if fact is None else value_of(fact)


@pytest.mark.parametrize(("name", "write"), [("t.xlsx", typed_into_excel), ("t.docx", typed_into_word)])
def test_an_institutional_document_is_read_whole(
    tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / name)
    reading = read(load(tmp_path / name))
    found = statements(reading)
    assert reading.account.unread == 0
    assert text_of(found.program) == LABELS[1][1]
    assert text_of(found.agency) == LABELS[0][1]
    assert [text_of(asm.text) for asm in found.asms] == [row[1] for row in ROWS]
    actions = [action for asm in found.asms for action in asm.actions]
    assert [text_of(action.text) for action in actions] == [row[3] for row in ROWS]
    days = [action.details.due_date for action in actions]
    assert [day.value if isinstance(day, Fact) else day for day in days] == [
        dt.date(2022, 12, 31),
        dt.date(2022, 6, 30),
    ]


def test_what_a_sheet_states_leads_to_its_cells(tmp_path: Path) -> None:
    typed_into_excel(tmp_path / "t.xlsx")
    reading = read(load(tmp_path / "t.xlsx"))
    assert reading.read_as is not None
    found = statements(reading)
    second = found.asms[1].text
    assert isinstance(second, Fact)
    (span,) = second.spans
    (cell,) = reading.read_as.cells_in(span)
    assert (cell.sheet, cell.cells) == ("Anexo D", "B10")
    assert reading.published is not None
    assert reading.published[span.start : span.end] == ROWS[1][1]


RESPONSIBLE = (
    "Nombre de la persona responsable de darle seguimiento a la evaluación y nombre de la unidad "
    "administrativa a la que pertenece:"
)
CONAC = (
    ("Descripción de la evaluación", 0, ()),
    ("Nombre de la evaluación: Evaluación de Diseño del programa Becas", 1, ()),
    ("Fecha de inicio de la evaluación: 13/08/2018", 1, ()),
    ("Fecha de término de la evaluación: 05/11/2018", 1, ()),
    (RESPONSIBLE, 1, ("Unidad administrativa: Dirección de Planeación",)),
    ("Objetivo general de la evaluación:", 1, ("Evaluar el diseño del programa.",)),
    ("Objetivos específicos de la evaluación:", 1, ("Identificar el problema.",)),
    ("Metodología utilizada en la evaluación:", 1, ()),
    ("Principales hallazgos de la evaluación", 0, ()),
    ("Describir los hallazgos más relevantes de la evaluación:", 1, ("No hay diagnóstico.",)),
    ("Conclusiones y recomendaciones de la evaluación", 0, ()),
    ("Describir brevemente las conclusiones de la evaluación:", 1, ("El diseño es adecuado.",)),
)


def test_items_of_the_form_of_conac_are_found_by_the_numbers_that_word_writes(tmp_path: Path) -> None:
    document = Document()
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")
    add_lists(
        document,
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
    )
    document.add_paragraph("Formato para la Difusión de los Resultados de las Evaluaciones")
    for text, at, below in CONAC:
        append(document, item(text, 1, at), *map(paragraph, below))
    document.save(str(tmp_path / "t.docx"))
    evaluation = statements(read(load(tmp_path / "t.docx"))).evaluation
    assert evaluation is not None
    assert text_of(evaluation.name) == "Evaluación de Diseño del programa Becas"
    assert [day.value for day in (evaluation.started_on, evaluation.ended_on) if isinstance(day, Fact)] == [
        dt.date(2018, 8, 13),
        dt.date(2018, 11, 5),
    ]
    assert text_of(evaluation.purpose) == "Evaluar el diseño del programa."
