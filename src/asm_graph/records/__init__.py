"""What readers understand of documents: frozen, typed records whose values lead to what proves them."""

from asm_graph.records.tables import Place, ProgramRef

__all__ = ["Place", "ProgramRef"]
