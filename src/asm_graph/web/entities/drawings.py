"""The chart of a thing: a program's money, an indicator's series, the dates of an ASM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.drawing.download import Drawing, drawing_alone
from asm_graph.web.entities.description import describe
from asm_graph.web.entities.kinds import kind_drawing
from asm_graph.web.entities.page import subject_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def drawing_file(request: Request) -> Response:
    """Respond with the chart of a thing as SVG or PNG."""
    return await drawing_alone(request, draw_thing, request.path_params["form"])


async def draw_thing(request: Request) -> Drawing:
    """Draw the chart of a thing.

    Raises:
        ProblemError: there is no such thing, or no chart of it.
        QueryError: the engine does not answer.
    """
    place = EntityAddress.read(request.path_params["path"])

    async def read(reading: ReleaseReader) -> Drawing | None:
        description = await describe(reading, place.thing(reading.base)) if place else None
        if description is None:
            return None
        return await kind_drawing(await subject_of(request, reading, description))

    drawing = await read_release(request, site_of(request), read)
    if drawing is None:
        raise ProblemError("not-found")
    return drawing
