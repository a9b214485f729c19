"""A document becomes records; one module per layout, found by what the document says."""

from asm_graph.readers.account import Account, account
from asm_graph.readers.layouts import read

__all__ = ["Account", "account", "read"]
