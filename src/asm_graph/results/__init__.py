"""Query results in the formats people ask for, beyond the engine's standard ones.

What writes spreadsheets and tables of a terminal is imported from its own module: a worker of the engine
needs neither, and a third of its start would be theirs.
"""

from asm_graph.results.formats import FORMATS, JSON, About, Format
from asm_graph.results.rows import Rows, read_results
from asm_graph.results.short_texts import prefixed_name

__all__ = ["FORMATS", "JSON", "About", "Format", "Rows", "prefixed_name", "read_results"]
