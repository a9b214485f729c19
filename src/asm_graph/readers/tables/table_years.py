"""The year or years of a table without a column for them, from what stands above its headers or its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.spanish.forms import YEAR

if TYPE_CHECKING:
    from asm_graph.readers.tables.layout_sheets import LayoutSheets

_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def years_told(table: LayoutSheets, column: str, *, most: int = 1) -> tuple[str, ...]:
    """Return the years, at most `most` of them, in order; none where every sheet has the column.

    What was taken for the years is told in a notice.

    Raises:
        IncompleteDocument: neither a title nor the name of the file tells so many years.
    """
    if all(column in header.columns for header in table.headers.values()):
        return ()
    path = table.document.path
    for text, where in ((" ".join(table.titles()), "title"), (path.stem, "name of the file")):
        years = tuple(sorted(set(_YEAR.findall(text))))
        if 1 <= len(years) <= most:
            table.notices.append(f"no column has the year; {'-'.join(years)} is taken from the {where}")
            return years
    raise IncompleteDocument(
        f"{path}: has no column {column}, and neither a title nor the name of the file tells the year; put "
        f"it into the name of the file, such as “{table.layout.name}-2016.csv”."
    )
