"""Matter that is known to hold no facts, so that it is neither read nor reported as not understood."""

from asm_graph.readers.parts.known_matter.layouts import COVERING_LETTERS, REPORT_SECTIONS, WHOLE_DOCUMENTS

__all__ = ["COVERING_LETTERS", "REPORT_SECTIONS", "WHOLE_DOCUMENTS"]
