"""What is known of the rows of tables: frozen, typed, every record with the place of its row."""

from asm_graph.records.tables import (
    CellNote,
    Place,
    ProgramRef,
    TableAccount,
    TableReading,
    TableRecord,
)

__all__ = ["CellNote", "Place", "ProgramRef", "TableAccount", "TableReading", "TableRecord"]
