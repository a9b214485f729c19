"""The layout of SEDESOL's follow-up of *Aspectos Susceptibles de Mejora*."""

from asm_graph.readers.asm_follow_up.reader import LAYOUT, has_table, read, recognizes

__all__ = ["LAYOUT", "has_table", "read", "recognizes"]
