"""Numbered items are found where an item marker stands, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Passage
from asm_graph.documents.normalization import normalized
from asm_graph.spanish.items import paragraphs, split_items, tidy, without_markup


def passage(text: str) -> Passage:
    return Passage.of(text, 0, len(text))


def items(text: str) -> list[tuple[tuple[int, ...], str]]:
    return [(item.numbers, item.body.text) for item in split_items(passage(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Uno. 2. Dos", [((1,), "Uno."), ((2,), "Dos")]),
        ("1.- Uno 2.-Dos", [((1,), "Uno"), ((2,), "Dos")]),
        ("1) Uno; 2) ¿Dos?", [((1,), "Uno;"), ((2,), "¿Dos?")]),
        ("1 Realizar un diagnóstico.", [((1,), "Realizar un diagnóstico.")]),
        ("<p>1. Uno.</p> <p>2. Dos.</p>", [((1,), "Uno."), ((2,), "Dos.")]),
        ("<p>1. Uno.</p><p>Sigue.</p><p>2. Dos.</p>", [((1,), "Uno. Sigue."), ((2,), "Dos.")]),
        ("1 y 2.- Uno. 1 y 2.-Dos 3.- Tres", [((1, 2), "Uno."), ((1, 2), "Dos"), ((3,), "Tres")]),
        ("1, 2 y 3.- Todo", [((1, 2, 3), "Todo")]),
        ("1. En la Fase 2. Terminar. 2. Otro", [((1,), "En la Fase 2. Terminar."), ((2,), "Otro")]),
        ("1. El numeral 8.2 de 2009. 2. Se", [((1,), "El numeral 8.2 de 2009."), ((2,), "Se")]),
        ("1. Programa 3x1, del 1 al 2. Fin", [((1,), "Programa 3x1, del 1 al 2. Fin")]),
        ("1. 3x1 para Migrantes", [((1,), "3x1 para Migrantes")]),
        ("1. La población objetivo 2. Las metas", [((1,), "La población objetivo"), ((2,), "Las metas")]),
        ("1. Los artículos 1 y 2. Se revisan", [((1,), "Los artículos 1 y 2. Se revisan")]),
        ("1. Según el art. 2. Se revisan", [((1,), "Según el art. 2. Se revisan")]),
        ("1. Uno 2. dos", [((1,), "Uno 2. dos")]),
        ("1. Uno. 3. Tres", [((1,), "Uno. 3. Tres")]),
        ("2. Sigue de la página anterior.", [((2,), "Sigue de la página anterior.")]),
        ("a) Uno b) Dos", [((), "a) Uno b) Dos")]),
        ("I. Uno II. Dos", [((), "I. Uno II. Dos")]),
        ("Problemas: 1) el involucramiento; 2) Otros", [((), "Problemas: 1) el involucramiento; 2) Otros")]),
        ("28 Estados", [((), "28 Estados")]),
        ("31/12/2008", [((), "31/12/2008")]),
        ("3.5 Millones", [((), "3.5 Millones")]),
        ("1° de julio", [((), "1° de julio")]),
        ("", [((), "")]),
    ],
)
def test_split_items(text: str, expected: list[tuple[tuple[int, ...], str]]) -> None:
    assert items(text) == expected


def test_marker_is_kept_apart() -> None:
    (item,) = split_items(passage("<p>1 y 2.-Plan</p>"))
    assert item.marker is not None
    assert item.marker.text.endswith("1 y 2.-")
    assert item.body.text == "Plan"


def test_markup_is_dropped_and_paragraphs_stay_apart() -> None:
    text = "<p>Uno <b>dos</b></p><p>tres</p>\n<li>cuatro<br/>cinco</li>"
    assert without_markup(passage(text)).text == "Uno dos tres cuatro cinco"
    assert [part.text for part in paragraphs(passage(text))] == ["Uno dos", "tres", "cuatro", "cinco"]


def test_less_than_is_no_markup() -> None:
    assert without_markup(passage("si a < b y c > d")).text == "si a < b y c > d"


def test_tidy_keeps_the_evidence() -> None:
    text = "uno  \n dos\ttres "
    assert tidy(passage(text)).text == "uno dos tres"
    quoted = [text[span.start : span.end] for span in tidy(passage(text)).quotes()]
    assert "".join("".join(quoted).split()) == "unodostres"


@given(
    st.lists(st.sampled_from(["Revisar las metas", "Medir. Publicar", "¿Qué falta?"]), min_size=1, max_size=9)
)
def test_items_come_back(bodies: list[str]) -> None:
    for sign in (".", ".-", ")"):
        text = " ".join(f"{number}{sign} {body}" for number, body in enumerate(bodies, 1))
        assert items(text) == [((number,), body) for number, body in enumerate(bodies, 1)]


@given(st.text(alphabet="12. -)yA¿a<p>/\n", max_size=60) | st.text(max_size=100).map(normalized))
def test_any_text_is_split_without_loss(text: str) -> None:
    for item in split_items(passage(text)):
        for span in item.body.quotes():
            assert text[span.start : span.end].strip()
        for offset, letter in zip(item.body.offsets, item.body.text, strict=True):
            assert offset < 0 or text[offset] == letter or text[offset].isspace()
