"""A PDF becomes pages: the words of its text layer, or those that OCR finds, and the grids of its tables."""

from asm_graph.documents.pdf.pdf_file import MEDIA_TYPE, PageProgress, is_pdf, read_pages, silent

__all__ = ["MEDIA_TYPE", "PageProgress", "is_pdf", "read_pages", "silent"]
