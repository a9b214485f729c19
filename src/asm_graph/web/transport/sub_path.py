"""A site that a proxy publishes below a path of its host: one setting, and every address follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from asm_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Header = tuple[bytes, bytes]

_ADDRESSES = {b"location", b"content-location"}
_LINK = re.compile(rb"<(?=/(?!/))")
"""Where an address of ours begins in `Link`."""


class SubPath:
    """Lets an application think that it stands at the root of a host.

    A request may come with the path or without it: some proxies take it off, some do not. Pages and documents
    write addresses with it themselves (`asm_graph.web.http.addresses`); here it goes into the headers.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = root.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        if scope["type"] != "http" or not self._root:
            await self._app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")

        async def send_below(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [self._below(header, host) for header in message["headers"]]
            await send(message)

        await self._app(self._inner(scope), receive, send_below)

    def _inner(self, scope: Scope) -> Scope:
        path, raw_path = scope["path"], scope["raw_path"]
        if not f"{path}/".startswith(f"{self._root.decode()}/"):
            return scope
        length = len(self._root)
        return {**scope, "path": path[length:] or "/", "raw_path": raw_path[length:] or b"/"}

    def _below(self, header: Header, host: str) -> Header:
        name, value = header
        if name == b"link":
            return name, _LINK.sub(b"<" + self._root, value)
        if name not in _ADDRESSES:
            return header
        parts = urlsplit(value.decode("latin-1"))
        if not parts.path.startswith("/") or parts.netloc not in {"", host}:
            return header
        return name, parts._replace(path=self._root.decode() + parts.path).geturl().encode("latin-1")


def check_root(root: str, paths: Iterable[str]) -> None:
    """Make sure that no address of ours begins as the path below which the site is published.

    Raises:
        UsageError: one does, so that a request with the path could not be told from one without it.
    """
    first = f"{root}/".split("/")[1]
    if root and any(path.split("/")[1].partition(".")[0] == first for path in paths):
        raise UsageError(
            f"ASM_GRAPH_ROOT_PATH={root}: the site has addresses of its own under /{first}; "
            "publish it below another path."
        )
