"""The layout of SEDESOL's follow-up of *Aspectos Susceptibles de Mejora*."""

from asm_graph.readers.asm_follow_up.reader import LAYOUT, read, recognizes

__all__ = ["LAYOUT", "read", "recognizes"]
