"""The page of a results matrix: levels from Fin to Actividad with indicators, targets and actual values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.series import SMALL, series_of
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.series import Series, SeriesFigure
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link, Name

_ORDER = ("Fin", "Proposito", "Componente", "Actividad")


@dataclass(frozen=True, slots=True)
class MeasuredIndicator:
    """An indicator with its figures of the matrix's year, and a chart of all of them."""

    link: Link
    unit: Link | Name | None
    series: Series | None
    targets: tuple[SeriesFigure, ...]
    actuals: tuple[SeriesFigure, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """Its figures that have no column, in words."""
        shown = {figure.address for figure in (*self.targets, *self.actuals)}
        return self.series.told(shown) if self.series else ()

    @property
    def has_target(self) -> bool:
        """Whether a figure is its target; one that is said to be missing is none."""
        return any(not figure.is_missing for figure in self.targets)


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """A level by kind and narrative; indicators that the source assigns to no level have none."""

    kind: Name | None
    link: Link | None
    depth: int
    indicators: tuple[MeasuredIndicator, ...]


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    """A results matrix, level by level."""

    link: Link
    year: str
    levels: tuple[ShownLevel, ...]

    @property
    def indicators(self) -> list[MeasuredIndicator]:
        """All its indicators."""
        return [indicator for level in self.levels for indicator in level.indicators]

    @property
    def has_actuals(self) -> bool:
        """Whether the value of the year is known of any indicator, or said to be missing."""
        return any(indicator.actuals for indicator in self.indicators)

    @property
    def has_others(self) -> bool:
        """Whether any indicator has figures beside those in columns of their own."""
        return any(each.others for each in self.indicators)

    def of_kind(self, kind: str) -> list[Link]:
        """Return the levels of one kind, as in their IRI: `componente`."""
        links = (level.link for level in self.levels if level.link)
        return [link for link in links if f"/{kind}" in link.iri]


async def matrix_page(subject: PageSubject) -> KindPage:
    """Make the page of a results matrix.

    Raises:
        QueryError: the engine does not answer.
    """
    year = subject.text(ASM("year"))
    matrix = await matrix_of(subject, subject.thing, year)
    programs = subject.links(ASM("program"))
    sentences = [
        subject.say("matrix-is", programs=programs, year=year),
        *targets_said(subject, matrix),
        *unsaid(subject, matrix),
    ]
    title = subject.title("matrix-title", year=year, program=programs[0]) if programs else ""
    return KindPage("matrix.html", tuple(sentences), {"matrix": matrix}, title)


async def matrix_of(subject: PageSubject, thing: NamedNode, year: str) -> ShownMatrix:
    """Read the results matrix of this IRI and year.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(
        levels=page_query("entities/matrix-levels", matrix=thing),
        indicators=page_query("entities/matrix-indicators", matrix=thing),
    )
    first = {row.node("indicator"): row for row in rows["indicators"]}
    series = await series_of(subject.reading, list(first), subject.names, SMALL)
    measured: dict[NamedNode | None, list[MeasuredIndicator]] = {}
    for indicator, row in first.items():
        measured.setdefault(row.node_or_none("level"), []).append(_measured(row, series.get(indicator), year))
    levels = tuple(_levels(rows["levels"], measured))
    return ShownMatrix(subject.names.link(thing), year, levels)


def targets_said(subject: PageSubject, matrix: ShownMatrix) -> Iterator[Sentence]:
    """How many indicators the matrix has, and how many of them have no target."""
    total = len(matrix.indicators)
    missing = sum(not indicator.has_target for indicator in matrix.indicators)
    if total == 1:
        yield subject.say(f"only-indicator-{'without' if missing else 'with'}-target", year=matrix.year)
    elif total and missing == total:
        yield subject.say("no-indicator-with-target", total=total, year=matrix.year)
    elif missing:
        yield subject.say("indicators-without-target", missing=missing, total=total, year=matrix.year)
    elif total:
        yield subject.say("indicators-with-target", total=total, year=matrix.year)


def unsaid(subject: PageSubject, matrix: ShownMatrix) -> Iterator[Sentence]:
    """Say that the sources do not have what was achieved in the year of the matrix."""
    total = len(matrix.indicators)
    achieved = sum(any(not each.is_missing for each in one.actuals) for one in matrix.indicators)
    if total and not achieved:
        yield subject.say("no-actuals", year=matrix.year)
    elif achieved < total:
        yield subject.say("few-actuals", achieved=achieved, total=total, year=matrix.year)


def _measured(row: AnswerRow, series: Series | None, year: str) -> MeasuredIndicator:
    figures = (series.figures("target", year), series.figures("actual", year)) if series else ((), ())
    return MeasuredIndicator(row.link("indicator"), row.cell("unit"), series, *figures)


def _levels(
    rows: Sequence[AnswerRow], measured: Mapping[NamedNode | None, list[MeasuredIndicator]]
) -> Iterator[ShownLevel]:
    """Order the levels top down, each followed by those that support it; unplaced indicators come last."""
    by_node = {row.node("level"): row for row in rows}
    below: dict[NamedNode | None, list[NamedNode]] = {}
    for node, row in by_node.items():
        supports = row.node_or_none("supports")
        below.setdefault(supports if supports in by_node else None, []).append(node)

    def walk(above: NamedNode | None, depth: int) -> Iterator[ShownLevel]:
        for node in sorted(below.get(above, ()), key=lambda each: _rank(by_node[each])):
            row = by_node[node]
            kind = row.link("class").name
            yield ShownLevel(kind, row.link("level"), depth, tuple(measured.get(node, ())))
            yield from walk(node, depth + 1)

    yield from walk(None, 0)
    apart = [one for node, found in measured.items() if node not in by_node for one in found]
    if apart:
        yield ShownLevel(None, None, 0, tuple(apart))


def _rank(row: AnswerRow) -> tuple[int, str]:
    kind = row.node("class").value.rpartition("#")[2]
    return _ORDER.index(kind), row.node("level").value
