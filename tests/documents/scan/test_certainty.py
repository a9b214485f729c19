"""How sure a word is by its letters, and what its ink says where engines confuse signs."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from asm_graph.documents.scan.certainty import judged
from asm_graph.documents.scan.recognition import RecognizedWord
from asm_graph.documents.scan.signs import lone_dash, with_signs


def word(text: str, left: float = 0, width: float = 60, top: float = 0, height: float = 30) -> RecognizedWord:
    return RecognizedWord(text, left, top, left + width, top + height, 0.96)


@pytest.mark.parametrize(
    "text",
    [
        "evaluación",
        "Evaluación:",
        "(ASM),",
        "de",
        "2022",
        "31-12-2024",
        "$15,000.00",
        "75.5%",
        "PP107",
        "EEMOP09",
        "II",
    ],
)
def test_words_and_figures_keep_their_certainty(text: str) -> None:
    found = judged(word(text))
    assert found.text == text
    assert found.confidence > 0.8


@pytest.mark.parametrize("text", ["Ambito", "evaluaclón", "prograrna"])
def test_a_word_that_looks_like_a_common_one_is_doubtful(text: str) -> None:
    found = judged(word(text))
    assert found.text == text
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    "text", ["Pob1ac10n", "EvaLuación", "PROGRAMAs", "l07", "2O22", "MIRO9", "(DINO8)", "1?"]
)
def test_letters_among_digits_are_doubtful(text: str) -> None:
    found = judged(word(text))
    assert found.text == text
    assert found.confidence <= 0.5


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Evaluaci6n", "Evaluación"), ("coordinaci6n,", "coordinación,"), ("ll.", "II."), ("(lIl)", "(III)")],
)
def test_a_repaired_word_stays_doubtful(text: str, meant: str) -> None:
    found = judged(word(text))
    assert found.text == meant
    assert found.confidence < 0.7


def test_dashes_are_told_by_their_length() -> None:
    dashes = [word("—", 80, width=11), word("—", 100, width=18), word("–", 130, width=29)]
    found = with_signs([word("meta"), *dashes, word("anual", 180), word("más", 250)], np.full((40, 320), 255))
    assert [one.text for one in found] == ["meta", "-", "–", "—", "anual", "más"]


@pytest.mark.parametrize(("thickness", "read"), [(cv2.FILLED, "•"), (2, "e")])
def test_a_disc_before_a_line_is_a_bullet_and_a_ring_is_not(thickness: int, read: str) -> None:
    picture = np.full((60, 300), 255, np.uint8)
    cv2.circle(picture, (20, 20), 6, 0, thickness)
    line = [word("e", 12, width=16, top=12, height=16), word("Analizar", 50, width=120, top=5)]
    assert [one.text for one in with_signs(line, picture)] == [read, "Analizar"]


def test_a_disc_within_a_line_is_no_bullet() -> None:
    picture = np.full((60, 300), 255, np.uint8)
    cv2.circle(picture, (150, 20), 6, 0, cv2.FILLED)
    line = [word("Analizar", 10, width=120, top=5), word("e", 142, width=16, top=12, height=16)]
    assert [one.text for one in with_signs(line, picture)] == ["Analizar", "e"]


@pytest.mark.parametrize(("width", "height", "is_dash"), [(20, 6, True), (8, 8, False), (300, 4, False)])
def test_a_dash_alone_in_a_cell_is_one_by_its_shape(width: int, height: int, *, is_dash: bool) -> None:
    picture = np.full((60, 400), 255, np.uint8)
    cv2.rectangle(picture, (40, 30), (39 + width, 29 + height), 0, cv2.FILLED)
    found = lone_dash(picture)
    assert (found is not None) is is_dash
    if found:
        assert (found.text, found.left, found.top, found.right, found.bottom) == ("-", 40, 30, 60, 36)
