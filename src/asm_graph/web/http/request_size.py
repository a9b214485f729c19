"""Limits on the size and number of addresses, headers and parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from asm_graph.web.http.problems import Problem

if TYPE_CHECKING:
    from starlette.types import Scope

    from asm_graph.settings import Settings

MOST_HEADERS: Final = 200
"""A browser behind two proxies sends some forty."""
MOST_PARAMETERS: Final = 1_000
"""Of an address or a form: a query and the graphs of its dataset, and some more."""
LONGEST_PARAMETER: Final = 8_000
"""Bytes of a parameter as it is sent, its name included; the text of a query has a limit of its own."""
TOO_MANY_PARAMETERS: Final = Problem("parameters", facts={"most": f"{MOST_PARAMETERS:,}"})
TOO_LONG_PARAMETER: Final = Problem("parameter-length", facts={"longest": f"{LONGEST_PARAMETER:,}"})


def excess(scope: Scope, settings: Settings) -> Problem | None:
    """Return the problem of a request whose address, headers or parameters exceed their limits, if any."""
    query = scope["query_string"]
    if len(scope["raw_path"]) + len(query) > settings.header_bytes:
        return Problem("address")
    if query.count(b"&") >= MOST_PARAMETERS:
        return TOO_MANY_PARAMETERS
    headers = scope["headers"]
    size = sum(len(name) + len(value) for name, value in headers)
    if len(headers) > MOST_HEADERS or size > settings.header_bytes:
        return Problem("headers")
    return None
