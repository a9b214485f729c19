"""Drawings as pictures: SVG of our own becomes PNG, in a process of its own."""

from asm_graph.raster.rasterizer import PNG, Rasterizer

__all__ = ["PNG", "Rasterizer"]
