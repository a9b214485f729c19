"""`/oembed`: what a site asks that wants to show one of our addresses (oEmbed 1.0, https://oembed.com)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route

from asm_graph.errors import UsageError
from asm_graph.rdf.iri_parts import parse
from asm_graph.web.drawing.figure import FRAME_WIDTH, FRAMED, frame
from asm_graph.web.embed.frames import FRAMES
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.web.embed.frames import Frame, Make

_FORMATS = ("json", "xml")
_SIZE = re.compile(r"[1-9][0-9]{0,4}")
_FILE = re.compile(r"\.(?:svg|png|html)$")
_THING = re.compile(r"/(?:doc|id)/(?P<path>.+)")
_LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DAY = 86_400
_PORTS = {"http": 80, "https": 443}


async def oembed(request: Request) -> Response:
    """Say how an address of this site is shown on another one, as JSON or XML; nothing is fetched.

    Raises:
        ProblemError: the address is not ours or has nothing to frame, or the format is unknown.
    """
    given = request.query_params
    form = given.get("format", "json")
    if form not in _FORMATS:
        raise ProblemError("oembed-format")
    if "url" not in given:
        raise ProblemError("usage")
    widest, highest = _size(given.get("maxwidth")), _size(given.get("maxheight"))
    address, made = await _framed(request, given["url"])
    width = min(FRAME_WIDTH, widest or FRAME_WIDTH)
    height = min(made.height(width), highest or made.height(width))
    said: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich",
        "title": made.title,
        "provider_name": "asm-graph",
        "provider_url": own_address(request, "/"),
        "cache_age": _DAY,
        "width": width,
        "height": height,
        "html": frame(own_address(request, address), made.title, width, height),
    }
    headers = {"Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}
    if form == "json":
        return JSONResponse(said, headers=headers)
    return Response(_xml(said), media_type="text/xml", headers=headers)


async def _framed(request: Request, url: str) -> tuple[str, Frame]:
    """Return the address of the frame for an address of ours, and the frame."""
    parts = _ours(request, url)
    found = _route(parts.path) if parts else None
    if parts is None or found is None:
        raise ProblemError("not-found")
    path, make, path_params = found
    query = urlencode(parse_qsl(parts.query, errors="replace"))
    scope = {
        **request.scope,
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": query.encode(),
        "path_params": dict(path_params),
    }
    try:
        made = await make(Request(scope, request.receive))
    except UsageError as error:
        raise ProblemError("not-found") from error
    return f"{quote(path)}{'?' if query else ''}{query}", made


def _ours(request: Request, url: str) -> SplitResult | None:
    """Return the parts of an address of this site, its path below the site's root; None for any other."""
    if len(url) > _LONGEST or _CONTROL.search(url):
        return None
    root = urlsplit(own_address(request, ""))
    try:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or parts.username is not None or _host(parts) != _host(root):
            return None
    except ValueError:  # a port that is no number, a bracket without its other
        return None
    if not parts.path.startswith(root.path):
        return None
    return parts._replace(path=unquote(parts.path[len(root.path) :]) or "/")


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    """Return the host and the port; that of the scheme is none."""
    return parts.hostname, None if parts.port in {_PORTS.get(parts.scheme), None} else parts.port


def _route(path: str) -> tuple[str, Make, Mapping[str, str]] | None:
    """Return the path of the frame for a page or picture of ours, who makes it, and its parameters."""
    framed = _framed_path(_FILE.sub("", path))
    for pattern, make in FRAMES.items():
        scope = {"type": "http", "method": "GET", "path": framed, "root_path": "", "headers": []}
        match, found = Route(pattern, lambda _: None).matches(scope)
        if match is Match.FULL:
            return framed, make, found["path_params"]
    return None


def _framed_path(path: str) -> str:
    if path.startswith(f"{FRAMED}/"):
        return path
    thing = _THING.fullmatch(path)
    if thing is None:
        return f"{FRAMED}{path}"
    entity = parse(thing["path"])
    kind = "doc" if entity is not None and entity.kind == "finding" else "drawing"
    return f"{FRAMED}/{kind}/{thing['path']}"


def _size(text: str | None) -> int | None:
    """Read a greatest width or height in pixels."""
    if text is None:
        return None
    if not _SIZE.fullmatch(text):
        raise ProblemError("usage")
    return int(text)


def _xml(said: Mapping[str, str | int]) -> bytes:
    root = ET.Element("oembed")
    for name, value in said.items():
        ET.SubElement(root, name).text = _CONTROL.sub(" ", str(value))
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
