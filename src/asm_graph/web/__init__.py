"""The graph over HTTP: the SPARQL protocol, the query library, releases, and pages about them."""

from asm_graph.web.app import create_app
from asm_graph.web.server import serve

__all__ = ["create_app", "serve"]
