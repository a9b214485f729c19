from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.errors import InputError, RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.registers.codes import Codes

CODES = Codes.load(Knowledge.default().ontology)

LIST = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix c: <https://w3id.org/asm-graph/id/code/> .
"""


def write(folder: Path, turtle: str) -> Path:
    (folder / "codes.ttl").write_text(LIST + turtle, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("scheme", "printed", "notation"),
    [
        ("frequency", "Trimestral", "quarterly"),
        ("frequency", "TRI MESTRAL.", "quarterly"),
        ("frequency", "quarterly", "quarterly"),
        ("frequency", "Bianual", "biennial"),
        ("frequency", "Bienal", "biennial"),
        ("frequency", "Trianual", "triennial"),
        ("frequency", "Cuatrienal", "quadrennial"),
        ("frequency", "unica vez", "one-off"),
        ("asm-class", "Instit ucional", "institutional"),
        ("asm-class", "Aspectos específicos", "specific"),
        ("statement-kind", "¿Qué busca?", "seeks"),
        ("statement-kind", "Observaciones CONEVAL", "coneval-remark"),
        ("missing", "ND", "not-available"),
        ("missing", "n.d.", "not-available"),
        ("missing", "N/A", "not-applicable"),
        ("missing", "S/D", "no-data"),
        ("missing", " - ", "dash"),
        ("missing", "—", "dash"),
        ("population-kind", "Población Atendida Población Objetivo", "served-to-target"),
        ("dimension", "Economia", "economy"),
        ("evaluation-type", "EED", "eed"),
    ],
)
def test_a_printed_word_finds_its_entry(scheme: str, printed: str, notation: str) -> None:
    assert CODES.find(scheme, printed) == notation


@pytest.mark.parametrize("printed", ["", " ", "Otra", "0", "Trimestral y anual"])
def test_a_word_that_is_on_no_list_finds_nothing(printed: str) -> None:
    assert CODES.find("frequency", printed) is None
    assert CODES.find("missing", printed) is None


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("Evaluación Específica de Consistencia y Resultados con Enfoque Social", "consistency-and-results"),
        ("De Consistencia y resultados", "consistency-and-results"),
        ("Evaluación Específica de Desempeño al Programa Becas", "eed"),
        ("Evaluación de Diseño del Programa de Procesos Productivos", "design"),
        ("Evaluación al Programa de Impacto", None),
        ("", None),
    ],
)
def test_a_longer_text_names_an_entry(text: str, notation: str | None) -> None:
    assert CODES.named_in("evaluation-type", text) == notation


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        CODES.find("frequencies", "Anual")


@given(st.sampled_from(sorted(CODES.lists)), st.text())
def test_any_text_is_answered(scheme: str, printed: str) -> None:
    notation = CODES.find(scheme, printed)
    assert notation is None or CODES.find(scheme, notation) == notation


def test_one_word_on_two_entries_is_refused_by_name(tmp_path: Path) -> None:
    entry = '<https://w3id.org/asm-graph/id/code/l/{0}> skos:inScheme c:l ; skos:notation "{0}" ; '
    entry += 'skos:altLabel "Único"@es .\n'
    folder = write(tmp_path, entry.format("one") + entry.format("two"))
    with pytest.raises(RegisterError, match=r"code list l: 'Único' names one and two"):
        Codes.load(folder)


def test_an_entry_without_notation_is_refused_by_name(tmp_path: Path) -> None:
    folder = write(tmp_path, 'c:x skos:inScheme c:l ; skos:prefLabel "X"@es .')
    with pytest.raises(RegisterError, match=r"code/x>: an entry without skos:notation"):
        Codes.load(folder)


def test_broken_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "c:x skos:inScheme\n;")
    with pytest.raises(InputError, match=r"codes\.ttl, line \d+: .*correct the Turtle there"):
        Codes.load(folder)
