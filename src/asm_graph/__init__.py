"""Evaluations of Mexico's social programs as linked data: read, linked, checked, published.

Four names are all that a script needs: `build(sources, out)` makes a release out of documents,
`founding_documents()` lists the ones that come with the project, `open_release(path)` opens a `Release`,
and `release.query(sparql)` queries it.
"""

import sys
from importlib import import_module
from types import ModuleType
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


class _Package(ModuleType):
    """The package as a module whose `build` is always the function.

    Importing a module of the package `asm_graph.build` would otherwise bind that name to the package.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, unless it would hide the function `build`."""
        if not (name == "build" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a query worker needs none of them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
