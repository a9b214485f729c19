"""`/alignment.…` and `/alignment/matrix.…`: flow and matrix as drawing, picture and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from asm_graph.results.spreadsheets import csv_for_spreadsheets
from asm_graph.web.alignment.matrix import matrix_of
from asm_graph.web.alignment.matrix_drawing import draw_matrix
from asm_graph.web.alignment.page import find
from asm_graph.web.drawing.download import FORMS, Drawing, drawing_alone
from asm_graph.web.http.language import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.alignment.page import Found
    from asm_graph.web.alignment.paths import Paths

_CSV = "csv"


async def flow_file(request: Request) -> Response:
    """Respond with the flow as SVG or PNG, or its paths as CSV, one per row."""
    form = request.path_params["form"]
    found = await _found(request, form)
    language = language_of(request)
    if form == _CSV:
        return _table("alignment", *_paths_table(found.paths, language))
    flow, title = found.flow(language), f"{words_in(language)['alignment']}: {found.paths.title}"
    return await drawing_alone(
        request, Drawing("flow.svg", title, {"flow": flow}, flow.width, flow.height), form
    )


async def matrix_file(request: Request) -> Response:
    """Respond with the matrix of a plan as SVG, PNG or CSV; a program has none."""
    form = request.path_params["form"]
    found = await _found(request, form, has_matrix="program" not in request.query_params)
    language = language_of(request)
    if form == _CSV:
        return _table("alignment-matrix", *_matrix_table(found.paths, language))
    matrix = draw_matrix(matrix_of(found.paths.paths))
    title = f"{words_in(language)['alignment_matrix']}. {found.paths.title}"
    drawing = Drawing("matrix.svg", title, {"matrix": matrix}, matrix.width, matrix.height)
    return await drawing_alone(request, drawing, form)


async def _found(request: Request, form: str, *, has_matrix: bool = True) -> Found:
    """Return the requested paths where they exist in this format."""
    if form not in {*FORMS, _CSV} or not has_matrix:
        raise ProblemError("not-found")
    return await find(request)


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


def _table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Language",
    }
    body = csv_for_spreadsheets(columns, rows)
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
