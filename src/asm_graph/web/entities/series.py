"""Indicator values by year: a table, and a chart of the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.iri_parts import last_step
from asm_graph.results.rows import number_of
from asm_graph.results.spoken import number_shown
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.drawing.axis import apart, axis_of, spaced, text_width
from asm_graph.web.entities.description import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.drawing.axis import Axis
    from asm_graph.web.rendering.naming import Link, Names


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """The size of a chart in its own units; `top` and `bottom` keep points off the edge.

    One with an `axis` has round figures at its left, years below, and a legend below these.
    """

    width: int
    height: int
    top: int
    bottom: int
    axis: bool = True


WIDE = ChartFrame(640, 250, 24, 28)
SMALL = ChartFrame(120, 32, 4, 4, axis=False)
_SIDE, _LEGEND, _SWATCH = 24, 20, 18
"""Room beside the first and the last point; height of a line of the legend, and the room for its mark."""
_LEAST_LINE = 2
"""Points that make a line."""
_PLAIN = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    """A value as printed, or its kind of missing value; `number` where it can be plotted."""

    text: str
    address: str | None
    number: Decimal | None
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the chart; `is_cut` where the axis has no room for it."""

    x: float
    y: float
    label: str
    figure: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """The points of one kind of value (target, actual, baseline), by notation."""

    kind: str
    name: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """The lines of a series in their frame; `levels` are the round figures of the axis, `end` is the last."""

    frame: ChartFrame
    lines: tuple[SeriesLine, ...]
    left: float
    years: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    end: Decimal

    @property
    def width(self) -> int:
        """Width in its own units."""
        return self.frame.width

    @property
    def height(self) -> int:
        """Height in its own units, the legend included."""
        return self.frame.height + (_LEGEND if self.frame.axis else 0)

    @property
    def legend(self) -> tuple[tuple[float, float, SeriesLine], ...]:
        """Where each kind of value is named below the years."""
        widths = [text_width(line.name) + 2 * _SWATCH for line in self.lines]
        starts = accumulate(widths, initial=self.left)
        return tuple(
            (round(x, 1), self.frame.height + 12, line) for x, line in zip(starts, self.lines, strict=False)
        )

    @property
    def beyond(self) -> tuple[str, ...]:
        """The figures that the axis has no room for, with what they are."""
        return tuple(point.label for line in self.lines for point in line.points if point.is_cut)

    @property
    def written(self) -> tuple[tuple[float, float, str], ...]:
        """The figures that are written at their points: those beyond the axis, the ends, others with room."""
        points = [point for line in self.lines for point in line.points]
        urgent = [place for place, point in enumerate(points) if point.is_cut]
        ends = [
            place
            for place, point in enumerate(points)
            if any(point in line.points[-1:] for line in self.lines)
        ]
        kept = spaced([(point.x, point.figure) for point in points], [*urgent, *ends])
        return tuple((points[place].x, points[place].y - 9, points[place].figure) for place in sorted(kept))

    @property
    def spans_years(self) -> bool:
        """Whether a kind of value has points of several years; two kinds of one year each make no line."""
        return any(len(line.points) >= _LEAST_LINE for line in self.lines)


@dataclass(frozen=True, slots=True)
class Series:
    """Figures by year and kind, the documents that state them, and a chart where several can be plotted."""

    kinds: tuple[Link, ...]
    rows: Mapping[str, tuple[tuple[SeriesFigure, ...], ...]]
    documents: tuple[Link, ...]
    chart: SeriesChart | None

    def figures(self, kind: str, year: str) -> tuple[SeriesFigure, ...]:
        """Return the figures of one kind, by notation, in one year."""
        kinds = [last_step(link.iri) for link in self.kinds]
        if kind not in kinds or year not in self.rows:
            return ()
        return self.rows[year][kinds.index(kind)]

    @property
    def spans_years(self) -> bool:
        """Whether the chart shows a course over the years."""
        return self.chart is not None and self.chart.spans_years

    @property
    def summary(self) -> str:
        """All figures in words, for those who do not see the drawing."""
        return "; ".join(self.told())

    def told(self, but: Collection[str | None] = ()) -> tuple[str, ...]:
        """Say the figures in words, without those of some addresses."""
        return tuple(
            f"{kind.name.text} {year}: {figure.text}"
            for year, row in self.rows.items()
            for kind, figures in zip(self.kinds, row, strict=True)
            for figure in figures
            if figure.address not in but
        )


async def series_of(
    reading: ReleaseReader, indicators: Sequence[NamedNode], names: Names, frame: ChartFrame = WIDE
) -> dict[NamedNode, Series]:
    """Read the values of those indicators that have any.

    Raises:
        QueryError: the engine does not answer.
    """
    if not indicators:
        return {}
    answer = await reading.rows(page_query("entities/indicator-values", indicator=indicators))
    named = [term for row in answer.rows for term in row[3:] if isinstance(term, NamedNode)]
    known = replace(names, things=await names_of(reading, sorted(set(named), key=str)))
    by_indicator: dict[NamedNode, list[Sequence[object]]] = {}
    for row in answer.rows:
        by_indicator.setdefault(cast("NamedNode", row[0]), []).append(row[1:])
    return {indicator: _series(rows, known, frame) for indicator, rows in by_indicator.items()}


def _series(observations: Sequence[Sequence[object]], names: Names, frame: ChartFrame) -> Series:
    cells: dict[str, dict[NamedNode, dict[object, SeriesFigure]]] = {}
    documents = {row[6] for row in observations if isinstance(row[6], NamedNode)}
    for row in sorted(observations, key=lambda row: str(row[1])):
        year, kind = cast("Literal", row[1]).value, cast("NamedNode", row[2])
        cells.setdefault(year, {}).setdefault(kind, {}).setdefault(row[0], _figure(row, names))
    kinds = sorted({kind for by_kind in cells.values() for kind in by_kind}, key=lambda kind: kind.value)
    rows = {
        year: tuple(tuple(by_kind.get(kind, {}).values()) for kind in kinds)
        for year, by_kind in cells.items()
    }
    links = tuple(names.link(kind) for kind in kinds)
    stated_in = tuple(names.link(document) for document in sorted(documents, key=str))
    return Series(links, rows, stated_in, chart_of(links, rows, frame))


def _figure(row: Sequence[object], names: Names) -> SeriesFigure:
    observation, _, _, value, raw, missing = row[:6]
    address = names.link(cast("NamedNode", observation)).address
    if isinstance(missing, NamedNode):
        return SeriesFigure(names.link(missing).name.text, address, None, is_missing=True)
    number = number_of(value) if isinstance(value, Literal) else None
    shown = raw if isinstance(raw, Literal) else value
    text = shown.value if isinstance(shown, Literal) else ""
    return SeriesFigure(_grouped(text), address, number, is_missing=False)


def _grouped(text: str) -> str:
    """Separate the thousands of a plain number, whose decimals stay as they were printed."""
    return number_shown(Decimal(text)) if _PLAIN.fullmatch(text) else text


def chart_of(
    kinds: Sequence[Link], rows: Mapping[str, Sequence[Sequence[SeriesFigure]]], frame: ChartFrame
) -> SeriesChart | None:
    """Lay out a line per kind; None where fewer than two figures can be plotted."""
    numbers = [
        figure.number for row in rows.values() for cell in row for figure in cell if figure.number is not None
    ]
    if len(numbers) <= 1:
        return None
    axis = axis_of(numbers)
    levels = tuple((_up(axis, tick, frame), number_shown(tick)) for tick in axis.ticks) if frame.axis else ()
    left = max((text_width(text) for _, text in levels), default=0) + 8 if frame.axis else 0
    side = _SIDE if frame.axis else frame.top
    across = scale([int(year) for year in rows], left + side, frame.width - side)
    plot = _Plot(tuple((across(Decimal(year)), year) for year in rows), axis, frame)
    lines = (
        SeriesLine(
            last_step(kind.iri), kind.name.text, plot.points(kind, [row[column] for row in rows.values()])
        )
        for column, kind in enumerate(kinds)
    )
    drawn = tuple(line for line in lines if line.points)
    return SeriesChart(frame, drawn, left, apart(plot.years), levels, axis.high)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where years and figures lie in a chart."""

    years: tuple[tuple[float, str], ...]
    axis: Axis
    frame: ChartFrame

    def points(self, kind: Link, cells: Sequence[Sequence[SeriesFigure]]) -> tuple[Point, ...]:
        """Place the figures of one kind, a cell for each year."""
        return tuple(
            Point(
                x,
                _up(self.axis, figure.number, self.frame),
                f"{kind.name.text} {year}: {figure.text}",
                figure.text,
                self.axis.is_beyond(figure.number),
            )
            for (x, year), cell in zip(self.years, cells, strict=True)
            for figure in cell
            if figure.number is not None
        )


def _up(axis: Axis, number: Decimal, frame: ChartFrame) -> float:
    room = frame.height - frame.top - frame.bottom
    return round(frame.height - frame.bottom - room * axis.share(number), 1)


def scale(numbers: Iterable[Decimal | int], start: float, end: float) -> Callable[[Decimal], float]:
    """Return a function that maps numbers, from least to largest, to a stretch of the chart.

    All stand in the middle where they are the same.
    """
    given = [Decimal(number) for number in numbers]
    least, span = min(given), max(given) - min(given)

    def place(number: Decimal) -> float:
        share = float((number - least) / span) if span else 0.5
        return round(start + share * (end - start), 1)

    return place
