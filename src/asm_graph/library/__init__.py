"""The query library: ready questions, one `.rq` file each, whose parameters are bound as terms."""

from asm_graph.library.library import Library
from asm_graph.library.parameters import Parameter
from asm_graph.library.question import Question, ResultColumn

__all__ = ["Library", "Parameter", "Question", "ResultColumn"]
