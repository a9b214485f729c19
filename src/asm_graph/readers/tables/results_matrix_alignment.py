"""What a row of a results matrix says of the plans: an axis, a national and a sectoral objective.

The export has these columns twice: for the *metas nacionales*, which are the axes of the plan of 2013-2018,
and for the plans since. An edition fills in those of its time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.records.matrices import PlanAxis, PlanPart
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from asm_graph.readers.tables.table_rows import TableRow

_AXIS = re.compile(r"\d{1,2}")
_NONE = {"0", "no aplica", "n/a", "na", "s/d", "sin informacion"}


@dataclass(frozen=True, slots=True)
class _PlanColumns:
    """The headers of one of the two groups; `last` is the last year of its plan, if that has ended."""

    axis: str
    axis_name: str
    national: str
    program: str
    number: str
    text: str
    last: int | None = None

    def part(self, row: TableRow, year: int) -> PlanPart | None:
        """Return what the row states under these headers, if anything."""
        number = row.accepted(self.axis, _AXIS.fullmatch, "the number of an axis")
        axis = PlanAxis(int(number), row.text(self.axis_name)) if number and int(number) else None
        national, program, objective, text = (
            _stated(row, column) for column in (self.national, self.program, self.number, self.text)
        )
        if not (axis or national or objective or text):
            return None
        plan_year = min(year, self.last) if self.last else year
        return PlanPart(plan_year, axis, national, program, objective, text)


_GROUPS = (
    _PlanColumns(
        "ID_META_NACIONAL", "DESC_META_NACIONAL", "OBJETIVO_META_NACIONAL",
        "DESC_PROGRAMA_SEC_INST", "OBJETIVO_PROG_SEC_INST", "DESC_OBJETIVO_PROG_SEC_INST", last=2018,
    ),
    _PlanColumns(
        "ID_PND", "DESC_PND", "OBJETIVO_PND",
        "DESC_PROGRAMA_PND", "OBJETIVO_PROGRAMA_PND", "DESC_OBJETIVO_PROGRAMA_PND",
    ),
)  # fmt: skip


def plan_parts(row: TableRow, year: int) -> tuple[PlanPart, ...]:
    """Return what a row of a matrix of `year` states about the plans, by the two groups of columns."""
    return tuple(part for group in _GROUPS if (part := group.part(row, year)))


def _stated(row: TableRow, column: str) -> str | None:
    """Return a text; the export writes 0 for none."""
    text = row.text(column)
    if text is None or fold(text) not in _NONE:
        return text
    row.idle(row.header.columns[column], "none")
    return None
