"""Drawings as pictures: our own SVG becomes PNG in a separate process."""

from asm_graph.raster.rasterizer import PNG, Rasterizer

__all__ = ["PNG", "Rasterizer"]
