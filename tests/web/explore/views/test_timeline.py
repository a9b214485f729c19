"""A timeline groups what is dated by quarter or year, names it and leads to it."""

from __future__ import annotations

from collections.abc import Callable

from asm_graph.web.explore.views.columns import ColumnChart
from asm_graph.web.explore.views.subject import ViewSubject
from asm_graph.web.explore.views.timeline import timeline_view

SubjectOf = Callable[..., ViewSubject]


def test_dates_of_few_years_are_shown_by_quarter_with_their_things(subject_of: SubjectOf) -> None:
    timeline = timeline_view(subject_of("asm"), "due")
    assert [(period.name, period.number) for period in timeline.periods] == [
        ("Trimestre 1 de 2018", 1),
        ("Trimestre 4 de 2018", 1),
    ]
    first = timeline.periods[0]
    (thing,) = first.things
    assert (thing.name, thing.address, thing.program) == ("Compromiso 0", "/doc/asm/0", "Fondo Plata")
    assert "2 de 4 ASM no traen fecha" in timeline.view.caption.note


def test_quarters_without_anything_keep_their_place(subject_of: SubjectOf) -> None:
    chart = timeline_view(subject_of("asm"), "due").view.layout
    assert isinstance(chart, ColumnChart)
    assert [label for _, label in chart.labels] == ["T1 2018", "T2 2018", "T3 2018", "T4 2018"]
    assert len(chart.columns) == 2


def test_a_period_leads_to_the_rows_of_it(subject_of: SubjectOf) -> None:
    address = timeline_view(subject_of("asm"), "due").periods[1].address
    assert address == "/explore/asm?due=2018-T4"
    assert subject_of("asm", "due=2018-T4").total == 1
    assert subject_of("asm", "due=2018").total == 2


def test_years_are_periods_of_their_own(subject_of: SubjectOf) -> None:
    timeline = timeline_view(subject_of("spending"), "year")
    assert [(period.name, period.number) for period in timeline.periods] == [("2018", 2), ("2020", 2)]


def test_nothing_dated_is_no_timeline(subject_of: SubjectOf) -> None:
    timeline = timeline_view(subject_of("asm", "state=mx-jal"), "due")
    assert timeline.periods == ()
    assert timeline.view.layout is None
