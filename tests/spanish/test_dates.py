"""Dates and cycles as people write them, cells with two dates, and cells that say when without one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hanging import fails_if_it_hangs

from asm_graph.documents import Passage
from asm_graph.documents.normalization import normalized
from asm_graph.records.texts import YearMonth
from asm_graph.spanish.dates import DateCell, cycles, find_dates, period_in, read_date_cell, says_when

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
END = dt.date(2008, 12, 31)
ACTUAL = dt.date(2008, 12, 23)


def passage(text: str) -> Passage:
    return Passage.of(text, 0, len(text))


def read(text: str) -> DateCell:
    return read_date_cell(passage(text))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1° de julio de 2010", dt.date(2010, 7, 1)),
        ("1o. de julio del 2010", dt.date(2010, 7, 1)),
        ("1º de Julio, 2010", dt.date(2010, 7, 1)),
        ("31/12/2008", END),
        ("31/12/08", END),
        ("31/12/ 2008", END),
        ("31-12-2008", END),
        ("31.12.2008.", END),
        ("2008-12-31", END),
        ("31-dic-08", END),
        ("31/dic/2008", END),
        ("31 de diciembre del año 2008", END),
        ("31 DE DICIEMBRE DE 2008", END),
        ("15 de marzo de 2009", dt.date(2009, 3, 15)),
        ("5 de setiembre de 2009", dt.date(2009, 9, 5)),
        ("Diciembre 2009", YearMonth(2009, 12)),
        ("diciembre de 2009", YearMonth(2009, 12)),
        ("dic. 2009", YearMonth(2009, 12)),
        ("Dic-09", YearMonth(2009, 12)),
        ("12/2009", YearMonth(2009, 12)),
        ("1°\u00a0de\u202fjulio\u2009de\u00a02010", dt.date(2010, 7, 1)),
        ("31–12–2008", END),
        ("31\u2011dic\u201108", END),
        ("2008−12−31", END),
        ("３１/１２/２００８", END),
        ("31 de di\u00adciem\u200bbre de 2008", END),
    ],
)
def test_written_forms(text: str, date: dt.date | YearMonth) -> None:
    assert [found.date for found in find_dates(passage(text))] == [date]
    assert read(text).due is not None


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2009",
        "12/31/2008",
        "2007-2008",
        "2007- 2008",
        "2009",
        "13/2009",
        "8.2",
        "(55) 5481-7200",
        "1/2",
        "",
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(passage(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fecha comprometida en el Documento de Trabajo. 31/12/2008 Y Fecha real de la actividad. 23/12/2008",
        "Fecha real de término de la actividad: 23/12/2008. Fecha compromiso: 31/12/2008",
        "Fecha compromet ida en el Docu mento de Tra bajo. 31/12/2008 Y Fecha re al de término 23/12/2008",
        "FECHA COMPROMETIDA EN EL DOCUMENTO DE TRABAJO 31/12/2008 FECHA REAL DE TERMINO 23/12/2008",
        "31/12/2008 (fecha comprometida) 23/12/2008 (fecha real)",
    ],
)
def test_committed_and_actual_date(text: str) -> None:
    cell = read(text)
    assert cell.due is not None
    assert cell.status is not None
    assert cell.completion is not None
    assert (cell.due.value, cell.status.value, cell.completion.value) == (END, "committed", ACTUAL)
    assert cell.rest == ()


def test_a_plain_date_has_no_status() -> None:
    cell = read("31/12/2008")
    assert (cell.due and cell.due.value, cell.status, cell.completion) == (END, None, None)


def test_preliminary_date() -> None:
    cell = read("Fecha preliminar propuesta 31/12/2008")
    assert (cell.due and cell.due.value, cell.status and cell.status.value) == (END, "preliminary")
    assert [label.text for label in cell.labels] == ["Fecha preliminar propuesta"]


def test_only_an_actual_date() -> None:
    cell = read("Concluida el 23 de diciembre de 2008")
    assert (cell.due, cell.completion and cell.completion.value) == (None, ACTUAL)


def test_label_whose_date_is_on_the_next_page() -> None:
    cell = read("Fecha comprometida en el Documento de Trabajo. 31/12/2008 Y Fecha real de término de la")
    assert (cell.due and cell.due.value, cell.completion, cell.rest) == (END, None, ())


def test_what_is_not_understood_is_handed_back() -> None:
    assert [rest.text for rest in read("Permanente").rest] == ["Permanente"]
    assert [rest.text for rest in read("31/12/2008, sujeta a presupuesto").rest] == [", sujeta a presupuesto"]
    assert [rest.text for rest in read("31/12/2008 30/06/2009").rest] == ["30/06/2009"]


@pytest.mark.parametrize("text", ["n.d.", "-", "", "  "])
def test_absent_dates(text: str) -> None:
    cell = read(text)
    assert (cell.due, cell.status, cell.completion, cell.rest) == (None, None, None, ())


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_formatted_dates_come_back(date: dt.date) -> None:
    month = MONTHS[date.month - 1]
    for text in (
        f"{date:%d/%m/%Y}", f"{date:%d-%m-%Y}", f"{date:%d.%m.%y}", date.isoformat(),
        f"{date.day} de {month} de {date.year}", f"{date.day}° de {month.upper()} del {date.year}",
        f"{date.day}-{month[:3]}-{date:%y}",
    ):  # fmt: skip
        (found,) = find_dates(passage(f"el {text}, al fin"))
        assert found.date == date
        assert [span.end - span.start for span in found.passage.quotes()] == [len(text)]


@given(st.text(alphabet="0123456789/-. deFcharlt°", max_size=60) | st.text(max_size=100).map(normalized))
def test_any_text_is_read(text: str) -> None:
    cell = read(text)
    for fact in (cell.due, cell.status, cell.completion):
        for span in fact.spans if fact else ():
            assert text[span.start : span.end].strip()
    for piece in (*cell.labels, *cell.rest):
        assert all(text[offset] == letter for offset, letter in zip(piece.offsets, piece.text, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "31/09/2008", "30 de febrero de 2009", "2008", "2009 y 2010", "Septiembre", "Marzo-abril", "Dic 09",
        "Tercer trimestre de 2009", "1er. trimestre 2010", "2do semestre", "Segunda quincena de mayo",
        "Durante 2009", "Ejercicio fiscal 2009", "A finales de año", "Corto plazo", "12 meses",
        "Por definir", "Fecha por definir", "No se ha definido", "Pendiente", "Sin fecha", "A la brevedad",
        "Permanente", "Perma nente", "Actividad permanente", "Mensual", "Trimestral",
        "Indefinida", "PERMANENTE.",
    ],
)  # fmt: skip
def test_what_says_when(text: str) -> None:
    assert says_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "Informe anual 2009", "Documento de diagnóstico 2009.", "Reporte del tercer trimestre",
        "Padrón de diciembre", "Reglas de operación", "Planeación", "Unidad de Microrregiones",
        "Avance: 100%.",
        "Se contará con el padrón en diciembre de 2009.", "Institucional", "Alta",
    ],
)  # fmt: skip
def test_what_does_not(text: str) -> None:
    assert not says_when(text)


@given(st.lists(st.sampled_from(["a", "al", "la", "ano", "no", "1", "20", "mes", "x"]), max_size=8))
def test_no_text_takes_long(words: list[str]) -> None:
    with fails_if_it_hangs():
        says_when(" ".join(words * 1000))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Programa Anual de Evaluación 2018", ("2018",)),
        ("asm-pae-2018-zacatecas", ("2018",)),
        ("Mecanismo 2007-2008", ("2007-2008",)),
        ("2007/08", ("2007-2008",)),
        ("2009 a 2010", ("2009-2010",)),
        ("2009 al 2010", ("2009-2010",)),
        ("2018 y 2019, otra vez 2018", ("2018", "2019")),
        ("2018-2018", ("2018",)),
        ("12018 y 20181", ()),
        ("2018-123", ("2018",)),
        ("Año dos mil", ()),
    ],
)
def test_cycles(text: str, found: tuple[str, ...]) -> None:
    assert cycles(text) == found


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Programa Sectorial de Salud 2013-2018", (2013, 2018)),
        ("Plan Nacional de Desarrollo 2019 al 24", (2019, 2024)),
        ("Programa Anual 2018", None),
        ("Programa especial", None),
    ],
)
def test_period_in_the_name_of_a_plan(name: str, period: tuple[int, int] | None) -> None:
    assert period_in(name) == period
