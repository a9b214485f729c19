"""Annexes on *Aspectos Susceptibles de Mejora*: ruled tables, forms of two columns, and lists."""

from asm_graph.readers.parts.asm_annexes.layout import AsmAnnexes, has_labeled_annex

__all__ = ["AsmAnnexes", "has_labeled_annex"]
