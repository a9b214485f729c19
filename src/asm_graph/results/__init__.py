"""Query results in the formats people ask for, beyond the engine's standard ones."""

from asm_graph.results.formats import FORMATS, JSON, About, Format
from asm_graph.results.rows import Rows, read_results
from asm_graph.results.terminal_table import shorten
from asm_graph.results.writing import write_results

__all__ = ["FORMATS", "JSON", "About", "Format", "Rows", "read_results", "shorten", "write_results"]
