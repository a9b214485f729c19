"""Query results in the formats people ask for, beyond the engine's standard ones."""

from asm_graph.results.formats import FORMATS, JSON, About, Format
from asm_graph.results.rows import Rows, read_results
from asm_graph.results.terminal_table import prefixed_name
from asm_graph.results.writing import write_results
from asm_graph.results.xlsx import write_workbook

__all__ = [
    "FORMATS",
    "JSON",
    "About",
    "Format",
    "Rows",
    "prefixed_name",
    "read_results",
    "write_results",
    "write_workbook",
]
