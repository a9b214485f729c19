"""The records of a table become the quads of its document: one mapping per kind of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.graph.source import Source
    from asm_graph.registers import Registers
    from asm_graph.registers.codes import Codes
    from asm_graph.table_records import TableReading


@dataclass(frozen=True, slots=True)
class Context:
    """What the mapping of a table needs besides its records."""

    source: Source
    registers: Registers
    codes: Codes


MapTable = Callable[[Any, Context], None]
"""States the records of one table in the source of the context."""

_MAPPINGS: Mapping[type, MapTable] = {}


def map_table(reading: TableReading, context: Context) -> None:
    """State all that the records of a table say."""
    _MAPPINGS[type(reading.record)](reading.record, context)
