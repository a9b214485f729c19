"""Requests that are out of all proportion: addresses and headers longer than anybody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.web.http.problems import Problem

if TYPE_CHECKING:
    from starlette.types import Scope

    from asm_graph.settings import Settings

_MOST_HEADERS = 200
"""A browser behind two proxies sends some forty."""


def excess(scope: Scope, settings: Settings) -> Problem | None:
    """The problem of a request whose address or headers are out of their bounds."""
    if len(scope["raw_path"]) + len(scope["query_string"]) > settings.header_bytes:
        return Problem("address")
    headers = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > _MOST_HEADERS or size > settings.header_bytes:
        return Problem("headers")
    return None
