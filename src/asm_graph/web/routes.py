"""The routes of the HTTP surface; the first match wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from asm_graph.web.alignment import page as alignment
from asm_graph.web.alignment.page import flow_file, matrix_file
from asm_graph.web.browse import pages as browse
from asm_graph.web.browse.home import home
from asm_graph.web.browse.overview import overview_file
from asm_graph.web.catalog import sitemap
from asm_graph.web.catalog.endpoint import catalog
from asm_graph.web.catalog.void import named_graph, void
from asm_graph.web.compare import page as comparison
from asm_graph.web.embed import page as framed
from asm_graph.web.embed.oembed import oembed
from asm_graph.web.entities import document_pages
from asm_graph.web.entities import routes as things
from asm_graph.web.entities.cited import cited
from asm_graph.web.entities.drawings import drawing_file
from asm_graph.web.explore import page as explore
from asm_graph.web.explore.view_files import view_file
from asm_graph.web.findings.endpoint import audit_page
from asm_graph.web.findings.feed import audit_feed
from asm_graph.web.findings.report import audit_report, audit_report_part
from asm_graph.web.http.conditional import ByteRanges
from asm_graph.web.library import api as queries
from asm_graph.web.library import pages as question_pages
from asm_graph.web.library.pages import question_chart
from asm_graph.web.ontology.page import class_drawing, ontology
from asm_graph.web.operations.monitoring import health, metrics, ready
from asm_graph.web.releases import changes as changes_pages
from asm_graph.web.releases import files as release_files
from asm_graph.web.releases import pages as release_pages
from asm_graph.web.releases.pages import archived_document
from asm_graph.web.rendering.pages import STATIC
from asm_graph.web.scoreboard import page as scoreboard
from asm_graph.web.search.page import search_page
from asm_graph.web.sparql.completions import completions
from asm_graph.web.sparql.endpoint import SparqlEndpoint

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

_RANGES = [Middleware(ByteRanges)]

ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/", home),
    Route("/sparql", SparqlEndpoint()),
    Route("/sparql.{extension}", SparqlEndpoint()),
    Route("/sparql/completions", completions),
    Route("/queries", question_pages.library_page),
    Route("/queries.{extension}", question_pages.library_page),
    Route("/queries/{name}", question_pages.question_page),
    Route("/queries/{name}/chart.{form}", question_chart),
    Route("/id/{path:path}", things.identifier),
    Route("/doc/document/{slug}/pages/{number}.webp", document_pages.page_picture),
    Route("/doc/document/{slug}/pages/{number}", document_pages.page_view),
    Route("/doc/{path:path}", things.document),
    Route("/cite/{path:path}.{form}", cited),
    Route("/drawing/{path:path}.{form}", drawing_file),
    Route("/overview/{chart}.{form}", overview_file),
    *framed.routes(),
    Route("/oembed", oembed),
    Route("/search", search_page),
    Route("/explore", explore.explore_page),
    Route("/explore/{kind}/{view}.{form}", view_file),
    Route("/explore/{kind}.{extension}", explore.explored_page),
    Route("/explore/{kind}", explore.explored_page),
    Route("/alignment", alignment.alignment_page),
    Route("/alignment.{form}", flow_file),
    Route("/alignment/matrix.{form}", matrix_file),
    Route("/compare", comparison.compare_page),
    Route("/compare.{form}", comparison.compare_file),
    Route("/scoreboard", scoreboard.scoreboard_page),
    Route("/scoreboard.{form}", scoreboard.scoreboard_file),
    Route("/scoreboard/cycles.{form}", scoreboard.cycles_file),
    Route("/robots.txt", sitemap.robots),
    Route("/sitemap.xml", sitemap.sitemap_index),
    Route("/sitemap-{part}.xml", sitemap.sitemap_part),
    Route("/browse", browse.browse_page),
    Route("/browse/asm", browse.asm_page),
    Route("/browse/branch/{number}", browse.branch_page),
    Route("/browse/plan/{plan}", browse.plan_page),
    Route("/browse/plan/{plan}/{path:path}", browse.objective_page),
    Route("/audit", audit_page),
    Route("/audit.atom", audit_feed),
    Route("/audit.{extension}", audit_page),
    Route("/audit/report.html", audit_report),
    Route("/audit/report/{part}.html", audit_report_part),
    Route("/graph/{path:path}", named_graph),
    Route("/ontology", ontology),
    Route("/ontology.{extension}", ontology),
    Route("/ontology/diagram.{form}", class_drawing),
    Route("/releases", release_pages.releases_page),
    Route("/releases/{before}/changes/{after}", changes_pages.changes_page),
    Route("/releases/{before}/changes/{after}/{file}", changes_pages.changes_file),
    Route("/releases/{release}/doc/document/{slug}/pages/{number}.webp", document_pages.page_picture),
    Route("/releases/{release}/doc/document/{slug}/pages/{number}", document_pages.page_view),
    Route("/releases/{release}/doc/{path:path}", archived_document),
    Route("/releases/{release}/cite/{path:path}.{form}", cited),
    Route("/releases/{release}/drawing/{path:path}.{form}", drawing_file),
    Route("/releases/{release}/queries", question_pages.library_page),
    Route("/releases/{release}/queries/{name}", question_pages.question_page),
    Route("/releases/{release}/queries/{name}/chart.{form}", question_chart),
    Route("/releases/{release}/api/queries/{name}", queries.answer_by_name),
    Route("/releases/{release}/search", search_page),
    Route("/releases/{release}/compare", comparison.compare_page),
    Route("/releases/{release}/compare.{form}", comparison.compare_file),
    Route("/releases/{release}/explore", explore.explore_page),
    Route("/releases/{release}/explore/{kind}/{view}.{form}", view_file),
    Route("/releases/{release}/explore/{kind}.{extension}", explore.explored_page),
    Route("/releases/{release}/explore/{kind}", explore.explored_page),
    Route("/releases/{release}/sparql", SparqlEndpoint()),
    Route("/releases/{release}/sparql.{extension}", SparqlEndpoint()),
    Route("/releases/{release}/audit", audit_page),
    Route("/releases/{release}/audit.{extension}", audit_page),
    Route("/releases/{release}/audit/report.html", audit_report),
    Route("/releases/{release}/audit/report/{part}.html", audit_report_part),
    Route("/releases/compare", changes_pages.compare),
    Route("/releases/{name}", release_pages.release_page),
    Route("/releases/{name}/{path:path}", release_files.release_file, middleware=_RANGES),
    Route("/catalog", catalog),
    Route("/catalog.{extension}", catalog),
    Route("/.well-known/void", void),
    Route("/metrics", metrics),
    Route("/health", health),
    Route("/ready", ready),
    Mount("/static", StaticFiles(directory=STATIC), middleware=_RANGES),
)
