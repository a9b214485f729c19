"""The axes of the national plan that tables name by number, and the programs that these align to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.reference import objective_triples
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records import Place
    from asm_graph.registers import Objective


def axis_node(context: Context, year: int, number: int, name: str | None = None) -> NamedNode:
    """The axis of the national plan in force in a year.

    One that the register lacks is described and reported; so is a name that differs from the register's.
    """
    plans, source = context.registers.plans, context.source
    plan = plans.of_period(year, "national")
    axis = plans.by_number(plan, str(number), name or f"Eje {number} (sin registro)", is_axis=True)
    if not axis.known:
        source.add_all(objective_triples(axis, source.base))
    notice = _notice(axis, name)
    if notice and notice not in source.notices:
        source.notices.append(notice)
    return source.base.id(axis.path)


def _notice(axis: Objective, name: str | None) -> str | None:
    if not axis.known:
        return f"axis not in the register: {axis.path} ({axis.label})"
    if name and compact(name) != compact(axis.label):
        return f"axis {axis.path} is called {axis.label}; the table says {name}"
    return None


def align(program_path: str, axis: NamedNode, year: int, place: Place, context: Context) -> None:
    """State that the document aligns a program to an axis in a year."""
    source, base = context.source, context.source.base
    document = base.local(source.document).removeprefix("document/")
    aligned = base.local(axis).removeprefix("plan/").replace("/", "-")
    path = source.numbered(f"alignment/{program_path}/{document}/{aligned}", year)
    node, program = source.entity(path, "Alignment"), base.id(f"program/{program_path}")
    source.add(node, ASM("program"), program)
    source.add(node, ASM("alignedTo"), axis)
    source.add(node, ASM("year"), terms.year(year))
    source.add(node, ASM("statedIn"), source.document)
    source.record(node, place)
    source.add(program, ASM("contributesTo"), axis)
