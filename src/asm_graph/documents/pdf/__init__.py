"""A PDF becomes pages: the words of its text layer and the grids of its ruled tables."""

from asm_graph.documents.pdf.pdf_file import MEDIA_TYPE, SIGNATURE, read_pages

__all__ = ["MEDIA_TYPE", "SIGNATURE", "read_pages"]
