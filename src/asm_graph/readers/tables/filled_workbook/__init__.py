"""A workbook of `asm-graph template`, filled in."""

from asm_graph.readers.tables.filled_workbook.reader import LAYOUT, read, recognizes

__all__ = ["LAYOUT", "read", "recognizes"]
