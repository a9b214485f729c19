"""The subject of a Propósito, cut where a known verb begins."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.errors import RegisterError
from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers, Verbs
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.verbs import load_verbs

VERBS = Registers.load(Knowledge.default().seeds / "registers").verbs


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Las jornaleras cuentan con vivienda", "las jornaleras"),
        ("LOS JÓVENES RECIBEN becas", "los jóvenes"),
        ("Las familias no se les reduce el gasto", "las familias"),
        ("Las viviendas estan habitadas", "las viviendas"),
        ("Las viviendas están habitadas", "las viviendas"),
        ("La población  en\nrezago supera esta situación", "la población en rezago"),
        ("Niños reciben vacunas", "niños"),
        ("Ser cuentan con agua", None),
        ("Cuentan con agua los hogares", None),
        ("Los hogares cuentan", None),
        ("Los hogares cuentan, por fin, con agua", None),
        ("Contribuir al bienestar", None),
        ("", None),
    ],
)
def test_the_subject_of_a_sentence(text: str, subject: str | None) -> None:
    assert VERBS.subject(text) == subject


@given(st.text())
def test_any_text_has_a_subject_out_of_its_own_words_or_none(text: str) -> None:
    subject = VERBS.subject(text)
    assert subject is None or " ".join(text.split()).lower().startswith(subject)


def test_a_text_without_a_verb_is_read_once_however_long_it_is() -> None:
    assert VERBS.subject(" " * 100_000 + "no " * 100_000) is None


@pytest.mark.parametrize(
    ("row", "fault"),
    [("contar,,cuentan", "singular: the cell is blank"), ("contar,se cuenta,cuentan", "no word")],
)
def test_a_form_is_one_word(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "verbs.csv").write_text(f"verb,singular,plural,source\n{row},MIR\n", encoding="utf-8")
    problems = Problems()
    load_verbs(tmp_path, problems)
    with pytest.raises(RegisterError, match=fault):
        problems.raise_any()


def test_without_verbs_nothing_has_a_subject() -> None:
    assert Verbs().subject("Las jornaleras cuentan con vivienda") is None
