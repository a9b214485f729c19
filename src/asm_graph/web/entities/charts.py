"""The charts of things with what is said around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM, PROV
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.drawing.caption import Caption, cut_note, source_line, span_of
from asm_graph.web.drawing.download import Drawing
from asm_graph.web.entities.amount_bars import amounts, bars_of
from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.web.entities.amount_bars import AmountChart, YearAmount
    from asm_graph.web.entities.series import Series, SeriesChart
    from asm_graph.web.entities.subject import PageSubject
    from asm_graph.web.entities.timeline import Timeline
    from asm_graph.web.rendering.naming import Link


def draw_amounts(subject: PageSubject, given: Sequence[YearAmount]) -> Drawing | None:
    """Draw the money of a program by year; None where there is too little."""
    bars, words = bars_of(given), words_in(subject.names.language)
    if bars is None:
        return None
    caption = Caption(
        f"{words['spending']}: {subject.link.name.text}",
        words["millions"],
        span_of(amount.year for amount in given),
        _source(subject, (amount.document for amount in given)),
        cut_note(bars.beyond, bars.end, subject.names.language),
    )
    return _drawing(subject, "amount_bars.svg", caption, bars)


async def draw_spending(subject: PageSubject) -> Drawing | None:
    """Draw the money of a program without asking for the rest of its page.

    Raises:
        QueryError: the engine does not answer.
    """
    query = page_query("entities/program-spending", program=subject.thing)
    rows = await subject.ask(spending=query, unnamed=frozenset({"spending"}))
    return draw_amounts(subject, amounts(rows["spending"], subject.names.term(ASM("Spending"))))


def draw_series(subject: PageSubject, series: Series | None) -> Drawing | None:
    """Draw the values of an indicator over the years; None where they are no course."""
    if series is None or series.chart is None or not series.spans_years:
        return None
    chart = series.chart
    units = [link.name.text for link in subject.links(ASM("unitOfMeasure"))]
    caption = Caption(
        subject.link.name.text,
        ", ".join(units) or subject.text(ASM("unitOfMeasure")),
        span_of(series.rows),
        _source(subject, series.documents),
        cut_note(chart.beyond, chart.end, subject.names.language),
    )
    return _drawing(subject, "series.svg", caption, chart)


def draw_timeline(subject: PageSubject, timeline: Timeline | None) -> Drawing | None:
    """Draw when the actions of an ASM were due and done; None where no date is known."""
    if timeline is None:
        return None
    words = words_in(subject.names.language)
    title = f"{words['timeline_title']}: {subject.link.name.text}"
    caption = Caption(
        title, words["timeline_unit"], "", _source(subject, subject.links(PROV("wasDerivedFrom")))
    )
    return _drawing(subject, "timeline.svg", caption, timeline)


def _source(subject: PageSubject, documents: Iterable[Link | None]) -> str:
    return source_line((each.name.text for each in documents if each), subject.names.language)


def _drawing(
    subject: PageSubject, template: str, caption: Caption, chart: AmountChart | SeriesChart | Timeline
) -> Drawing:
    """Make a drawing of a thing that stands on its page; its template calls it `chart`."""
    address = f"/drawing/{subject.local}", f"/doc/{subject.local}"
    return Drawing(template, caption, {"chart": chart}, chart.width, chart.height, *address)
