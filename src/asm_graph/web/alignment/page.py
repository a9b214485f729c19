"""`/alignment`: a plan's flow or a program's chain, and the matrix, as page, drawing, picture and table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.rdf import iris
from asm_graph.web.alignment.matrix import draw_matrix, matrix_of, spans_of
from asm_graph.web.alignment.paths import (
    AlignedPlan,
    Paths,
    aligned_plans,
    chain_of,
    documents_of,
    paths_of_plan,
)
from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.drawing.caption import Caption, source_line
from asm_graph.web.drawing.download import CSV, Drawing, drawing_alone, table_alone
from asm_graph.web.drawing.figure import figure_of
from asm_graph.web.drawing.flow import Flow, draw
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress
from asm_graph.web.rendering.pages import page, words_in
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import NamedNode
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.rdf.vocabulary import Language


@dataclass(frozen=True, slots=True)
class AlignmentRequest:
    """The parameters of an address; empty where it has none."""

    plan: str
    branch: str
    program: str
    year: str

    @classmethod
    def of(cls, request: Request) -> AlignmentRequest:
        """Read the parameters of a request."""
        given = request.query_params
        return cls(*(given.get(name, "").strip() for name in ("plan", "branch", "program", "year")))

    def address(self, form: str = "", **instead: str) -> str:
        """Return the same address in another format, or with other values."""
        values = {name: getattr(self, name) for name in self.__slots__} | instead
        given = {name: value for name, value in values.items() if value}
        return f"/alignment{form}{'?' if given else ''}{urlencode(given)}"


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """The requested paths, the titles of the documents that state them, and the plans to choose from."""

    plans: tuple[AlignedPlan, ...]
    paths: Paths
    documents: tuple[str, ...]

    def flow(self, language: Language) -> Flow:
        """Lay out the paths as boxes and ribbons."""
        return draw([words_in(language)[layer] for layer in self.paths.layers], self.paths.paths)


async def alignment_page(request: Request) -> Response:
    """Respond with the page."""
    asked, found = AlignmentRequest.of(request), await find(request)
    matrix = None if asked.program else matrix_of(found.paths.paths)
    context = {
        "asked": asked,
        "plans": found.plans,
        "paths": found.paths,
        "flow": figure_of(request, _flow(request, found)),
        "title": found.paths.title,
        "matrix": matrix,
        "matrix_figure": figure_of(request, _matrix(request, found)) if matrix else None,
        "rows": spans_of(found.paths.paths) if asked.program else (),
        "embeds": True,
    }
    return page(request, "alignment.html", context)


async def find(request: Request) -> AlignmentView:
    """Find the paths for an address.

    Raises:
        ProblemError: there are none.
        QueryError: the engine does not answer.
    """
    site, asked, language = site_of(request), AlignmentRequest.of(request), language_of(request)

    async def read(reading: ReleaseReader) -> AlignmentView | None:
        plans = await aligned_plans(reading, language)
        paths = await _paths(reading, language, asked, plans)
        if paths is None:
            return None
        documents = await documents_of(reading, paths) if paths.subject else ()
        return AlignmentView(plans, paths, documents)

    found = await read_release(request, site, read)
    if found is None:
        raise ProblemError("not-found")
    return found


async def _paths(
    reading: ReleaseReader, language: Language, asked: AlignmentRequest, plans: tuple[AlignedPlan, ...]
) -> Paths | None:
    """Return the paths of a program, else of a plan, else of the plan with most programs."""
    if asked.program:
        program = _thing(reading, iris.program(asked.program))
        return await chain_of(reading, language, program, asked.year) if program else None
    if not (asked.plan or plans):
        return Paths(None, (), ())
    notation = asked.plan or plans[0].notation
    plan = _thing(reading, iris.plan(notation))
    branch = _thing(reading, iris.branch(asked.branch)) if asked.branch else None
    if plan is None or (asked.branch and branch is None):
        return None
    return await paths_of_plan(reading, language, plan, branch)


def _thing(reading: ReleaseReader, path: str) -> NamedNode | None:
    """Return the thing at a path; None where no IRI of ours fits."""
    place = EntityAddress.read(path)
    return place.thing(reading.base) if place else None


async def flow_file(request: Request) -> Response:
    """Respond with the flow as SVG or PNG, or its paths as CSV, one per row."""
    form, language = request.path_params["form"], language_of(request)
    if form == CSV:
        return table_alone("alignment", *_paths_table((await find(request)).paths, language))
    return await drawing_alone(request, draw_flow, form)


async def matrix_file(request: Request) -> Response:
    """Respond with the matrix of a plan as SVG, PNG or CSV; a program has none."""
    form, language = request.path_params["form"], language_of(request)
    if form == CSV and "program" not in request.query_params:
        return table_alone("alignment-matrix", *_matrix_table((await find(request)).paths, language))
    return await drawing_alone(request, draw_matrix_alone, form)


async def draw_flow(request: Request) -> Drawing:
    """Draw the flow of the asked plan or program.

    Raises:
        ProblemError: there is none.
        QueryError: the engine does not answer.
    """
    return _flow(request, await find(request))


async def draw_matrix_alone(request: Request) -> Drawing:
    """Draw the matrix of the asked plan.

    Raises:
        ProblemError: there is none; a program has none.
        QueryError: the engine does not answer.
    """
    if "program" in request.query_params:
        raise ProblemError("not-found")
    return _matrix(request, await find(request))


def _flow(request: Request, found: AlignmentView) -> Drawing:
    asked, language = AlignmentRequest.of(request), language_of(request)
    flow, words = found.flow(language), words_in(language)
    caption = Caption(
        f"{words['alignment']}: {found.paths.title}",
        words["flow_unit_of_program" if asked.program else "flow_unit"],
        found.paths.year or "",
        source_line(found.documents, language),
    )
    width = max(flow.width + 2, 1)
    return Drawing("flow.svg", caption, {"flow": flow}, width, flow.height, asked.address(), asked.address())


def _matrix(request: Request, found: AlignmentView) -> Drawing:
    asked, language = AlignmentRequest.of(request), language_of(request)
    matrix, words = draw_matrix(matrix_of(found.paths.paths)), words_in(language)
    caption = Caption(
        f"{words['alignment_matrix']}: {found.paths.title}",
        words["number_of_programs"],
        "",
        source_line(found.documents, language),
    )
    context = {"matrix": matrix}
    return Drawing(
        "matrix.svg", caption, context, matrix.width, matrix.height, asked.address("/matrix"), asked.address()
    )


def _paths_table(paths: Paths, language: Language) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """Columns and rows: each layer by the IRIs and the names of its things."""
    words = words_in(language)
    columns = [name for layer in paths.layers for name in (f"{words[layer]} (IRI)", words[layer])]
    rows = (
        [text for stop in path for text in ((stop.iri, stop.name) if stop else ("", ""))]
        for path in paths.paths
    )
    return columns, rows


def _matrix_table(paths: Paths, language: Language) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """Columns and rows: who is aligned, by IRI and name, and how many programs with each objective."""
    matrix, who = matrix_of(paths.paths), words_in(language)[paths.layers[-1]]
    columns = [f"{who} (IRI)", who, *(stop.name for stop in matrix.columns)]
    rows = ([end.iri, end.name, *(str(cell.programs) for cell in cells)] for end, cells in matrix.rows)
    return columns, rows
