"""Limits on the size of addresses and headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.web.http.problems import Problem

if TYPE_CHECKING:
    from starlette.types import Scope

    from asm_graph.settings import Settings

_MOST_HEADERS = 200
"""A browser behind two proxies sends some forty."""


def excess(scope: Scope, settings: Settings) -> Problem | None:
    """Return the problem of a request whose address or headers are too long, if any."""
    if len(scope["raw_path"]) + len(scope["query_string"]) > settings.header_bytes:
        return Problem("address")
    headers = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > _MOST_HEADERS or size > settings.header_bytes:
        return Problem("headers")
    return None
