"""The HTTP surface as one application."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from asm_graph.errors import EngineFailure
from asm_graph.web import (
    alignment,
    browse,
    operations,
    question_pages,
    release_files,
    release_pages,
    sitemap,
)
from asm_graph.web.archive_pages import archived_document
from asm_graph.web.assistants import assistants_of
from asm_graph.web.audit import audit_page, audit_report
from asm_graph.web.bounds import RequestBounds
from asm_graph.web.catalogue import catalogue
from asm_graph.web.cors import AnyOrigin
from asm_graph.web.editor import completions
from asm_graph.web.findings.feed import audit_feed
from asm_graph.web.home import home
from asm_graph.web.metrics import metrics
from asm_graph.web.named_graphs import named_graph
from asm_graph.web.ontology import ontology
from asm_graph.web.pages import STATIC
from asm_graph.web.problems import Problem
from asm_graph.web.queries import add_question_routes
from asm_graph.web.search import search_page
from asm_graph.web.site import Site, site_of
from asm_graph.web.sparql import SparqlEndpoint
from asm_graph.web.things import routes as things
from asm_graph.web.traffic import CountRequests, Traffic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.settings import Settings

_DESCRIPTION = """Evaluaciones de los programas sociales de México como datos enlazados.

Evaluations of Mexico's social programs as linked data."""
_STATUS_PROBLEMS = {404: "not-found", 405: "method"}
_log = logging.getLogger(__name__)


def create_app(settings: Settings) -> FastAPI:
    """The application that serves the current release of the folder that the settings name.

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
        routes=_routes(),
        lifespan=_lifespan,
        middleware=[
            Middleware(CountRequests, traffic=traffic),
            Middleware(AnyOrigin),
            Middleware(RequestBounds),
        ],
        exception_handlers={HTTPException: _http_problem, Exception: _internal_problem},
    )
    app.state.site = site
    app.state.traffic = traffic
    app.state.assistants = assistants_of(settings)
    app.router.routes += app.state.assistants.routes
    add_question_routes(app, site.library)
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/", home),
        Route("/sparql", SparqlEndpoint()),
        Route("/sparql.{extension}", SparqlEndpoint()),
        Route("/sparql/completions", completions),
        Route("/queries", question_pages.library_page),
        Route("/queries.{extension}", question_pages.library_page),
        Route("/queries/{name}", question_pages.question_page),
        Route("/id/{path:path}", things.identifier),
        Route("/doc/{path:path}", things.document),
        Route("/search", search_page),
        Route("/alignment", alignment.alignment_page),
        Route("/alignment.svg", alignment.alignment_drawing),
        Route("/alignment.csv", alignment.alignment_table),
        Route("/robots.txt", sitemap.robots),
        Route("/sitemap.xml", sitemap.sitemap_index),
        Route("/sitemap-{part:int}.xml", sitemap.sitemap_part),
        Route("/browse", browse.browse_page),
        Route("/browse/asm", browse.asm_page),
        Route("/browse/branch/{number}", browse.branch_page),
        Route("/browse/plan/{plan}", browse.plan_page),
        Route("/browse/plan/{plan}/{path:path}", browse.objective_page),
        Route("/audit", audit_page),
        Route("/audit.atom", audit_feed),
        Route("/audit.{extension}", audit_page),
        Route("/audit/report.html", audit_report),
        Route("/graph/{path:path}", named_graph),
        Route("/ontology", ontology),
        Route("/ontology.{extension}", ontology),
        Route("/releases", release_pages.releases_page),
        Route("/releases/{before}/changes/{after}", release_pages.changes_page),
        Route("/releases/{before}/changes/{after}/{file}", release_pages.changes_file),
        Route("/releases/{release}/doc/{path:path}", archived_document),
        Route("/releases/{release}/audit", audit_page),
        Route("/releases/{release}/audit.{extension}", audit_page),
        Route("/releases/{release}/audit/report.html", audit_report),
        Route("/releases/compare", release_pages.compare),
        Route("/releases/{name}", release_pages.release_page),
        Route("/releases/{name}/{path:path}", release_files.release_file),
        Route("/catalog", catalogue),
        Route("/catalog.{extension}", catalogue),
        Route("/.well-known/void", release_files.void),
        Route("/metrics", metrics),
        Route("/health", operations.health),
        Route("/ready", operations.ready),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


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
        await asyncio.gather(engine.close(), site.archive.close(), site.comparisons.close())


async def _http_problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    return site_of(request).problem(Problem(_STATUS_PROBLEMS.get(status, "usage")), request, headers)


async def _internal_problem(request: Request, _error: Exception) -> Response:
    return site_of(request).problem(Problem("internal"), request)
