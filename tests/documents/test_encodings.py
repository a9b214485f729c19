"""Bytes of every encoding in which Spanish is written are read right, or refused; nothing garbled is read."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asm_graph.documents.encodings import Decoder, GarbledWord, decoded_text

TEXTS = (
    "Atención a Puntos de Conflicto",
    "Prestación de servicios públicos de la región, por niñas y niños",
    "¿Qué población está en situación de pobreza?",
    "EVALUACIÓN DE POLÍTICAS PÚBLICAS, ÁREA TÉCNICA",
    "AÑO FISCAL: DISEÑO Y OPERACIÓN",
    "Ámbito económico; ambigüedad, así como el índice",
    "El 1° de julio «así» fue más",
)
CODECS = ("cp1252", "mac_roman", "cp850", "cp437")
ALONE = (
    "Atención", "ATENCIÓN", "Públicas", "PÚBLICAS", "POLÍTICA", "Ámbito", "ÁREA", "Única", "año", "AÑO",
    "más", "está", "índice", "ambigüedad", "Núñez", "Juárez", "México", "MÉXICO", "Educación Pública", "día",
)  # fmt: skip


def writable(text: str, codec: str) -> bool:
    """Code page 437 has no capital letter with an accent but É, Ñ and Ü."""
    return codec != "cp437" or not set("ÁÍÓÚ").intersection(text)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", [*TEXTS, "\n".join(TEXTS)])
def test_every_encoding_is_told_by_its_words(text: str, codec: str) -> None:
    if writable(text, codec):
        assert decoded_text(text.encode(codec))[0] == text
    assert decoded_text(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("codec", [*CODECS, "utf-8"])
@pytest.mark.parametrize("word", ALONE)
def test_one_accented_word_is_enough(word: str, codec: str) -> None:
    text = f"CICLO,RAMO,PROGRAMA\n2008,9,{word} del sector\n"
    if writable(word, codec):
        assert decoded_text(text.encode(codec))[0] == text


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from([*CODECS, "utf-8"])), min_size=1, max_size=9)
)
def test_rows_of_several_encodings_are_each_read_in_theirs(rows: list[tuple[str, str]]) -> None:
    written = [(text, codec) for text, codec in rows if writable(text, codec)]
    data = b"\r\n".join(text.encode(codec) for text, codec in written)
    assert decoded_text(data)[0] == "\r\n".join(text for text, _ in written)


@pytest.mark.parametrize("taken_for", ["cp1252", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("codec", [*CODECS, "utf-8"])
def test_what_was_decoded_wrongly_and_saved_again_is_read_or_refused(codec: str, taken_for: str) -> None:
    right = [text for text in TEXTS if writable(text, codec)]
    for text in right:
        garbled = text.encode(codec).decode(taken_for, errors="replace")
        for whole in (garbled, f"{TEXTS[0]}\n{garbled}"):
            try:
                found, _ = decoded_text(whole.encode())
            except GarbledWord:
                assert "\ufffd" in whole
            else:
                assert found == whole.replace(garbled, text)


def test_a_lost_letter_is_refused_with_its_line() -> None:
    with pytest.raises(GarbledWord) as refusal:
        decoded_text("Año\nMéxico\nAtenci\ufffdn a la población\n".encode())
    assert (refusal.value.word, refusal.value.line) == ("Atenci\ufffdn", 3)


@pytest.mark.parametrize("garbled", ["Atenci¤n", "Atenci¦n a la poblaci¦n", "P©blica"])
def test_signs_in_place_of_letters_are_refused(garbled: str) -> None:
    with pytest.raises(GarbledWord):
        decoded_text(f"El programa {garbled} del año".encode())


@pytest.mark.parametrize("codec", ["koi8-r", "cp1251", "iso8859-7", "cp1253"])
def test_another_alphabet_is_refused(codec: str) -> None:
    alphabet = "Оценка программы развития" if codec in {"koi8-r", "cp1251"} else "Αξιολόγηση του προγράμματος"
    with pytest.raises(GarbledWord):
        decoded_text(f"CICLO,PROGRAMA\n2008,{alphabet}\n".encode(codec))


@pytest.mark.parametrize(
    "text",
    [
        "Programa “Hábitat” – Normas’s (NOM´S), EBDI’s y O’Higgins • niños—as",
        "São Paulo, Québec, façade, Müller, naïve y crêpe",
        "H₂O, 10\u00a0000 m², 3×1, 25\u202f%, ½, n° 5 ª º €œ 😀 ▼ π ≥ 4",
        "muni\u00adcipios, poblacio\u0301n, bene\ufb01cio, \ufeffaño",
        "la Informaci¿n p¿blica de los 3 ¿Cómo?",
        "áéíóúüñ ÁÉÍÓÚÜÑ ¿? ¡!",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert decoded_text(text.encode()) == (text, "utf-8")


@settings(deadline=None)
@given(st.text("abcñÑáéíóúüÁÉÍÓÚÜ 1,;“”«»¿¡—–…°ºª\n\u00ad\u00a0\u0301"))
def test_spanish_letters_and_signs_are_never_taken_for_others(text: str) -> None:
    if any(letter.islower() and after in "ÁÉÍÓÚÜ" for letter, after in pairwise(text)):
        return
    assert decoded_text(text.encode())[0] == text


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding = decoded_text(data)
    except GarbledWord:
        return
    assert encoding in {"utf-8", *CODECS}
    assert text.count("\n") >= data.count(b"\n")


@given(st.binary(max_size=60).map(lambda data: data.decode("cp1252", errors="ignore")))
@settings(deadline=None)
def test_cells_are_mended_as_texts_are(text: str) -> None:
    """Two cells alone, or two lines of one text."""
    try:
        expected, _ = decoded_text(f"{text}\nPoblación".encode().replace(b"\r", b""))
    except GarbledWord:
        return
    cells = [*text.replace("\r", "").split("\n"), "Población"]
    assert "\n".join(map(Decoder.of(cells).mend, cells)) == expected.removeprefix("\ufeff")


def test_work_grows_as_the_text_does() -> None:
    """Long runs without a space, and many words: the words that are looked at are bounded."""
    choose = random.Random(850)  # noqa: S311  repeatable words, nothing secret
    for run in ("a" * 50_000, "á" * 50_000, "Ã³" * 20_000, "1" * 50_000, "—" * 50_000):
        assert decoded_text(f"{run} x".encode())[0]
    words = (f"“{choose.getrandbits(40):x}”x" for _ in range(60_000))
    with pytest.raises(GarbledWord):
        decoded_text(" ".join(words).encode())
