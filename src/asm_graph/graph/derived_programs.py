"""Programs that derive from a national plan, by the names that tables have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.registers import Plan
from asm_graph.spanish.forms import compact, slug

if TYPE_CHECKING:
    from asm_graph.graph.context import Context


def derived_program(name: str, period: tuple[int, int] | None, year: int, context: Context) -> Plan:
    """The program of the register with this name that is in force, or one made of what the table says.

    Where the name has no years, those of the national plan in force tell it from its namesakes.
    """
    plans = context.registers.plans
    for plan in plans:
        if compact(name) == compact(plan.label) or (
            compact(name) == compact(plan.name) and plan.covers(year)
        ):
            return plan
    national = plans.of_period(year, "national")
    start, end = period or (national.start, national.end)
    own = slug(name) if period else slug(f"{name} {start}-{end}")
    return Plan(own, "sectoral", name, start, end, derived_from=national.slug, known=False)
