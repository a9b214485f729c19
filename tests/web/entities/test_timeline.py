"""Actions on a line of time: earlier stands left, years are marked, what has no date is left out."""

from __future__ import annotations

from asm_graph.web.entities.timeline import DatedAction, timeline_of


def test_dates_stand_in_their_order() -> None:
    line = timeline_of(
        [DatedAction("1", "2009-12-31", "2008-12", "d1", "c1"), DatedAction("2", "", "", "", "")]
    )
    assert line is not None
    (due, done) = line.marks
    assert (due.kind, due.label, done.kind, done.label) == ("due", "d1", "done", "c1")
    assert done.x < due.x
    assert [number for _, number in line.rows] == ["1"]
    assert [year for _, year in line.years] == ["2008", "2009", "2010"]
    assert line.years[0][0] < done.x < line.years[1][0] < due.x <= line.years[2][0]


def test_without_a_date_there_is_no_line() -> None:
    assert timeline_of([DatedAction("1", "", "", "", "")]) is None
