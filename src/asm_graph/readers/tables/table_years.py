"""The years of a table: that of each row, those of a table without a column for them, and their span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.messages import Message
from asm_graph.spanish.forms import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.table_rows import TableRow

_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def years_told(table: LayoutSheets, column: str, *, most: int = 1) -> tuple[str, ...]:
    """Return the years, at most `most` of them, in order; none where every sheet has the column.

    A notice says what was taken for the years.

    Raises:
        IncompleteDocument: neither a title nor the name of the file tells so many years.
    """
    if all(column in header.columns for header in table.headers.values()):
        return ()
    path = table.document.path
    for text, where in (
        (" ".join(table.titles()), Message("the title")),
        (path.stem, Message("the name of the file")),
    ):
        years = tuple(sorted(set(_YEAR.findall(text))))
        if 1 <= len(years) <= most:
            table.notices.append(
                Message(
                    "no column has the year; {names} is taken from {where}",
                    names="-".join(years),
                    where=where,
                )
            )
            return years
    raise IncompleteDocument(
        Message(
            "{path}: has no column {column}, and neither a title nor the name of the file "
            "tells the year; put it into the name of the file, such as “{layout}-2016.csv”.",
            path=path,
            column=column,
            layout=table.layout.name,
        )
    )


def year_of_row(row: TableRow, column: str, told: Sequence[str]) -> int:
    """Return the year of a row, from its column or else the last of those that are told of the table."""
    return row.year(column) if column in row.header.columns else int(told[-1])


def span_of(years: Iterable[str | int]) -> str:
    """Return the first and the last of some years, for a title; empty if there are none.

    >>> span_of((2018, 2016, 2017)), span_of(("2016",)), span_of(())
    ('2016-2018', '2016', '')
    """
    ordered = sorted(map(str, years))
    return "-".join(dict.fromkeys((*ordered[:1], *ordered[-1:])))
