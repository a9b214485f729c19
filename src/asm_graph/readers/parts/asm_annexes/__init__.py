"""Annexes on *Aspectos Susceptibles de Mejora*: ruled tables, forms of two columns, and lists."""

from asm_graph.readers.parts.asm_annexes.layout import AsmAnnexes

__all__ = ["AsmAnnexes"]
