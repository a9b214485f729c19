"""The annexes on ASM of an external evaluation (terms of reference of CONEVAL), as text of a PDF."""

from asm_graph.readers.asm_forms.reader import LAYOUT, read, recognizes

__all__ = ["LAYOUT", "read", "recognizes"]
