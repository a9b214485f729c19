from __future__ import annotations

from asm_graph.web.entities.year_grid import YearCell, YearFact, year_grid
from asm_graph.web.rendering.naming import Name

PLAN, OTHER = (Name("Plan uno", "es"),), (Name("Plan dos", "es"),)
A, B = Name("Objetivo A", "es"), Name("Objetivo B", "es")
MARK = YearCell("●", None)


def test_a_row_for_each_thing_and_a_column_for_each_year() -> None:
    grid = year_grid(
        [
            YearFact(PLAN, A, "1", "2015", MARK),
            YearFact(PLAN, A, "1", "2013", MARK),
            YearFact(OTHER, B, "2", "2015", MARK),
        ]
    )
    assert grid is not None
    assert grid.years == ("2013", "2015")
    assert [group for group, _ in grid.groups] == [PLAN, OTHER]
    (first,), (second,) = (rows for _, rows in grid.groups)
    assert (first.what, first.note, first.cells) == (A, "1", ((MARK,), (MARK,)))
    assert second.cells == ((), (MARK,))


def test_what_two_say_stands_twice_and_what_one_says_once() -> None:
    other = YearCell("1,000", None)
    facts = [YearFact((), A, "Hogar", "2017", cell) for cell in (MARK, other, MARK)]
    grid = year_grid(facts)
    assert grid is not None
    assert grid.groups[0][1][0].cells == ((MARK, other),)


def test_namesakes_are_told_apart_by_their_notes_and_the_undated_come_last() -> None:
    grid = year_grid([YearFact((), A, "Hogar", "", MARK), YearFact((), A, "Persona", "2017", MARK)])
    assert grid is not None
    assert grid.years == ("2017", "")
    assert [row.note for row in grid.groups[0][1]] == ["Hogar", "Persona"]


def test_nothing_said_is_no_table() -> None:
    assert year_grid([]) is None
