"""The Model Context Protocol server by the official SDK: streamable HTTP without sessions."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from starlette.routing import Route

from asm_graph.web.http.problems import body_limit
from asm_graph.web.mcp import Assistants
from asm_graph.web.mcp.tools import TOOLS

if TYPE_CHECKING:
    from asm_graph.settings import Settings

_INSTRUCTIONS = """A graph of Mexico's social programs: plans and objectives, results matrices (MIR),
evaluations, aspects susceptible of improvement (ASM) and audit findings, read from official documents, mostly
in Spanish. Prefer `ask_question` (see `questions`) to queries of your own. Every answer names its query, its
release and passages of the documents: cite them. A missing value is not zero, and documents may disagree."""
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_ANY_HOST = TransportSecuritySettings(enable_dns_rebinding_protection=False)
"""Nothing here is private: any page of any host may read it, as it may read the endpoint."""


def assistants(settings: Settings) -> Assistants:
    """Make the routes of the server."""
    server = MCPServer(
        name="asm-graph", version=version("asm-graph"), instructions=_INSTRUCTIONS, log_level="WARNING"
    )
    for tool in TOOLS:
        server.add_tool(tool, annotations=_READ_ONLY)
    app = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=body_limit(settings),
        transport_security=_ANY_HOST,
    )
    routes = [
        Route(each.path, each.endpoint, methods=["POST"])  # without sessions a GET would only be held open
        for each in app.routes
        if isinstance(each, Route)
    ]
    return Assistants(routes, server.session_manager.run)
