"""Problems as answers: a page for browsers, a problem document (RFC 9457) for everyone else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.web.http.language import language_of
from asm_graph.web.http.negotiation import prefers_html
from asm_graph.web.http.problems import problem_headers, problem_response
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.web.http.problems import Problem


def respond_with(problem: Problem, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """Respond with a problem in the reader's language; it is counted."""
    site, language = site_of(request), language_of(request)
    request.app.state.traffic.problems[problem.code] += 1
    if not prefers_html(request.headers.getlist("accept")):
        return problem_response(problem, site.settings, language, headers)
    document = site.wording(problem, language)
    response = page(request, "problem.html", {"problem": document}, document["status"])
    response.headers.update(problem_headers(document, language, headers))
    return response
