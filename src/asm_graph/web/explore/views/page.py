"""The views of a result as parts of its page, and their drawings as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.explorer.choice import NONE
from asm_graph.web.drawing.download import Drawing
from asm_graph.web.drawing.figure import Figure, figure_of
from asm_graph.web.explore.address import VIEW
from asm_graph.web.explore.views.asked import (
    BY,
    COUNT,
    PAIR,
    SHOWN,
    SUM,
    ChartAsked,
    Shown,
    columns_of,
    shown_of,
)
from asm_graph.web.explore.views.chart import chart_view
from asm_graph.web.explore.views.map import map_view
from asm_graph.web.explore.views.subject import CHART, MAP, TABLE, TIMELINE, VIEWS
from asm_graph.web.explore.views.timeline import timeline_view

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.web.explore.address import Parameters
    from asm_graph.web.explore.views.subject import View, ViewSubject
    from asm_graph.web.explore.views.timeline import Period


@dataclass(frozen=True, slots=True)
class ViewTab:
    """One way to see the result, by its name (`chart`) and its word, and where it is."""

    name: str
    word: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen in a list."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownView:
    """A view on its page: its figure, if there is anything to draw, and what can be chosen."""

    view: View
    figure: Figure | None
    shown: tuple[Option, ...] = ()
    by: tuple[Option, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultViews:
    """The ways to see a result, and the one that is asked for, none where that is the table.

    `action` and `kept` are where the form of a chart leads and what it keeps of the address.
    """

    tabs: tuple[ViewTab, ...]
    shown: ShownView | None
    action: str
    kept: Parameters


def result_views(request: Request, subject: ViewSubject) -> ResultViews:
    """Return the view that an address asks for among those that say something of a result.

    Raises:
        sqlite3.DatabaseError: the index of the release is damaged, as in all of these.
    """
    asked = request.query_params.get(VIEW, TABLE)
    shown = shown_view(request, subject, asked)
    current = asked if shown else TABLE
    tabs = tuple(
        ViewTab(name, word, subject.address({} if name == TABLE else {VIEW: name}), name == current)
        for name, word in VIEWS.items()
        if name in {TABLE, current} or _says_something(subject, name)
    )
    kept = tuple(each for each in subject.place.query() if each[0] not in {SHOWN, BY})
    return ResultViews(tabs, shown, subject.place.path, kept)


def _says_something(subject: ViewSubject, name: str) -> bool:
    """Whether rows of the result have values for a view."""
    table = subject.table
    if not subject.total or name == CHART:
        return bool(subject.total and table.chart)
    if name == MAP:
        return table.map is not None and any(
            count.number for count in subject.others(table.map.state) if count.value != NONE
        )
    column = _dating(subject)
    return bool(column) and any(
        value is not None for (value,) in subject.explorer.values(subject.choice, column)
    )


def _dating(subject: ViewSubject) -> str:
    timeline = subject.table.timeline
    return (timeline.date or timeline.year) if timeline else ""


def shown_view(request: Request, subject: ViewSubject, name: str) -> ShownView | None:
    """Make the view of this name for a page; None where the table has no such view."""
    asked = _chart_asked(request, subject, name)
    found = _view(subject, name, asked)
    if found is None:
        return None
    view, periods = found
    drawing = _drawing(subject, name, view, asked)
    figure = figure_of(request, drawing) if drawing else None
    shown, by = _choices(subject, asked) if asked else ((), ())
    return ShownView(view, figure, shown, by, periods)


def view_drawing(request: Request, subject: ViewSubject, name: str) -> Drawing | None:
    """Draw the view of this name by itself; None where there is no such view or nothing to draw."""
    asked = _chart_asked(request, subject, name)
    found = _view(subject, name, asked)
    return _drawing(subject, name, found[0], asked) if found else None


def _chart_asked(request: Request, subject: ViewSubject, name: str) -> ChartAsked | None:
    return ChartAsked.of(subject.table, request.query_params) if name == CHART else None


def _view(
    subject: ViewSubject, name: str, asked: ChartAsked | None
) -> tuple[View, tuple[Period, ...]] | None:
    """Make a view, and the periods of a timeline; None where the table has no such view."""
    if asked:
        return chart_view(subject, asked), ()
    if name == MAP and subject.table.map:
        return map_view(subject, subject.table.map.state), ()
    if name == TIMELINE and (column := _dating(subject)):
        timeline = timeline_view(subject, column)
        return timeline.view, timeline.periods
    return None


def _drawing(subject: ViewSubject, name: str, view: View, asked: ChartAsked | None) -> Drawing | None:
    if view.layout is None:
        return None
    more = asked.parameters if asked else {}
    return Drawing(
        view.template,
        view.caption,
        {"chart": view.layout},
        view.layout.width,
        view.layout.height,
        subject.address(more, end=f"/{name}"),
        subject.address({VIEW: name, **more}),
    )


def _choices(subject: ViewSubject, asked: ChartAsked) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Return what the chart can show, and by which columns."""
    shown = tuple(
        Option(each.parameter, _label(subject, each), each == asked.shown) for each in shown_of(subject.table)
    )
    if not asked.by:
        return shown, ()
    by = tuple(
        Option(name, subject.column(name).of(subject.language), name == asked.by)
        for name in columns_of(subject.table, asked.shown)
    )
    return shown, by


def _label(subject: ViewSubject, shown: Shown) -> str:
    if shown.how == COUNT:
        return subject.said("view_number_of")
    if shown.how == PAIR:
        across, up = shown.columns
        label = subject.column(up).of(subject.language)
        return subject.said("view_pair_of", up=label, across=subject.head(across))
    key = "view_sum_of" if shown.how == SUM else "view_spread_of"
    return subject.said(key, column=subject.column(shown.columns[0]).of(subject.language))
