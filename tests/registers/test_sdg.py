"""Targets of the Sustainable Development Goals by their ordinals."""

import pytest

from asm_graph.knowledge import Knowledge
from asm_graph.registers import Registers

GOALS = Registers.load(Knowledge.default().seeds / "registers").sdg_goals


@pytest.mark.parametrize(
    ("goal", "ordinal", "notation"),
    [
        (1, 1, "1.1"),
        (1, 5, "1.5"),
        (1, 6, "1.a"),
        (1, 7, "1.b"),
        (1, 8, None),
        (3, 13, "3.d"),
        (16, 10, "16.10"),
        (16, 11, "16.a"),
        (17, 19, "17.19"),
        (17, 20, None),
        (5, 0, None),
        (18, 1, None),
    ],
)
def test_a_target_has_a_number_or_a_letter(goal: int, ordinal: int, notation: str | None) -> None:
    assert GOALS.target(goal, ordinal) == notation


def test_the_agenda_has_17_goals_and_169_targets() -> None:
    names = {GOALS.target(goal, ordinal) for goal in range(30) for ordinal in range(30)} - {None}
    assert len(GOALS.goals) == 17
    assert len(names) == 169
