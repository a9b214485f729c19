"""Whether a follow-up is whole: its last table has rows, and its last row is not cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.names import ends_open, is_open
from asm_graph.readers.truncation import breaks_off

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import TextDocument
    from asm_graph.documents.lines import Line
    from asm_graph.readers.asm_follow_up.rows import AsmRows, Row

_PROSE = frozenset({
    Column.TEXT, Column.ACTIVITY, Column.EXPECTED, Column.OBTAINED,
    Column.PRODUCT, Column.PROGRESS, Column.REMARKS,
})  # fmt: skip

_MAY_BE_LOST = 2
"""So many cells conversion may lose from a row that is whole, such as its theme and a unit."""


def check_last_row(
    document: TextDocument, last: Line, rows: Sequence[Row], groups: Sequence[AsmRows]
) -> None:
    """Refuse a follow-up that ends within a row; what follows a row (a note, a line end) shows it whole.

    Raises:
        IncompleteDocument: the last row has fewer cells than the others, or a text of it goes on nowhere.
    """
    if not rows or rows[-1].line != last.number:
        return
    is_ended = document.text.endswith(("\n", "\r"))
    if (not is_ended and _lacks_cells(rows[-1], rows[:-1])) or _breaks_off(document, rows[-1], groups):
        raise IncompleteDocument(
            f"{document.path}: line {last.number}: the last row of the table is cut off; "
            "give the whole document."
        )


def _lacks_cells(row: Row, others: Sequence[Row]) -> bool:
    """Whether a row is shorter than all others, in a document that leaves no cell out at the end of a row."""
    if not others:
        return row.is_short and is_open(row.cells[-1].text)
    if any(other.is_short for other in others):
        return False
    return row.is_short or row.lacking > _MAY_BE_LOST + max(other.lacking for other in others)


def _breaks_off(document: TextDocument, row: Row, groups: Sequence[AsmRows]) -> bool:
    if breaks_off(document, row.cells[-1].text):
        return True
    return bool(groups) and any(ends_open(groups[-1].holder(column).text(column)) for column in _PROSE)
