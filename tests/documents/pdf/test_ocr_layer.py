"""Two readings of one page: which of them counts, and how sure its words are."""

from __future__ import annotations

import pytest

from asm_graph.documents.pages import Box, Page, PageWord
from asm_graph.documents.pdf.ocr_layer import with_layer


def words(text: str, confidence: float | None = None, down: float = 100) -> list[PageWord]:
    """The words of a line, each 40 points wide."""
    return [
        PageWord(word, Box(50 * place, down, 50 * place + 40, down + 10), confidence)
        for place, word in enumerate(text.split(), start=1)
    ]


def page(read: list[PageWord], turn: float = 0) -> Page:
    return Page(1, 612, 792, tuple(read), read_by="ocr", turn=turn)


def test_what_both_read_is_sure_and_the_rest_is_not() -> None:
    read = page(words("Evaluación de Oiseño y resultados", 0.9))
    found = with_layer(read, words("Evaluación de Diseño y resultados"))
    assert [(word.text, word.confidence) for word in found.words] == [
        *(("Evaluación", 0.95), ("de", 0.95), ("Diseño", 0.75), ("y", 0.95), ("resultados", 0.95))
    ]


def test_the_reading_with_more_words_of_spanish_counts() -> None:
    read = page(words("Informe de evaluación estratégica", 0.9))
    found = with_layer(read, words("Infnrrne dc evaluaciou estratégica"))
    assert [word.text for word in found.words] == ["Informe", "de", "evaluación", "estratégica"]
    assert [word.confidence for word in found.words] == [0.75, 0.75, 0.75, 0.95]


def test_what_one_of_them_has_missed_is_kept() -> None:
    read = page(words("Informe final", 0.9) + words("agosto", 0.9, down=300))
    found = with_layer(read, words("Informe final entregado"))
    assert [word.text for word in found.words] == ["Informe", "final", "entregado", "agosto"]
    assert found.words[-1].confidence == 0.75


def test_a_layer_is_turned_by_the_skew_of_its_scan() -> None:
    (word,) = with_layer(page([], turn=1), [PageWord("Informe", Box(550, 390, 590, 402))]).words
    assert word.box.left == pytest.approx(550, abs=0.2)
    assert word.box.top == pytest.approx(394.6, abs=0.2)  # a degree over 264 points from the middle
