"""Programs by axis in a bill of the budget → alignments and amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.axes import align, axis_node
from asm_graph.graph.spending import map_amounts

if TYPE_CHECKING:
    from asm_graph.graph.context import Context
    from asm_graph.records.spending import PlanAxes


def map_plan_axes(record: PlanAxes, context: Context) -> None:
    """State that the bill aligns each program to an axis of the plan in force, and all amounts."""
    for placement in record.placements:
        axis = axis_node(context, record.year, placement.axis)
        align(placement.program.path, axis, record.year, placement.place, context)
    map_amounts(record.amounts, context.source)
