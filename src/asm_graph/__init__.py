"""Evaluations of Mexico's social programs as linked data: read, linked, checked, published.

Three names are all that a script needs: `build(sources, out)` makes a release out of documents,
`open_release(path)` opens one, and `release.query(sparql)` asks it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.build.pipeline import build, founding_documents
    from asm_graph.releases import Release, open_release

__all__ = ["Release", "build", "founding_documents", "open_release"]

_HOMES = {
    "Release": "asm_graph.releases",
    "build": "asm_graph.build.pipeline",
    "founding_documents": "asm_graph.build.pipeline",
    "open_release": "asm_graph.releases",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a query worker needs none of them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
