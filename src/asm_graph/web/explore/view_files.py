"""The drawings of the explorer's views by themselves: as files, and for the frames of other sites."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import Base
from asm_graph.web.drawing.caption import documents_line
from asm_graph.web.drawing.download import Drawing, drawing_alone
from asm_graph.web.explore.address import VIEW, ResultAddress
from asm_graph.web.explore.page import release_explorer
from asm_graph.web.explore.views.page import view_drawing
from asm_graph.web.explore.views.subject import ViewSubject
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def view_file(request: Request) -> Response:
    """Respond with the drawing of a view as SVG or PNG."""
    return await drawing_alone(request, draw_view, request.path_params["form"])


async def draw_view(request: Request) -> Drawing:
    """Draw the view that the path or, as on its page, the query of an address names.

    Raises:
        ProblemError: there is no such table or view, or nothing to draw.
    """
    asked, explorer = await release_explorer(request)
    table = explorer.tables.get(request.path_params["kind"])
    if table is None:
        raise ProblemError("not-found")
    place, language = ResultAddress.of(asked.root, table, request.query_params), language_of(request)
    manifest = asked.release.manifest
    name = request.path_params.get(VIEW) or request.query_params.get(VIEW, "")

    def draw() -> Drawing | None:
        total = explorer.total(place.choice)
        source = documents_line(manifest, language)
        subject = ViewSubject(explorer, place, language, total, Base(manifest.base), source)
        return view_drawing(request, subject, name)

    drawing = await asyncio.to_thread(draw)
    if drawing is None:
        raise ProblemError("not-found")
    return drawing
