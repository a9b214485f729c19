"""Evaluations of Mexico's social programs as linked data: read, linked, checked, published."""

from asm_graph.pipeline import build, founding_documents
from asm_graph.releases import Release, open_release

__all__ = ["Release", "build", "founding_documents", "open_release"]
