"""Requests that are out of all proportion are refused before anything reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from asm_graph.web.problems import Problem
from asm_graph.web.site import site_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from asm_graph.settings import Settings

_MOST_HEADERS = 200
"""A browser behind two proxies sends some forty."""
_CLOSE = {"Connection": "close"}


class RequestBounds:
    """Lets requests through whose address and headers are within their bounds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        site = site_of(request)
        problem = _excess(scope, site.settings)
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await site.problem(problem, request, _CLOSE)(scope, receive, send)


def _excess(scope: Scope, settings: Settings) -> Problem | None:
    if len(scope["raw_path"]) + len(scope["query_string"]) > settings.header_bytes:
        return Problem("address")
    headers = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > _MOST_HEADERS or size > settings.header_bytes:
        return Problem("headers")
    return None
