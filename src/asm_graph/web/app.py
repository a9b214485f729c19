"""The HTTP surface as one application."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import sys
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from asm_graph.errors import AsmGraphError, EngineFailure
from asm_graph.web.http.cors import AnyOrigin
from asm_graph.web.http.problems import Problem, ProblemError
from asm_graph.web.library.api import add_question_routes
from asm_graph.web.mcp import assistants_of
from asm_graph.web.rendering.pages import respond_with
from asm_graph.web.routes import ROUTES
from asm_graph.web.services.request_log import CountRequests, Traffic
from asm_graph.web.services.site import Site
from asm_graph.web.transport.request_head import RequestHeadChecks
from asm_graph.web.transport.sub_path import SubPath, check_root
from asm_graph.web.transport.unread_answers import UnreadAnswers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from asm_graph.settings import Settings

_DESCRIPTION = """Evaluaciones de los programas sociales de México como datos enlazados.

Evaluations of Mexico's social programs as linked data."""
_ONLY_HERE = (Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),)
"""A draft is shown to this machine only: other sites in its browser can neither name it nor read it."""
_STATUS_PROBLEMS = {404: "not-found", 405: "method"}
_log = logging.getLogger(__name__)


def create_app(settings: Settings) -> FastAPI:
    """Make the application that serves the current release of the configured folder.

    Raises:
        UsageError: the settings ask for what cannot be served.
        InputError: the query library does not hold.
    """
    site, traffic = Site.of(settings), Traffic(sys.stdout if settings.access_log else None)
    app = FastAPI(
        title="asm-graph",
        description=_DESCRIPTION,
        docs_url=None,  # its page would load scripts from another host
        redoc_url=None,
        servers=[{"url": settings.root_path}] if settings.root_path else None,
        routes=list(ROUTES),
        lifespan=_lifespan,
        middleware=[
            Middleware(SubPath, root=settings.root_path),
            Middleware(CountRequests, traffic=traffic),
            *(_ONLY_HERE if settings.draft else (Middleware(AnyOrigin),)),
            Middleware(RequestHeadChecks),
        ],
        exception_handlers={
            HTTPException: _http_problem,
            ProblemError: _raised_problem,
            AsmGraphError: _raised_problem,
            ClientDisconnect: _nobody,
            sqlite3.DatabaseError: _index_problem,
            Exception: _internal_problem,
        },
    )
    app.state.site = site
    app.state.traffic = traffic
    app.state.query_workers = []
    app.state.unread = UnreadAnswers(settings.unread_bytes)
    app.state.assistants = assistants_of(settings)
    app.router.routes += app.state.assistants.routes
    add_question_routes(app, site.library)
    check_root(settings.root_path, (getattr(route, "path", "/") for route in app.routes))
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    engine, library_answers = app.state.site.engine, app.state.site.library_answers
    try:
        library_answers.follow(await engine.serving())
    except EngineFailure as error:
        _log.warning("%s", error)
    try:
        async with app.state.assistants.running():
            yield
    finally:
        await library_answers.close()
        site = app.state.site
        parts = (engine, site.archive, site.comparisons, site.examiner)
        await asyncio.gather(*(part.close() for part in parts))


async def _http_problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    if headers and headers.get("Allow") == "GET":  # where HEAD has a route of its own
        headers = {**headers, "Allow": "GET, HEAD"}
    return respond_with(Problem(_STATUS_PROBLEMS.get(status, "usage")), request, headers)


async def _raised_problem(request: Request, error: Exception) -> Response:
    """Turn what a handler raised into its answer."""
    if not isinstance(error, ProblemError | AsmGraphError):
        raise TypeError(f"{error!r}: is no error of ours.")
    _log.info("%s was not answered: %s", request.url.path, error)
    return respond_with(Problem.of(error), request)


async def _nobody(_request: Request, _error: Exception) -> Response:
    """Respond to a client that has gone."""
    return Response()


async def _index_problem(request: Request, error: Exception) -> Response:
    """Report a damaged index, which shows only when it is read."""
    _log.error("an index of a release is damaged (%s); build the release again", error)
    return respond_with(Problem("index"), request)


async def _internal_problem(request: Request, _error: Exception) -> Response:
    return respond_with(Problem("internal"), request)
