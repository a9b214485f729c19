"""Tables of the budget → what was spent on a program, or planned for it, in a year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.graph.modalities import map_modalities
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.graph.context import Context
    from asm_graph.graph.document_graphs import Source
    from asm_graph.records.spending import Amount, Catalogue, Spending

_CURRENCY = terms.string("MXN")
_MILLIONS = terms.decimal(Decimal(1_000_000))


def map_spending(record: Spending, context: Context) -> None:
    """State the amounts of the Cuenta Pública; the names of programs and branches are for the census."""
    map_amounts(record.amounts, context.source)
    map_modalities(record.programs, context)


def map_catalogue(record: Catalogue, context: Context) -> None:
    """State the modalities of the programs; their names are for the census."""
    map_modalities(record.programs, context)


def map_amounts(amounts: Iterable[Amount], source: Source) -> None:
    """State amounts; of several of one kind for a program and year, each has a node of its own."""
    for amount in amounts:
        path = f"spending/{amount.program.path}/{amount.year}/{amount.kind}"
        node = source.entity(source.numbered(path, (amount.millions, amount.program.name)), "Spending")
        source.add(node, ASM("program"), source.base.id(f"program/{amount.program.path}"))
        source.add(node, ASM("year"), terms.year(amount.year))
        source.add(node, ASM("spendingKind"), source.base.code("spending-kind", amount.kind))
        source.add(node, ASM("amount"), terms.decimal(amount.millions))
        source.add(node, ASM("currency"), _CURRENCY)
        source.add(node, ASM("scale"), _MILLIONS)
        source.record(node, amount.place)
