"""Indicator values by year: a table, and a chart of the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.iri_parts import last_step
from asm_graph.results.rows import number_of
from asm_graph.results.spoken import number_shown
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.description import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.rendering.naming import Link, Names


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """The size of a chart in its own units; the margin holds the years and keeps points off the edge."""

    width: int
    height: int
    margin: int


_YEAR_WIDTH = 36
"""What four digits take, and some room."""

WIDE = ChartFrame(640, 200, 30)
SMALL = ChartFrame(120, 32, 4)


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    """A value as printed, or its kind of missing value; `number` where it can be plotted."""

    text: str
    address: str | None
    number: Decimal | None
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the chart."""

    x: float
    y: float
    label: str


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
class Series:
    """Figures by year and kind; there are no lines where fewer than two figures can be plotted.

    `levels` are the heights of the largest and the least figure, and what they say.
    """

    kinds: tuple[Link, ...]
    rows: Mapping[str, tuple[tuple[SeriesFigure, ...], ...]]
    frame: ChartFrame
    lines: tuple[SeriesLine, ...]
    years: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]

    def figures(self, kind: str, year: str) -> tuple[SeriesFigure, ...]:
        """Return the figures of one kind, by notation, in one year."""
        kinds = [last_step(link.iri) for link in self.kinds]
        if kind not in kinds or year not in self.rows:
            return ()
        return self.rows[year][kinds.index(kind)]

    @property
    def spans_years(self) -> bool:
        """Whether the drawing has points of more than one year."""
        return len({point.x for line in self.lines for point in line.points}) > 1

    @property
    def summary(self) -> str:
        """All figures in words, for those who do not see the drawing."""
        return "; ".join(
            f"{kind.name.text} {year}: {figure.text}"
            for year, row in self.rows.items()
            for kind, figures in zip(self.kinds, row, strict=True)
            for figure in figures
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
    named = [term for row in answer.rows for term in (row[3], row[6]) if isinstance(term, NamedNode)]
    known = replace(names, things=await names_of(reading, sorted(set(named), key=str)))
    by_indicator: dict[NamedNode, list[Sequence[object]]] = {}
    for row in answer.rows:
        by_indicator.setdefault(cast("NamedNode", row[0]), []).append(row[1:])
    return {indicator: _series(rows, known, frame) for indicator, rows in by_indicator.items()}


def _series(observations: Sequence[Sequence[object]], names: Names, frame: ChartFrame) -> Series:
    cells: dict[str, dict[NamedNode, list[SeriesFigure]]] = {}
    for row in sorted(observations, key=lambda row: str(row[1])):
        year, kind = cast("Literal", row[1]).value, cast("NamedNode", row[2])
        cells.setdefault(year, {}).setdefault(kind, []).append(_figure(row, names))
    kinds = sorted({kind for by_kind in cells.values() for kind in by_kind}, key=lambda kind: kind.value)
    rows = {year: tuple(tuple(by_kind.get(kind, ())) for kind in kinds) for year, by_kind in cells.items()}
    links = tuple(names.link(kind) for kind in kinds)
    return Series(links, rows, frame, *_drawing(links, rows, frame))


def _figure(row: Sequence[object], names: Names) -> SeriesFigure:
    observation, _, _, value, raw, missing = row
    address = names.link(cast("NamedNode", observation)).address
    if isinstance(missing, NamedNode):
        return SeriesFigure(names.link(missing).name.text, address, None, is_missing=True)
    number = number_of(value) if isinstance(value, Literal) else None
    shown = raw if isinstance(raw, Literal) else value
    return SeriesFigure(shown.value if isinstance(shown, Literal) else "", address, number, is_missing=False)


def _drawing(
    kinds: Sequence[Link], rows: Mapping[str, Sequence[Sequence[SeriesFigure]]], frame: ChartFrame
) -> tuple[tuple[SeriesLine, ...], tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]:
    """Lay out a line per kind, from zero or the lowest value below it to the highest; years and levels."""
    numbers = [
        figure.number for row in rows.values() for cell in row for figure in cell if figure.number is not None
    ]
    if len(numbers) <= 1:
        return (), (), ()
    across = scale([int(year) for year in rows], frame.margin, frame.width - frame.margin)
    up = scale([Decimal(0), *numbers], frame.height - frame.margin, frame.margin)
    years = tuple((across(Decimal(year)), year) for year in rows)
    lines = (
        SeriesLine(
            last_step(kind.iri),
            kind.name.text,
            tuple(
                Point(x, up(figure.number), f"{kind.name.text} {year}: {figure.text}")
                for x, year in years
                for figure in rows[year][column]
                if figure.number is not None
            ),
        )
        for column, kind in enumerate(kinds)
    )
    ends = sorted({max(Decimal(0), *numbers), min(Decimal(0), *numbers)})
    levels = tuple((up(end), number_shown(end.normalize())) for end in ends)
    return tuple(line for line in lines if line.points), apart(years), levels


def apart(places: Sequence[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Return the years whose labels do not overlap the previous one."""
    kept: list[tuple[float, str]] = []
    for x, year in places:
        if not kept or x - kept[-1][0] >= _YEAR_WIDTH:
            kept.append((x, year))
    return tuple(kept)


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
