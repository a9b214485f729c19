"""The release at a glance: bar charts of programs by axis, ASM by state, and findings by rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlencode

from pyoxigraph import Literal

from asm_graph.explorer.index import EXPLORER
from asm_graph.rdf.iri_parts import last_step
from asm_graph.web.answers.page_queries import page_query, read_release
from asm_graph.web.drawing.bar_chart import Bar, bar_chart
from asm_graph.web.drawing.caption import Caption, documents_line, source_line
from asm_graph.web.drawing.download import Drawing, drawing_alone
from asm_graph.web.entities.description import names_of
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import Names
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.rdf.vocabulary import Base, Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.drawing.bar_chart import BarChart
    from asm_graph.web.rendering.naming import Link

_RULES_SHOWN = 6
_ELSEWHERE = {
    "programs": "/browse",
    "objectives": "/browse",
    "asm": "/queries/asm-status",
    "findings": "/audit",
}
"""Where the figures of a release without tables lead."""


@dataclass(frozen=True, slots=True)
class OverviewChart:
    """Bars with their drawing; `column` is the key of the word for what the bars are of."""

    drawing: Drawing
    bars: BarChart
    column: str


async def naming(reading: ReleaseReader, things: Iterable[NamedNode], language: Language) -> Names:
    """Name some things for one reader.

    Raises:
        QueryError: the engine does not answer.
    """
    known = await names_of(reading, sorted(set(things), key=str))
    return Names(known, {}, language, reading.base)


async def axis_chart(reading: ReleaseReader, language: Language) -> OverviewChart | None:
    """Chart the latest plan with aligned programs; None where none is aligned with an axis.

    Raises:
        QueryError: the engine does not answer.
    """
    plan, axes = await latest_axes(reading)
    if plan is None:
        return None
    names = await naming(reading, [plan, *(axis for axis, _ in axes)], language)
    bars = [_bar(names.link(axis), programs, browse_address(axis, reading.base)) for axis, programs in axes]
    words = words_in(language)
    documents = titles_of((await reading.shared_rows(page_query("browse/plan-documents", plan=plan))).rows)
    title = f"{words['programs_by_axis']}: {names.link(plan).name.text}"
    caption = Caption(title, words["number_of_programs"], "", source_line(documents, language))
    return _chart("axes", bars, caption, "first")


async def latest_axes(
    reading: ReleaseReader,
) -> tuple[NamedNode | None, Sequence[tuple[NamedNode, int]]]:
    """Return the latest plan with programs aligned to its axes, and how many each axis has.

    Raises:
        QueryError: the engine does not answer.
    """
    for plan, _ in await _rows(reading, page_query("browse/plans-with-axes")):
        node = cast("NamedNode", plan)
        rows = (await reading.shared_rows(page_query("browse/programs-by-axis", plan=node))).rows
        if rows:
            return node, [(cast("NamedNode", axis), count_of(programs)) for axis, programs in rows]
    return None, ()


async def asm_chart(reading: ReleaseReader, language: Language) -> OverviewChart | None:
    """Count the ASM of each state, the most frequent first.

    Raises:
        QueryError: the engine does not answer.
    """
    counts = Counter(
        {
            cast("NamedNode", state): count_of(count)
            for state, count in await _rows(reading, page_query("browse/asm-states"))
        }
    )
    names = await naming(reading, counts, language)
    bars = [
        _bar(names.link(state), count, table_address(reading, "asm", ("status", last_step(state.value))))
        for state, count in counts.most_common()
    ]
    words = words_in(language)
    documents = titles_of(await _rows(reading, page_query("browse/asm-documents")))
    caption = Caption(words["asms_by_state"], words["number_of_asms"], "", source_line(documents, language))
    return _chart("asms", bars, caption, "second")


async def rule_chart(reading: ReleaseReader, language: Language) -> OverviewChart | None:
    """Chart the audit rules with the most findings.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = (await _rows(reading, page_query("browse/findings-by-rule")))[:_RULES_SHOWN]
    names = await naming(reading, [cast("NamedNode", rule) for rule, _ in rows], language)
    links = [(names.link(cast("NamedNode", rule)), count_of(findings)) for rule, findings in rows]
    words = words_in(language)
    source = documents_line(reading.release.manifest, language)
    caption = Caption(words["findings_by_rule"], words["number_of_findings"], "", source)
    bars = [_bar(link, findings, link.address) for link, findings in links]
    return _chart("findings", bars, caption, "third")


OVERVIEW: Final[Mapping[str, Callable[[ReleaseReader, Language], Awaitable[OverviewChart | None]]]] = {
    "axes": axis_chart,
    "asms": asm_chart,
    "findings": rule_chart,
}
"""The charts of the home page, by the ends of their addresses."""

_COLUMNS = {"axes": "axis", "asms": "asm_state", "findings": "rule"}


async def draw_overview(request: Request) -> Drawing:
    """Draw a chart of the home page.

    Raises:
        ProblemError: there is no such chart, or nothing to draw.
        QueryError: the engine does not answer.
    """
    make = OVERVIEW.get(request.path_params["chart"])
    if make is None:
        raise ProblemError("not-found")
    language = language_of(request)
    chart = await read_release(request, site_of(request), lambda reading: make(reading, language))
    if chart is None:
        raise ProblemError("not-found")
    return chart.drawing


async def overview_file(request: Request) -> Response:
    """Respond with a chart of the home page as SVG or PNG."""
    return await drawing_alone(request, draw_overview, request.path_params["form"])


def _chart(name: str, bars: Sequence[Bar], caption: Caption, color: str) -> OverviewChart | None:
    """Lay out bars; None where there is nothing to draw."""
    chart = bar_chart(bars)
    if chart is None:
        return None
    context = {"chart": chart, "colour": color}
    drawing = Drawing("bar_chart.svg", caption, context, chart.width, chart.height, f"/overview/{name}", "/")
    return OverviewChart(drawing, chart, _COLUMNS[name])


async def _rows(reading: ReleaseReader, query: str) -> Sequence[Sequence[object]]:
    return (await reading.shared_rows(query)).rows


def titles_of(rows: Iterable[Sequence[object]]) -> tuple[str, ...]:
    """Return the titles of documents, the second column of rows; one without by the end of its IRI."""
    return tuple(
        title.value if isinstance(title, Literal) else last_step(cast("NamedNode", document).value)
        for document, title, *_ in rows
    )


def table_address(reading: ReleaseReader, kind: str, *facets: tuple[str, str]) -> str | None:
    """Return where the table of a kind of thing is, filtered.

    A release of earlier software has no such tables: it is what comes next to one, or None.
    """
    if not (reading.release.path / EXPLORER).is_file():
        return _ELSEWHERE.get(kind)
    return f"/explore/{kind}{'?' if facets else ''}{urlencode(facets)}"


def browse_address(thing: NamedNode, base: Base) -> str:
    """Where one goes on from a plan, an axis, an objective or a branch to what is within it."""
    return f"/browse/{base.local(thing)}"


def count_of(term: object) -> int:
    """Return the number a query counted."""
    return int(cast("Literal", term).value)


def _bar(link: Link, number: int, address: str | None) -> Bar:
    return Bar(link.name.text, number, address, link.name.language)
