"""What the lines of a field state: texts, dates, amounts, addresses, or nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.stated import WORDS
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.parts.field_values import addresses_of, date_of, money_of, text_of, texts_of
from asm_graph.records.texts import Money, YearMonth

if TYPE_CHECKING:
    from asm_graph.documents.pages import ReadBy


def annotator() -> Annotator:
    return Annotator(Lexicon(WORDS))


def amount(line: str, confidence: float | None = None) -> Decimal | None:
    read_by: ReadBy = "text" if confidence is None else "ocr"
    found = money_of(lines_of(paged_document([line], read_by=read_by, confidence=confidence)))
    assert found is None or found.value == Money(found.value.amount, "MXN")
    return found.value.amount if found else None


@pytest.mark.parametrize("line", ["No aplica", "N/A", "NA", "____", ".", "n.d.", "Ninguno", "-", "SIN DATO"])
def test_placeholders_state_nothing(line: str) -> None:
    marks = annotator()
    assert text_of(lines_of(paged_document([line])), marks) is None


def test_a_text_is_without_the_signs_around_it() -> None:
    found = text_of(lines_of(paged_document([": __Instituto de la Juventud:__"])), annotator())
    assert found is not None
    assert found.value == "Instituto de la Juventud:"


def test_a_text_is_without_contact_data() -> None:
    found = text_of(lines_of(paged_document(["Avisar a becas@zacatecas.gob.mx en todo caso"])), annotator())
    assert found is not None
    assert "@" not in found.value
    assert found.value.startswith("Avisar a")


def test_each_item_is_a_text() -> None:
    texts = texts_of(lines_of(paged_document(["• Definir la población.", "• Elaborar la MIR."])), annotator())
    assert [text.value for text in texts] == ["Definir la población.", "Elaborar la MIR."]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("06/08/2018", dt.date(2018, 8, 6)),
        ("3 de mayo de 2021", dt.date(2021, 5, 3)),
        ("agosto de 2017", YearMonth(2017, 8)),
    ],
)
def test_a_date(line: str, date: dt.date | YearMonth) -> None:
    found = date_of(lines_of(paged_document([line])))
    assert found is not None
    assert found.value == date


def test_two_dates_are_none() -> None:
    assert date_of(lines_of(paged_document(["del 06/08/2018 al 19/10/2018"]))) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("$ 208,800.00 con el Impuesto al Valor Agregado.", "208800.00"),
        ("208,000.00 (I.V.A. Incluido)", "208000.00"),
        ("$ 15,000. 00/100 M.N.", "15000"),
        ("quince mil pesos", "15000"),
        ("$180,000.00 * Incluye: Componente 2 y Componente 3", "180000.00"),
    ],
)
def test_an_amount(line: str, value: str) -> None:
    assert amount(line) == Decimal(value)


@pytest.mark.parametrize("line", ["$", "por definir", "12,000.00 o 13,000.00", "5 %"])
def test_no_amount(line: str) -> None:
    assert amount(line) is None


def test_a_sign_for_pesos_that_ocr_took_for_a_digit_makes_no_wrong_amount() -> None:
    assert amount("515,000.00", confidence=0.9) is None
    assert amount("515,000.00 (Son quince mil pesos 00/100)", confidence=0.9) == Decimal("15000.00")
    assert amount("515,000.00 (quinientos quince mil pesos)", confidence=0.9) == Decimal("515000.00")
    assert amount("200,000.00", confidence=0.9) == Decimal("200000.00")


def test_an_address_that_lines_break_is_whole() -> None:
    table = Ruled(
        [["Difusión", "http://www.zacatecas.gob.mx/evaluacion-\nde-programas ; https://a.gob.mx/see/"]]
    )
    found = addresses_of(lines_of(paged_document([table]))[1:], annotator())
    assert [one.value for one in found] == [
        "http://www.zacatecas.gob.mx/evaluacion-de-programas",
        "https://a.gob.mx/see/",
    ]


def test_an_address_that_ocr_parts_is_whole() -> None:
    found = addresses_of(lines_of(paged_document(["https: //escuela.mx/PAE%202021/"])), annotator())
    assert [one.value for one in found] == ["https://escuela.mx/PAE%202021/"]


@pytest.mark.parametrize("line", ["Sí", "Si", "No", "Sí, formato difusión", ""])
def test_yes_and_no_are_no_place(line: str) -> None:
    assert addresses_of(lines_of(paged_document([line or "."])), annotator()) == ()


def test_another_place_is_as_printed() -> None:
    found = addresses_of(lines_of(paged_document(["Periódico Oficial del Estado"])), annotator())
    assert [one.value for one in found] == ["Periódico Oficial del Estado"]
