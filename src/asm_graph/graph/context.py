"""The records of a table become the quads of its document: one mapping per kind of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asm_graph.graph.derived_plans import map_derived_plans
from asm_graph.graph.filled_sheets import map_filled_workbook
from asm_graph.graph.matrices import map_matrices
from asm_graph.graph.plan_axes import map_plan_axes
from asm_graph.graph.sdg_links import map_sdg_links
from asm_graph.graph.spending import map_catalogue, map_spending
from asm_graph.graph.state_asm import map_state_asms
from asm_graph.records.filled_workbook import FilledWorkbook
from asm_graph.records.matrices import ResultsMatrices
from asm_graph.records.plans import DerivedPlans
from asm_graph.records.sdg_links import SdgLinks
from asm_graph.records.spending import Catalogue, PlanAxes, Spending
from asm_graph.records.state_asm import StateAsms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records import TableReading
    from asm_graph.registers import Registers
    from asm_graph.registers.codes import Codes


@dataclass(frozen=True, slots=True)
class Context:
    """What the mapping of a table needs besides its records."""

    source: Source
    registers: Registers
    codes: Codes


MapTable = Callable[[Any, Context], None]
"""States the records of one table in the source of the context."""

_MAPPINGS: Mapping[type, MapTable] = {
    Catalogue: map_catalogue,
    DerivedPlans: map_derived_plans,
    PlanAxes: map_plan_axes,
    FilledWorkbook: map_filled_workbook,
    ResultsMatrices: map_matrices,
    SdgLinks: map_sdg_links,
    Spending: map_spending,
    StateAsms: map_state_asms,
}


def map_table(reading: TableReading, context: Context) -> None:
    """State all that the records of a table say."""
    _MAPPINGS[type(reading.record)](reading.record, context)
