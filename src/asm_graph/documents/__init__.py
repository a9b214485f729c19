"""A file becomes a document: text in which every character has a position, or sheets of cells.

These names are imported when they are asked for: a confined process needs few of the readers, and starts in a
third of the time without the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.documents.loading import load, shown_path
    from asm_graph.documents.passage import Passage, Span
    from asm_graph.documents.table import Sheet, TableDocument
    from asm_graph.documents.text_file import TextDocument
else:
    _MODULES = {
        "load": "loading",
        "shown_path": "loading",
        "Passage": "passage",
        "Span": "passage",
        "Sheet": "table",
        "TableDocument": "table",
        "TextDocument": "text_file",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


__all__ = ["Passage", "Sheet", "Span", "TableDocument", "TextDocument", "load", "shown_path"]
