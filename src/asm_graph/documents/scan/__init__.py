"""A picture of a page becomes a page: turned upright, its ruled cells found, its characters recognized."""

from asm_graph.documents.scan.engines import installed_engine
from asm_graph.documents.scan.scanned_page import read_page

__all__ = ["installed_engine", "read_page"]
