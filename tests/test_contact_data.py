"""E-mail addresses and telephones leave no trace, wherever they stand; figures that look like them stay."""

from __future__ import annotations

import json
import re
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents_of_ours import evaluations as reports
from tests.documents_of_ours import follow_ups, tables
from tests.documents_of_ours.evaluation_texts import TEXTS
from tests.documents_of_ours.stated import document
from tests.filled_workbooks import ACTION, ASM, PROGRAM, filled
from tests.state_tables import HEADER as STATE_HEADER
from tests.state_tables import row, write_xlsx

from asm_graph.build.extract import Extractor
from asm_graph.documents import load
from asm_graph.errors import InputError
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.readers.json_records import as_json
from asm_graph.records.asm import AsmFollowUp
from asm_graph.records.evaluations import PerformanceEvaluation

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.documents import TableDocument, TextDocument

EXTRACTOR = Extractor(Knowledge.default(), Base())
# A bare number with a word behind it may be a quantity (`2500-5000 habitantes`); a comma parts the two.
CONTACTS = (
    "jperez@sedesol.gob.mx",
    "Juan.Perez-Soto_2@desarrollo-social.gob.mx",
    "(55) 5481 7200",
    "(55) 54817200 ext. 70045",
    "55 5481 7200",
    "5554817200,",
    "5481-7200,",
    "+52 55 5481 7200",
    "01 55 5481 7200",
    "01 800 007 3705",
    "044 55 5481 7200",
    "Tel. 54817200",
    "Teléfono: 55 5481 7200",
    "tel: 5481 7200 ext. 70045",
    "Fax 5481-7200",
    "ext. 70045",
    "614 429 33 00",
    "55 54 81 72 00",
    "+525554817200",
    "(0155) 5481 7200",
    "01800 0073705",
    "Tel. 5481–7200",
    "Número telefónico: 54 81 72 00",
    "Teléfono (con clave lada): 614 429 33 00",
    "Exts. 41234 y 41235",
    "Tel. 5481 7200 al 7210",
    "55\N{NO-BREAK SPACE}5481\N{ZERO WIDTH SPACE}7200",
    "Tel. ５４８１ ７２００",
    "ana.perez @dependencia.gob.mx",
    "ana.perez＠dependencia.gob.mx",
    "ana.perez(arroba)dependencia.gob.mx",
    "RFC PEGA800101AB1",
    "PEGA800101HDFRRN09",
)
HEADING = (
    "AVANCES DE ASPECTOS SUSCEPTIBLES DE MEJORA\n2008-2009\nPROGRAMA HÁBITAT\nAspectos específicos\n"
    "No.\tAspecto Susceptible de Mejora\tActividades\tResultados Esperados\tProducto\n"
)
FIGURES = (
    "en 2008-2009",
    "de 2007- 2012",
    "con 2,419 proyectos",
    "por $1,082,150.15",
    "el 23.7%",
    "de 417.7 millones",
    "con folio 20094512",
    "al 31/12/2009",
    "en el oficio 500.412/2009",
    "a 10 250 hogares",
)


def outcome(text: str) -> str:
    """All that may leave the house of a text."""
    return outcome_of(document(text))


def outcome_of(source: TextDocument | TableDocument) -> str:
    """All that may leave the house: the record with its evidence, the report, the text, the quads."""
    extraction = EXTRACTOR.extract(source, "ours")
    shown: list[Any] = [
        as_json(extraction.reading.record),
        extraction.report(),
        extraction.reading.published,
        list(map(str, extraction.quads)),
    ]
    return json.dumps(shown, ensure_ascii=False)


def leaks(contact: str, shown: str) -> bool:
    """Whether an output has a contact, its name or key, or its digits, whatever stands between them."""
    digits = re.sub(r"\D", "", contact)
    name = re.search(r"ana\.perez|PEGA\d+", contact)
    return (
        contact.rstrip(",") in shown
        or (name is not None and name.group() in shown)
        or (len(digits) > 4 and digits in re.sub(r"(?<=\d)[^\d\w]+(?=\d)", "", shown))
    )


def insert(sentence: str, piece: str, random: Random) -> str:
    words = sentence.split(" ")
    at = random.randint(1, len(words) - 1)
    return " ".join([*words[:at], piece, *words[at:]])


RANDOM = st.builds(Random, st.integers(0, 2**32))
tried = settings(max_examples=12, deadline=None, derandomize=True)


@tried
@given(follow_ups.follow_ups(most=1), RANDOM)
def test_contact_data_in_a_follow_up(follow_up: follow_ups.FollowUp, random: Random) -> None:
    used = set()
    torn = follow_ups.lines(follow_up)
    for line in torn:
        for index, cell in enumerate(line) if isinstance(line, list) and line[0] != "No." else ():
            if len(cell.split(" ")) > 4 and cell.endswith("."):
                contact = random.choice(CONTACTS)
                used.add(contact)
                line[index] = insert(cell, contact, random)
    shown = outcome(follow_ups.text(torn))
    assert [contact for contact in used if leaks(contact, shown)] == []


@tried
@given(reports.evaluations(), RANDOM)
def test_contact_data_in_a_report(evaluation: reports.Evaluation, random: Random) -> None:
    used = set()
    torn = reports.lines(evaluation)
    for index, line in enumerate(torn):
        if isinstance(line, str) and line in TEXTS:
            contact = random.choice(CONTACTS)
            used.add(contact)
            torn[index] = insert(line, contact, random)
    shown = outcome(follow_ups.text(torn))
    assert [contact for contact in used if leaks(contact, shown)] == []
    assert not re.search(r"[\w.]@\w|5483 ?4000|5481 ?7200", shown)


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_data_in_a_table(contact: str, tmp_path: Path) -> None:
    """In each text of a state's table, in a column that no layout knows, and above the header."""
    cells = dict.fromkeys(("agency", "firm", "theme", "kind", "advice"), f"Lo atiende la unidad, {contact}")
    rows = [row(f"1.-Becas, {contact}", f"No hay diagnóstico, {contact}.", **cells), row()]
    path = write_xlsx(tmp_path / "asm.xlsx", rows, f"Programa Anual de Evaluación 2021, {contact}")
    assert not leaks(contact, outcome_of(load(path)))


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_data_in_a_workbook(contact: str, tmp_path: Path) -> None:
    said = f"Lo atiende la Lic. Ana Prueba, {contact}"
    rows = {
        "Programas": [PROGRAM | {"agency": said}],
        "ASM": [ASM | {"text": said, "remarks": said, "recommendation": said, "theme": said}],
        "Actividades": [ACTION | {"text": said, "responsible_units": said, "products": said}],
    }
    assert not leaks(contact, outcome_of(load(filled(tmp_path, "asm", rows))))


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_data_in_a_refusal(contact: str, tmp_path: Path) -> None:
    """A refusal quotes the cells that do not hold, the columns that are none, and other programs."""
    rows = {"Programas": [PROGRAM], "ASM": [ASM | {"number": f"2, {contact}", "cycle": contact}]}
    paths = [
        filled(tmp_path, "asm", rows),
        tables.write_csv(tmp_path / "asm.csv", [[*STATE_HEADER[:-1], f"Recomendación {contact}"], row()]),
    ]
    for path in paths:
        source = load(path)
        with pytest.raises(InputError) as refused:
            EXTRACTOR.extract(source, "ours")
        assert not leaks(contact, str(refused.value))


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_data_in_what_was_not_understood(contact: str) -> None:
    """A number is none by itself where its label was understood and it was not."""
    row_text = "1\tElaborar el padrón.\tElaborarlo.\tUn padrón.\tPadrón.\n"
    torn = HEADING.replace(
        "Aspectos específicos\n", f"Aspectos específicos\nAtiende la unidad, {contact} hoy\n"
    )
    extraction = EXTRACTOR.extract(document(torn + row_text), "ours")
    assert extraction.report()["notUnderstood"]
    assert not leaks(contact, outcome(torn + row_text))


def test_a_text_shows_where_contact_data_stood() -> None:
    row = "1\tAvisar a ana@sedesol.gob.mx o al Tel. 5481 7200 del cambio.\tElaborarlo.\tUn padrón.\tPadrón.\n"
    reading = EXTRACTOR.extract(document(HEADING + row), "ours").reading
    assert isinstance(reading.record, AsmFollowUp)
    text = reading.record.asms[0].text
    assert text.value == "Avisar a […] o al […] del cambio."
    assert [text.passage.source[span.start : span.end] for span in text.spans] == [
        "Avisar a",
        "o al",
        "del cambio.",
    ]


def test_a_name_has_no_gap_for_the_contact_data_behind_it() -> None:
    torn = reports.lines(reports.Evaluation(reports.CLOSING))
    at = torn.index("2. Coordinador de la Evaluación: María López Pérez")
    torn[at] = "2. Coordinador de la Evaluación: María López Pérez, mlopez@correo.uam.mx"
    head = ["● Fin", "Crecer.", "● Fortalezas", "Los apoyos llegaron.", "● Avances 2010", "Ninguno."]
    record = EXTRACTOR.extract(document(follow_ups.text([*head, *torn])), "ours").reading.record
    assert isinstance(record, PerformanceEvaluation)
    assert record.coordinator is not None
    assert record.coordinator.value == "María López Pérez"


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_are_no_telephones(figure: str) -> None:
    line = f"1\tRevisar el padrón {figure} en las zonas rurales.\tElaborarlo.\tUn padrón.\tPadrón.\n"
    assert f"Revisar el padrón {figure} en las zonas rurales." in outcome(HEADING + line)
