"""Contact data is found by label and form, however it is written; figures that look like it stay."""

from __future__ import annotations

import re
import time
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.open_data import open_data
from tests.spanish.contact_forms import CONTACTS, FIGURES

from asm_graph.documents import TextDocument, load
from asm_graph.documents.csv_file import as_table
from asm_graph.knowledge import Knowledge
from asm_graph.spanish.contact import OMITTED, contact_spans, withheld

if TYPE_CHECKING:
    from collections.abc import Callable

AROUND = (
    "Registros de la unidad, {}.",
    "{}",
    "Avisar a la Lic. Ana Prueba ({}) del cambio",
    "Lo atiende {} desde enero",
    "Padrón:\n{}\nSiguiente renglón",
)
PIECES_OF_OURS = re.compile(r"\d|@|perez|dependencia|dencia|pega", re.IGNORECASE)
PIECES = st.one_of(
    st.text("0123456789", min_size=2, max_size=11),
    st.sampled_from(
        ["Tel.", "Teléfono:", "ext.", "fax", "cel.", "(55)", "(614)", "01", "+52", "RFC", "folio"]
    ),
    st.sampled_from(
        ["-", " - ", ",", ".", "y", "al", "obras", "%", "$", "2007-2012", "los", "(", ")", "@", "_"]
    ),
    st.sampled_from(["a.b@c.gob.mx", "a_b @c.mx", "55-5481-7200", "5554817200", "614 429 3300", "5481 7200"]),
    st.sampled_from(
        ["PEGA800101AB1", "PEGA800101HDFRRN09", "millones de pesos", "https://x.mx/", "é", OMITTED]
    ),
)
RUNS: dict[str, Callable[[int], str]] = {
    "a.a.a.@": lambda size: "a." * (size // 2) + "@",
    "12-12-12": lambda size: "12-" * (size // 3),
    "1111": lambda size: "1" * size,
    "1 1 1": lambda size: "1 " * (size // 2),
    "one digit a line": lambda size: "1\n" * (size // 2),
    "rows of figures": lambda size: "100\n100\n1175\n" * (size // 13),
    "numbers": lambda size: "55 5481 7200 " * (size // 13),
    "a list of numbers": lambda size: "Tel. 5481 7200" + ", 7201" * (size // 6),
    "extensions": lambda size: "ext. 12, " * (size // 9),
    "brackets": lambda size: "(55)" * (size // 4),
    "decomposed letters": lambda size: "e\N{COMBINING ACUTE ACCENT}" * (size // 2) + "1",
    "unseen signs": lambda size: "\N{ZERO WIDTH SPACE}" * size + "1",
    "spaces": lambda size: "tel" + " " * size + "1",
    "labels": lambda size: "teléfono de la " * (size // 15) + "1",
    "signs at": lambda size: "@" * size,
    "a@a@a@": lambda size: "a@" * (size // 2),
    "a_at_b_at_b": lambda size: "a" + "_at_b" * (size // 5),
    "words before": lambda size: "mail mail mail a@" * (size // 17),
    "a@b.b.b": lambda size: "a@" + "b." * (size // 2),
    "a@b-": lambda size: "a@" + "b-\n" * (size // 3),
    "words for signs": lambda size: "a arroba b punto " * (size // 17),
    "addresses": lambda size: "http://a.com/" * (size // 13) + "1",
    "rows": lambda size: "teléfono\t1\t" * (size // 11),
    "lines of cells": lambda size: "teléfono\t\n" + "1\t12\n" * (size // 5),
    "hosts": lambda size: "a.b-" * (size // 4) + "1",
    "keys": lambda size: "pega800101" * (size // 10),
    "letters of keys": lambda size: "p e g a 8 0 0 1 0 1 " * (size // 20),
    "words for codes": lambda size: "folio de la clave " * (size // 18) + "5554817200",
}
"""Texts that grow, each of one kind of piece that a pattern may try again and again."""


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in contact_spans(text)]


@pytest.mark.parametrize("form", [form for forms in CONTACTS.values() for form in forms])
def test_nothing_is_left_of_contact_data(form: str) -> None:
    shown = [withheld(sentence.format(form)) for sentence in AROUND]
    assert [text for text in shown if PIECES_OF_OURS.search(text)] == []
    assert all(OMITTED in text for text in shown)


@pytest.mark.parametrize("figure", [figure for figures in FIGURES.values() for figure in figures])
def test_figures_stay(figure: str) -> None:
    for sentence in ("{}", "Se reportó {} en el informe.", "Con {}\ny más", "Ana, {}"):
        assert found(sentence.format(figure)) == []


def test_there_are_enough_forms_of_every_kind() -> None:
    assert sum(map(len, CONTACTS.values())) > 200
    assert sum(map(len, FIGURES.values())) > 90
    assert all(CONTACTS.values())
    assert all(FIGURES.values())


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Escriba a ana.lopez@sedesol.gob.mx.", ["ana.lopez@sedesol.gob.mx"]),
        ("Tel. 54 81 72 00 ext. 70045", ["Tel. 54 81 72 00 ext. 70045"]),
        ("(55) 54817200 ext. 70045", ["(55) 54817200 ext. 70045"]),
        ("llamar al 01 800 007 3705.", ["01 800 007 3705"]),
        ("a@b.mx 55 51417900", ["a@b.mx", "55 51417900"]),
        ("en el 5123-5678.", ["5123-5678"]),
        ("ext. 70045", ["ext. 70045"]),
        ("Teléfono (con clave lada): 614 429 33 00", ["614 429 33 00"]),
        ("4.6 Teléfono: (55) 5481 7200\n4.7 Nombre", ["Teléfono: (55) 5481 7200"]),
        ("Tel. 5481 7200, 2 de mayo", ["Tel. 5481 7200"]),
        ("Tel. 5481 7200, $2,500.00", ["Tel. 5481 7200"]),
        ("Tel. 5481 7200 y 25 familias", ["Tel. 5481 7200"]),
        ("55\N{ZERO WIDTH SPACE}5481\N{ZERO WIDTH SPACE}7200", ["55\u200b5481\u200b7200"]),
        ("RFC PEGA800101AB1 y ADE0104178D2", ["PEGA800101AB1"]),
    ],
)
def test_where_it_stands(text: str, contact: list[str]) -> None:
    assert found(text) == contact


@given(st.text())
def test_any_text_has_spans_in_order_that_do_not_overlap(text: str) -> None:
    spans = contact_spans(text)
    assert all(span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@given(st.text(st.sampled_from("0123456789 -.()/+@aeltx,\n\N{SOFT HYPHEN}４é"), max_size=80))
def test_nothing_is_found_again_in_what_is_left(text: str) -> None:
    left = withheld(text)
    for _ in text:
        left = withheld(left)
    assert withheld(left) == left


@pytest.mark.parametrize(
    "table", ["mir-2022.xlsx", "official/asm-2010-2020.csv", "official/evaluaciones.csv"]
)
def test_federal_tables_lose_nothing_but_contact_data(table: str) -> None:
    """What is found in their cells has an @, or a word before it that says what it is."""
    source = load(open_data() / "federal" / table)
    sheets = as_table(source).sheets if isinstance(source, TextDocument) else source.sheets
    cells = {cell for sheet in sheets for row in sheet.rows for cell in row if not cell.isdecimal()}
    assert len(cells) > 1000
    for cell in cells:
        for span in contact_spans(cell):
            contact = cell[max(0, span.start - 20) : span.end]
            assert "@" in contact or re.search(r"\b(?:tel|ext)", contact, re.IGNORECASE), contact


@cache
def shape_patterns() -> list[re.Pattern[str]]:
    """The patterns of the shapes that block a release: they must ask for no more than is withheld."""
    turtle = (Knowledge.default().shapes / "integrity" / "contact.ttl").read_text(encoding="utf-8")
    written = re.findall(r"(?:\(|\|\| )REGEX\(STR\(\?literal\), \"([^\"]+)\"(, \"i\")?\)", turtle)
    return [re.compile(pattern, re.IGNORECASE if flag else 0) for pattern, flag in written]


def test_the_shapes_have_patterns_for_each_kind() -> None:
    assert len(shape_patterns()) > 10
    forms = ("ana.perez@dependencia.gob.mx", "Tel. 5481 7200", "PEGA800101AB1", "PEGA800101HDFRRN09")
    for form in forms:
        assert any(pattern.search(form) for pattern in shape_patterns())


@settings(max_examples=1000, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=7), st.sampled_from(["", " "]))
@example(["00", "@", "Tel.", "https://x.mx/"], "")
def test_what_remains_passes_the_shapes(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    while (left := withheld(text)) != text:
        text = left
    if re.search("[A-Za-z]", text):
        assert [pattern.pattern for pattern in shape_patterns() if pattern.search(text)] == []


@pytest.mark.parametrize("run", RUNS)
def test_the_work_grows_as_the_text_does(run: str) -> None:
    """Eight times the text is eight times the work: were it quadratic, it would be sixty-four times."""
    few, many = RUNS[run](1_500), RUNS[run](12_000)
    assert processor_time(many) < 24 * processor_time(few)


def processor_time(text: str) -> float:
    """The least of some runs, so that what else a machine does does not count."""
    times = []
    for _ in range(3):
        started = time.process_time_ns()
        contact_spans(text)
        times.append(time.process_time_ns() - started)
    return min(times)
