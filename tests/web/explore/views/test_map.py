"""The map counts states by whose program it is, never by where an agency is, and says what it leaves out."""

from __future__ import annotations

from collections.abc import Callable

from asm_graph.web.explore.views.map import map_view
from asm_graph.web.explore.views.states import StatesMap
from asm_graph.web.explore.views.subject import ViewSubject

SubjectOf = Callable[..., ViewSubject]


def test_every_state_has_its_number_in_the_table(subject_of: SubjectOf) -> None:
    view = map_view(subject_of("asm"), "state")
    numbers = {row.name: row.cells[0] for row in view.numbers.rows}
    assert len(numbers) == 33
    assert (numbers["Zacatecas"], numbers["Jalisco"], numbers["Sonora"]) == ("2", "1", "0")
    assert view.numbers.rows[0].address == "/explore/asm?state=mx-zac"


def test_it_says_what_is_of_no_state_and_how_few_states_there_are(subject_of: SubjectOf) -> None:
    note = map_view(subject_of("asm"), "state").caption.note
    assert "1 de 4 ASM no son de una entidad" in note
    assert "2 de las 32 entidades" in note


def test_a_federal_program_of_an_agency_in_a_state_is_of_no_state(subject_of: SubjectOf) -> None:
    view = map_view(subject_of("programs", "q=Niñez"), "state")
    assert view.layout is None
    assert "1 de 1 programas no son de una entidad" in view.caption.note


def test_other_states_stay_on_the_map_when_one_is_chosen(subject_of: SubjectOf) -> None:
    view = map_view(subject_of("asm", "state=mx-jal"), "state")
    assert isinstance(view.layout, StatesMap)
    drawn = {each.state.code: each.state for each in view.layout.states}
    assert drawn["mx-jal"].is_chosen
    assert (drawn["mx-jal"].number, drawn["mx-zac"].number) == (1, 2)
    assert view.layout.states[-1].state.code == "mx-jal"  # its edge lies over the others
    assert "no están elegidas" in view.caption.note
