"""A file becomes a document: text in which every character has a position, or sheets of cells."""

from asm_graph.documents.loading import load, shown_path
from asm_graph.documents.passage import Passage, Span
from asm_graph.documents.table import Sheet, TableDocument
from asm_graph.documents.text_file import TextDocument

__all__ = ["Passage", "Sheet", "Span", "TableDocument", "TextDocument", "load", "shown_path"]
