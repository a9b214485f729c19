"""The query library: ready questions, one `.rq` file each, whose parameters are bound as terms."""

from asm_graph.library.library import Column, Library, Question
from asm_graph.library.parameters import Parameter

__all__ = ["Column", "Library", "Parameter", "Question"]
