"""Pages become a document: words become lines and the cells of tables, and these a text in reading order."""

from asm_graph.documents.page_layout.document import lay_out

__all__ = ["lay_out"]
