"""What repeats in a document is one; what only resembles it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Passage
from asm_graph.graph.repetitions import (
    combined,
    differing,
    distinct_asms,
    distinct_indicators,
    distinct_levels,
    distinct_statements,
    is_like,
)
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.records.evaluations import Evaluation, Statement
from asm_graph.records.matrices import Indicator, Level
from asm_graph.records.texts import Fact, fact, value_of


def printed(text: str) -> Fact[str]:
    return fact(Passage.of(text, 0, len(text)))


LONG = "Establecer una estrategia de cobertura de mediano y largo plazo con perspectiva de género"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Depurar el padrón.", "DEPURAR  EL PADRÓN", True),
        ("Depurar el padrón de beneficiarios", "Depurar el padrôn de beneficiarlos", True),
        ("Etapa 1 de la capacitación", "Etapa 2 de la capacitación", False),
        (LONG, LONG[:60], True),
        ("Depurar", "Depurar el padrón de beneficiarios del programa", False),
        ("Depurar el padrón.", "Publicar las reglas.", False),
        ("", "", True),
    ],
)
def test_texts_that_repeat_each_other(*, one: str, other: str, alike: bool) -> None:
    assert is_like(one, other) is alike
    assert is_like(other, one) is alike


@given(st.text(), st.text())
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert is_like(one, one)
    assert is_like(one, other) == is_like(other, one)


def test_a_record_gets_what_only_the_other_says() -> None:
    one = Evaluation(type="design", collaborators=("Ana",))
    other = Evaluation(type="process", period="2018", collaborators=("ANA", "Luis"))
    both = combined(one, other)
    assert (both.type, both.period, both.collaborators) == ("design", "2018", ("Ana", "Luis"))
    assert list(differing(one, other)) == ["type"]
    assert list(differing(one, Evaluation(type="Design."))) == []


def asm(text: str, *actions: Action, number: int = 1) -> tuple[object, Asm]:
    return number, Asm(number=number, text=printed(text), actions=actions)


def action(number: int, text: str, **details: str) -> Action:
    return Action(number, text, Details(**details))  # type: ignore[arg-type]


def test_the_asm_of_a_later_part_is_added_to_the_one_it_repeats() -> None:
    working = asm("Depurar el padrón.", action(1, "Contratar."), action(2, "Depurar."))
    progress = asm("Depurar el padron", action(2, "Depurar.", remarks="Hecho"), action(1, "Informar."))
    (one,) = distinct_asms([[working], [progress]])
    assert [(value_of(each.number), each.text, each.details.remarks) for each in one.actions] == [
        (1, "Contratar.", None),
        (2, "Depurar.", "Hecho"),
        (3, "Informar.", None),
    ]
    assert one.text is not None
    assert value_of(one.text) == "Depurar el padrón."


def test_an_action_that_both_parts_print_twice_stays_two() -> None:
    working = asm("Depurar.", action(1, "Contratar.", remarks="A"), action(2, "Contratar.", remarks="B"))
    progress = asm("Depurar.", action(1, "Contratar.", progress="10"), action(2, "Contratar.", progress="20"))
    (one,) = distinct_asms([[working], [progress]])
    assert [(value_of(each.number), each.details.remarks, each.details.progress) for each in one.actions] == [
        (1, "A", "10"),
        (2, "B", "20"),
    ]


def test_asm_of_one_part_or_of_other_texts_or_numbers_stay_apart() -> None:
    one, two = asm("Depurar el padrón."), asm("Publicar las reglas de operación.")
    assert len(distinct_asms([[one, one]])) == 2
    assert len(distinct_asms([[one], [two]])) == 2
    assert len(distinct_asms([[one], [asm("Depurar el padrón.", number=2)]])) == 2


def test_levels_and_indicators_repeat_those_of_earlier_parts_only() -> None:
    fin, other = (Level("fin", narrative=text) for text in ("Contribuir al bienestar", "Reducir la pobreza"))
    assert len(distinct_levels([[fin], [fin, other]])) == 2
    assert len(distinct_levels([[fin, fin]])) == 2
    assert len(distinct_levels([[Level("fin")], [Level("fin")]])) == 2
    named = Indicator(name="Cobertura", level=printed("Fin"))
    later = Indicator(name="COBERTURA", method="Suma")
    (indicator,) = distinct_indicators([[named], [later]])
    assert indicator.method == "Suma"
    elsewhere = Indicator(name="Cobertura", level=printed("Propósito"))
    assert len(distinct_indicators([[named], [elsewhere]])) == 2
    assert len(distinct_indicators([[Indicator()], [Indicator()]])) == 2


def test_statements_are_one_only_if_their_words_are_equal() -> None:
    one, same, other = (
        Statement("recommendation", None, printed(text))
        for text in (
            "Medir el componente 1 bien",
            "medir el COMPONENTE 1 bien.",
            "Medir el componente 2 bien",
        )
    )
    assert [value_of(each.text) for each in distinct_statements([one, same, other])] == [
        "Medir el componente 1 bien",
        "Medir el componente 2 bien",
    ]
