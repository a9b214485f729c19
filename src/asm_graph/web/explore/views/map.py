"""The map of a result: how many of its rows are of each state, and how many of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.explorer.choice import NONE, Choice
from asm_graph.web.explore.views.numbers import NumbersRow, NumbersTable
from asm_graph.web.explore.views.states import StateFigure, state_names, states_map
from asm_graph.web.explore.views.subject import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.explorer.counting import Count
    from asm_graph.web.explore.views.subject import ViewSubject

_FEW = 16
"""With no more states than these, blank ones are explained."""


def map_view(subject: ViewSubject, state: str) -> View:
    """Draw the states by a column of their codes.

    The states that are not chosen are shown too, so that a map of one state is not all there is.

    Raises:
        sqlite3.DatabaseError: the index of the release is damaged.
    """
    counts = {count.value: count for count in subject.others(state)}
    figures = {code: _figure(subject, state, code, counts.get(code)) for code in state_names()}
    title = subject.said("view_title_states")
    caption = subject.caption(title, subject.things, *_notes(subject, state, counts))
    return View(caption, "view_states.svg", states_map(figures), _numbers(subject, state, figures, counts))


def _figure(subject: ViewSubject, state: str, code: str, count: Count | None) -> StateFigure:
    number = count.number if count else 0
    address = subject.address(instead={state: (code,)}) if number else None
    return StateFigure(code, number, address, bool(count and count.chosen))


def _notes(subject: ViewSubject, state: str, counts: Mapping[str, Count]) -> list[str]:
    total = sum(count.number for count in counts.values())
    outside = sum(count.number for code, count in counts.items() if code not in state_names())
    everything = subject.explorer.counts(Choice(subject.choice.kind), state, subject.language)
    filled = sum(count.value in state_names() for count in everything)
    return [
        subject.said("view_stateless", number=outside, total=total)
        if outside
        else subject.said("view_all_in_states", total=total),
        subject.said("view_few_states", states=filled) if filled <= _FEW else "",
        subject.said("view_others_chosen") if subject.choice.facets.get(state) else "",
        subject.said("view_what_state"),
        subject.said("view_outlines"),
    ]


def _numbers(
    subject: ViewSubject, state: str, figures: Mapping[str, StateFigure], counts: Mapping[str, Count]
) -> NumbersTable:
    """Return every state, those with most first, and what is of none."""
    names = state_names()
    ordered = sorted(figures.values(), key=lambda each: (-each.number, names[each.code]))
    rows = [NumbersRow(names[each.code], (f"{each.number:,}",), each.address) for each in ordered]
    if none := counts.get(NONE):
        name = none.label or subject.said("view_not_stated")
        rows.append(NumbersRow(name, (f"{none.number:,}",), subject.address(instead={state: (NONE,)})))
    return NumbersTable((subject.said("view_state"), subject.said("view_number_of")), tuple(rows))
