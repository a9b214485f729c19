"""The questions about what became of ASM, over a small inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[..., list[tuple[str | None, ...]]]

A, B, C, STATE = "program/20-S001", "program/20-S002", "program/9-E003", "program/mx-zac/fondo"
FIRST, SECOND = "2013-2014", "2014-2015"


@pytest.fixture
def question(ask: Callable[[str], Ask]) -> Ask:
    return ask("follow-up")


def test_follow_through_by_branch_agency_and_cycle(question: Ask) -> None:
    rows = question("asm-follow-through", columns=11)
    assert rows == [
        (None, "agency/dos", FIRST, "1", "0", "0", "0", "1", "0", "0", "1"),
        ("branch/20", "agency/dos", FIRST, "1", "0", "0", "1", "0", "0", "0", "1"),
        ("branch/20", "agency/uno", FIRST, "2", "2", "0", "0", "0", "1", "1", "1"),
        ("branch/20", "agency/uno", SECOND, "1", "0", "1", "0", "0", "0", "0", "1"),
        ("branch/9", None, FIRST, "1", "0", "0", "0", "1", "0", "0", "1"),
    ]


def test_follow_through_of_a_branch_and_a_cycle(question: Ask) -> None:
    assert [row[1] for row in question("asm-follow-through", branch="20")] == [
        "agency/dos",
        "agency/uno",
        "agency/uno",
    ]
    assert [row[1] for row in question("asm-follow-through", branch="20", cycle=SECOND)] == ["agency/uno"]
    assert question("asm-follow-through", branch="9", cycle=SECOND) == []


def test_asm_by_theme_with_their_states(question: Ask) -> None:
    assert question("asm-by-theme") == [
        ("Diseño", "3", "2", "2", "0", "1", "0", "0"),
        ("Operación", "2", "2", "0", "0", "0", "1", "1"),
        (None, "1", "1", "0", "1", "0", "0", "0"),
    ]
    assert question("asm-by-theme", branch="9", columns=2) == [(None, "1")]
    assert question("asm-by-theme", cycle=SECOND, columns=2) == [("Operación", "1")]


def test_evaluations_without_asm_and_asm_without_evaluation_have_rows(question: Ask) -> None:
    rows = question("evaluation-to-asm", columns=7)
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        (None, A, None, "asm/3"),
        ("evaluation/one", A, "2012", "asm/1"),
        ("evaluation/one", A, "2012", "asm/2"),
        ("evaluation/two", A, "2013", None),
        (None, B, None, "asm/4"),
        (None, C, None, "asm/5"),
        (None, STATE, None, "asm/6"),
    ]
    assert {row[4]: row[6] for row in rows if row[4] in {"asm/1", "asm/3"}} == {
        "asm/1": "code/asm-state/completed",
        "asm/3": "code/asm-state/canceled",
    }
    assert len(question("evaluation-to-asm", program="20-S001")) == 4
