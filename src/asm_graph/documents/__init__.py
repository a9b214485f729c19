"""A file becomes a document: text in which every character has a position."""

from asm_graph.documents.passage import Passage, Span
from asm_graph.documents.text import TextDocument, load

__all__ = ["Passage", "Span", "TextDocument", "load"]
