"""A document becomes records; one module per layout, found by what the document says."""

from asm_graph.readers.layouts import LAYOUTS, read
from asm_graph.readers.reading import Account, Reading

__all__ = ["LAYOUTS", "Account", "Reading", "read"]
