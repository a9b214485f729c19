"""What readers understand of documents: frozen, typed records whose values lead to what proves them."""

from asm_graph.records.tables import (
    CellNote,
    Place,
    ProgramRef,
    TableAccount,
    TableReading,
    TableRecord,
)

__all__ = ["CellNote", "Place", "ProgramRef", "TableAccount", "TableReading", "TableRecord"]
