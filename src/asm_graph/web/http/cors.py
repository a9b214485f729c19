"""CORS: any origin may read, without credentials (Fetch standard)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READABLE = (
    "Content-Disposition, Content-Language, Content-Location, ETag, Ignored-Parameters, Last-Modified,"
    " Retry-After, Server-Timing"
)
OPEN_TO_ANY: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _READABLE.encode()),
    (b"timing-allow-origin", b"*"),
)
_METHODS = "GET, HEAD, POST, OPTIONS, QUERY"
_DAY = "86400"


class AnyOrigin:
    """Middleware that adds the headers to every response, with or without an origin, so caches keep one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight; let anything else through."""

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *OPEN_TO_ANY]
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _is_preflight(scope):
            await _preflight(Headers(scope=scope))(scope, receive, send_open)
        else:
            await self._app(scope, receive, send_open)


def _is_preflight(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return scope["method"] == "OPTIONS" and "access-control-request-method" in headers


def _preflight(headers: Headers) -> Response:
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": headers.get("access-control-request-headers", "*"),
            "Access-Control-Max-Age": _DAY,
            "Vary": "Access-Control-Request-Headers",
        },
    )
