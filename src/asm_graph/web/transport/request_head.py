"""Requirements on request heads that the HTTP parser does not check (RFC 9110 and 9112)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, unquote_to_bytes

from starlette.requests import Request
from starlette.responses import Response

from asm_graph.web.http.host import is_host
from asm_graph.web.http.problems import Problem
from asm_graph.web.http.request_size import excess
from asm_graph.web.rendering.pages import respond_with
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ABSOLUTE = re.compile(rb"https?://([^/]*)(/.*)?", re.IGNORECASE)
_HIGH_BYTES = re.compile(rb"(?:%[89A-Fa-f][0-9A-Fa-f])++")
_LONE_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_OF_PROTOCOL = re.compile(r"/sparql(?:\.\w+)?\Z")
_CLOSE = {"Connection": "close"}
_SERVER_WIDE = {"Allow": "GET, HEAD, POST, OPTIONS, QUERY"}


class RequestHeadChecks:
    """Middleware that checks size, version, host and framing, and turns targets into paths."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        site = site_of(request)
        whole = scope if scope["raw_path"][:1] == b"/" else _from_absolute(scope)
        problem = excess(scope, site.settings) or _fault(whole or scope)
        if problem is None and whole is not None:
            await self._app(_with_utf8_parameters(whole), receive, send)
        elif problem is None and scope["raw_path"] == b"*" and scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_SERVER_WIDE)(scope, receive, send)
        else:
            await respond_with(problem or Problem("request"), request, _CLOSE)(scope, receive, send)


def _from_absolute(scope: Scope) -> Scope | None:
    """Turn a request for an absolute URL into one for its path; its host takes precedence over `Host`."""
    address = _ABSOLUTE.fullmatch(scope["raw_path"])
    if address is None:
        return None
    path = address[2] or b"/"
    headers = [(b"host", address[1]), *(each for each in scope["headers"] if each[0] != b"host")]
    return {**scope, "raw_path": path, "path": unquote(path.decode("ascii")), "headers": headers}


def _with_utf8_parameters(scope: Scope) -> Scope:
    """Return the request with UTF-8 parameters: old links use Windows-1252, or a bare `%`.

    The SPARQL protocol has UTF-8 alone, and a query in anything else is told as such.
    """
    parameters = scope["query_string"]
    if b"%" not in parameters or _OF_PROTOCOL.search(scope["path"]):
        return scope
    sound = _LONE_PERCENT.sub(b"%25", parameters)
    return {**scope, "query_string": _HIGH_BYTES.sub(_as_utf8, sound)}


def _as_utf8(escapes: re.Match[bytes]) -> bytes:
    data = unquote_to_bytes(escapes[0])
    try:
        data.decode()
    except UnicodeDecodeError:
        return quote(data.decode("cp1252", errors="replace")).encode()
    return escapes[0]


def _fault(scope: Scope) -> Problem | None:
    """Return the problem of a request that must be refused (RFC 9110, 2.5; RFC 9112, 3.2 and 6.1), if any."""
    if scope["http_version"][:2] != "1.":
        return Problem("version")
    has_length = has_coding = False
    for name, value in scope["headers"]:
        if name == b"host" and not is_host(value):
            return Problem("host")
        has_length = has_length or name == b"content-length"
        has_coding = has_coding or name == b"transfer-encoding"
    return Problem("request") if has_length and has_coding else None
