"""`/health` and `/ready`: whether the server runs, and whether it can answer queries."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import QueryError
from asm_graph.results import JSON
from asm_graph.web.http.problems import Problem, ProblemError
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request

_PATIENCE_SECONDS = 3.0


async def health(_request: Request) -> Response:
    """Respond that the server runs, whatever its data."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def ready(request: Request) -> Response:
    """Respond that an engine answers from a release, or 503."""
    site = site_of(request)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await (await site.engine.answer(EngineQuery("ASK {}", JSON))).read()
    except TimeoutError as error:
        raise ProblemError("busy") from error
    except QueryError as error:
        return site.problem(Problem.of(error), request)
    facts = {"status": "ready", "release": site.engine.release_name}
    return JSONResponse(facts, headers={"Cache-Control": "no-store"})
