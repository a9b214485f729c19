"""The layout of CONEVAL's *Evaluación Específica de Desempeño*."""

from asm_graph.readers.performance_evaluation.reader import LAYOUT, read, recognises

__all__ = ["LAYOUT", "read", "recognises"]
