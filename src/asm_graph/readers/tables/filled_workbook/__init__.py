"""A workbook of `asm-graph template`, filled in."""

from asm_graph.readers.tables.filled_workbook.reader import LAYOUT, read, recognises

__all__ = ["LAYOUT", "read", "recognises"]
