"""The actions of an ASM on a line of time: when each was due and when it was done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.web.drawing.axis import apart
from asm_graph.web.entities.series import scale

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, ROW, _LEFT, _MARGIN, _HEAD, _LEGEND = 640, 34, 110, 40, 30, 30
"""The drawing in its own units: a row for each action, room for the years above and the legend below them."""

_FIRST_DAY = "-01"


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A date in the drawing: `kind` is `due` or `done`."""

    x: float
    y: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class DatedAction:
    """An action by number, with its dates as in the data (`2009-12-31`, `2009-12`), if any."""

    number: str
    due: str
    done: str
    due_label: str
    done_label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The marks of the actions, one line each, and the positions of the years."""

    base: int
    rows: tuple[tuple[float, str], ...]
    marks: tuple[TimelineMark, ...]
    years: tuple[tuple[float, str], ...]

    @property
    def width(self) -> int:
        """Width in its own units."""
        return WIDTH

    @property
    def height(self) -> int:
        """Height in its own units, the legend included."""
        return self.base + _LEGEND

    @property
    def labels(self) -> tuple[tuple[float, str], ...]:
        """The years that can be written without overlapping."""
        return apart(self.years)

    def has(self, kind: str) -> bool:
        """Whether there are marks of a kind, for the legend."""
        return any(mark.kind == kind for mark in self.marks)


def timeline_of(actions: Sequence[DatedAction]) -> Timeline | None:
    """Lay out the actions that have a date; None where none has."""
    dated = [action for action in actions if action.due or action.done]
    days = [_day(text) for action in dated for text in (action.due, action.done) if text]
    if not days:
        return None
    first, last = min(days).year, max(days).year + 1
    starts = {year: dt.date(year, 1, 1).toordinal() for year in range(first, last + 1)}
    across = scale((starts[first], starts[last]), _LEFT, WIDTH - _MARGIN)
    rows, marks = [], []
    for place, action in enumerate(dated):
        y = _HEAD + ROW * (place + 0.5)
        rows.append((y, action.number))
        for kind, text, label in (
            ("due", action.due, action.due_label),
            ("done", action.done, action.done_label),
        ):
            if text:
                marks.append(TimelineMark(across(Decimal(_day(text).toordinal())), y, kind, label))
    years = tuple((across(Decimal(start)), str(year)) for year, start in starts.items())
    return Timeline(_HEAD + ROW * len(dated), tuple(rows), tuple(marks), years)


def _day(text: str) -> dt.date:
    """Return the day of a date, the first of a month."""
    return dt.date.fromisoformat(text if text.count("-") > 1 else text + _FIRST_DAY)
