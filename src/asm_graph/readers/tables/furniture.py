"""Rows below a header that are known and no records: totals, notes, and the header once more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from asm_graph.readers.tables.columns import Layout
    from asm_graph.readers.tables.rows import TableRow

_TOTAL = re.compile(r"(?:gran\s+|sub\s*)?total(?:es)?\b")
_NOTE = re.compile(r"(?:notas?|fuentes?|elaborad[oa]|elaboracion)\b|\*|[a-z\d]{1,2}/")
_TOTAL_SHARE = 0.5
"""A total fills in less than this share of the columns that a record needs."""


def furniture(row: TableRow, layout: Layout) -> str | None:
    """What a row is that is no record of the layout; None for a record, or what may be one."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) == 1 and _NOTE.match(fold(filled[0])):
        return "note"
    needed = [column.header for column in layout.required if column.header in row.header.columns]
    given = sum(bool(row.cell(column)) for column in needed)
    if filled and _TOTAL.match(fold(filled[0])) and given < _TOTAL_SHARE * len(needed):
        return "total"
    printed = row.sheet.rows[row.header.row - 1]
    if all(
        compact(row.at(place)) == compact(printed[place]) for place in sorted(row.header.columns.values())
    ):
        return "heading"
    return None
