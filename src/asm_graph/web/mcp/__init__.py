"""`/mcp`: the graph for AI assistants by the Model Context Protocol, where the extra `mcp` is installed."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.routing import BaseRoute

    from asm_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Assistants:
    """The routes of the MCP server, and what has to run while it serves."""

    routes: Sequence[BaseRoute]
    running: Callable[[], AbstractAsyncContextManager[None]]


def assistants_of(settings: Settings) -> Assistants:
    """Return the MCP server for these settings; nothing without the SDK."""
    if find_spec("mcp") is None:
        return Assistants((), nullcontext)
    from asm_graph.web.mcp.server import assistants  # noqa: PLC0415  an optional extra

    return assistants(settings)
