"""The server's addresses as its clients see them, and the page numbers in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.settings import Settings


_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def asked_page(request: Request, parameter: str = "page") -> int | None:
    """Return the page number, from 1; 1 if none is given, None if it cannot exist."""
    given = request.query_params.get(parameter, "1")
    return int(given) if _NUMBER.fullmatch(given) else None


def page_number(request: Request, parameter: str = "page") -> int:
    """Return the page number, from 1; 1 if none is given or it cannot exist."""
    return asked_page(request, parameter) or 1


_IN_RELEASES = re.compile(
    r"/(?:doc/|cite/|drawing/|api/queries/|(?:explore|queries)(?=[/?#]|$)|(?:audit|compare|search|sparql)(?=[/?#.]|$)(?!\.atom|/completions))"
)
"""What each release has at addresses of its own."""
_HOST = re.compile(r"(?:[A-Za-z0-9._\-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def own_address(request: Request, path: str) -> str:
    """Return the absolute URL of a path of ours, by the host name the client used.

    A `Host` that is no host name is not repeated: what stands there goes into documents.
    """
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = name if port is None else f"{name}:{port}"
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}{below_root(request, path)}"


def asked_address(request: Request) -> str:
    """Return the absolute URL that was asked for."""
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return own_address(request, f"{path}?{request.url.query}" if request.url.query else path)


def below_root(request: Request, path: str) -> str:
    """Return a path of ours as it is below the path where the site is published."""
    settings = cast("Settings", request.app.state.site.settings)
    return f"{settings.root_path}{path}"


def within(root: str, address: str) -> str:
    """Move an address below `root`, the addresses of an older release, if that release has it."""
    return f"{root}{address}" if _IN_RELEASES.match(address) else address
