"""Sums of what became of ASM."""

from __future__ import annotations

from asm_graph.web.rendering.naming import Name
from asm_graph.web.scoreboard.tallies import STATES, Owner, Tally, TallyRow, grouped, total

BRANCH = Owner("https://w3id.org/asm-graph/id/branch/20", Name("Bienestar", "es"))
OTHER = Owner("https://w3id.org/asm-graph/id/branch/9", Name("Comunicaciones", "es"))
AGENCY = Owner("https://w3id.org/asm-graph/id/agency/uno", Name("Agencia Uno", "es"))
ROWS = (
    TallyRow(BRANCH, AGENCY, "2013-2014", Tally(4, completed=2, open=1, canceled=1, verified=1)),
    TallyRow(BRANCH, AGENCY, "2014-2015", Tally(2, completed=1, merged=1, disputed=1)),
    TallyRow(OTHER, AGENCY, "2014-2015", Tally(1, open=1)),
)


def test_rows_of_a_key_are_summed_figure_by_figure() -> None:
    assert grouped(ROWS, lambda row: row.branch) == {
        BRANCH: Tally(6, completed=3, open=1, merged=1, canceled=1, verified=1, disputed=1),
        OTHER: Tally(1, open=1),
    }
    assert grouped(ROWS, lambda row: row.cycle)["2014-2015"] == Tally(
        3, completed=1, open=1, merged=1, disputed=1
    )


def test_the_states_add_up_to_all_asm() -> None:
    summed = total(ROWS)
    assert summed.asms == sum(summed.states) == 7
    assert dict(zip(STATES, summed.states, strict=True)) == {
        "completed": 3,
        "open": 2,
        "merged": 1,
        "canceled": 1,
    }


def test_the_share_is_of_all_asm_and_nothing_where_there_are_none() -> None:
    assert total(ROWS).share == 43
    assert Tally().share is None


def test_branches_are_in_the_order_of_their_numbers() -> None:
    assert sorted([BRANCH, OTHER], key=lambda each: each.order) == [OTHER, BRANCH]
