"""Money of programs: what tables of the budget state, and the axis that a bill lists each program under."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import state_alignment
from asm_graph.graph.plans import axis_node
from asm_graph.graph.programs import map_modalities
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.plans import Alignment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records.spending import Amount, PlanAxes, ProgramCatalog, Spending

_PROGRAM, _YEAR, _KIND, _AMOUNT = map(ASM, ("program", "year", "spendingKind", "amount"))
_IN_CURRENCY, _SCALE = ASM("currency"), ASM("scale")
_CURRENCY = terms.string("MXN")
_MILLIONS = terms.decimal(Decimal(1_000_000))


def map_spending(record: Spending, context: MappingContext) -> None:
    """State the amounts of the Cuenta Pública; the names of programs and branches are for the census."""
    state_amounts(record.amounts, context.quads)
    map_modalities(record.programs, context)


def map_catalog(record: ProgramCatalog, context: MappingContext) -> None:
    """State the modalities of the programs; their names are for the census."""
    map_modalities(record.programs, context)


def map_plan_axes(record: PlanAxes, context: MappingContext) -> None:
    """State the axis of the plan in force under which a bill lists each program, and all amounts."""
    for placement in record.placements:
        alignment = Alignment(placement.program.path, record.year, placement.place)
        state_alignment(context.quads, alignment, axis_node(context, record.year, placement.axis))
    state_amounts(record.amounts, context.quads)


def state_amounts(amounts: Iterable[Amount], quads: DocumentQuads) -> None:
    """State amounts; of several of one kind for a program and year, each has a node of its own."""
    for amount in amounts:
        program = amount.program.path
        path = iris.spending(program, amount.year, amount.kind)
        node = quads.entity(quads.numbered(path, (amount.millions, amount.program.name)), "Spending")
        quads.add_each(
            node,
            (_PROGRAM, quads.base.id(iris.program(program))),
            (_YEAR, terms.year(amount.year)),
            (_KIND, quads.base.code("spending-kind", amount.kind)),
            (_AMOUNT, terms.decimal(amount.millions)),
            (_IN_CURRENCY, _CURRENCY),
            (_SCALE, _MILLIONS),
        )
        quads.record(node, amount.place)
