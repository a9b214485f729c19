"""The layout of CONEVAL's *Evaluación Específica de Desempeño*."""

from asm_graph.readers.performance_evaluation.reader import LAYOUT, read, recognizes

__all__ = ["LAYOUT", "read", "recognizes"]
