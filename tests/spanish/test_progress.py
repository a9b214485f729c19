"""Progress cells in every written form."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Passage
from asm_graph.spanish.progress import read_progress


def passage(text: str) -> Passage:
    return Passage.of(text, 0, len(text))


def values(text: str) -> tuple[Decimal | None, str | None, bool | None]:
    progress = read_progress(passage(text))
    return (
        progress.percent and progress.percent.value,
        progress.note and progress.note.value,
        progress.rescheduled.value if progress.rescheduled else None,
    )


@pytest.mark.parametrize(
    ("text", "percent", "note", "rescheduled"),
    [
        ("Avance: 100%", "100", None, None),
        ("Avance %:100", "100", None, None),
        ("AVANCE (%): 75", "75", None, None),
        ("Avance del 75%", "75", None, None),
        ("100%", "100", None, None),
        ("100 %", "100", None, None),
        ("100", "100", None, None),
        ("0%", "0", None, None),
        ("33.3%", "33.3", None, None),
        ("33,3 %", "33.3", None, None),
        ("150%", "150", None, None),
        ("Porcentaje de avan ce: 10 0%", "100", None, None),
        ("100%. Nota: Si bien avanza", "100", "Si bien avanza", None),
        ("100% Concluido", "100", "Concluido", None),
        ("Porcentaje de avance: 75% Justificación: Falta 25%. Replanteamiento: Sí", "75", "Falta 25%.", True),
        ("<p>Porcentaje de avance: 100%</p> <p>Libre</p> <p>Replanteamiento: No</p>", "100", "Libre", False),
        ("Replanteamiento: NO", None, None, False),
        ("Replanteamiento: SI Porcentaje de avance: 10%", "10", None, True),
        ("Hay un avance del 75%", None, "Hay un avance del 75%", None),
        ("Concluido. Avance: 100%", "100", "Concluido.", None),
        ("Cumplido", None, "Cumplido", None),
        ("100% de las obras se verificó", None, "100% de las obras se verificó", None),
        ("Se reporta 50% de avance", None, "Se reporta 50% de avance", None),
        ("n.d.", None, None, None),
        ("ND", None, None, None),
        ("Avance: n.d.", None, None, None),
        ("", None, None, None),
    ],
)  # fmt: skip
def test_written_forms(text: str, percent: str | None, note: str | None, rescheduled: bool | None) -> None:  # noqa: FBT001  a table's column
    assert values(text) == (None if percent is None else Decimal(percent), note, rescheduled)


def test_labels_are_told_from_facts() -> None:
    progress = read_progress(passage("Porcentaje de avance: 75% Justificación: Falta. Replanteamiento: Sí"))
    assert [label.text for label in progress.labels] == [
        "Porcentaje de avance:", "Justificación:", "Replanteamiento:",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Avance: 5%", "100%", "<p>Replanteamiento: No</p>", "Avance %:100"])
def test_progress_cells_are_recognized(text: str) -> None:
    assert read_progress(passage(text)).is_recognizable


@pytest.mark.parametrize(
    "text", ["100", "1", "Porcentaje", "Cumplido", "n.d.", "", "96.3% de las obras", "31/12/2008"]
)
def test_other_cells_are_not(text: str) -> None:
    assert not read_progress(passage(text)).is_recognizable


@given(
    st.decimals(0, 100, places=1),
    st.sampled_from(["Avance: {}%", "{} %", "Porcentaje de avance: {}%", "{}%. Nota: x"]),
)
def test_percentages_come_back(percent: Decimal, form: str) -> None:
    text = form.format(percent)
    fact = read_progress(passage(text)).percent
    assert fact is not None
    assert fact.value == percent
    assert [str(percent) in text[span.start : span.end] for span in fact.spans] == [True]


@given(st.text(alphabet="Avance: 10%<p>/Nota.SíReplanteamiento", max_size=60) | st.text(max_size=100))
def test_any_text_is_read(text: str) -> None:
    progress = read_progress(passage(text))
    for fact in (progress.percent, progress.note, progress.rescheduled):
        for span in fact.spans if fact else ():
            assert text[span.start : span.end].strip()
