"""Whether the last row of a follow-up is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.errors import IncompleteDocument
from asm_graph.messages import Message
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.cut_text import breaks_off, ends_open, is_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import TextDocument
    from asm_graph.documents.lines import Line
    from asm_graph.readers.asm_follow_up.asm_rows import AsmRows
    from asm_graph.readers.asm_follow_up.placement import PlacedRow

_PROSE = frozenset({
    Column.TEXT, Column.ACTIVITY, Column.EXPECTED, Column.OBTAINED,
    Column.PRODUCT, Column.PROGRESS, Column.REMARKS,
})  # fmt: skip

_MAY_BE_LOST = 2
"""The number of cells that conversion may lose from a row that is whole, such as its theme and a unit."""


def check_last_row(
    document: TextDocument, last: Line, rows: Sequence[PlacedRow], groups: Sequence[AsmRows]
) -> None:
    """Refuse a follow-up that ends within a row; a note or a line end after a row shows that it is complete.

    Raises:
        IncompleteDocument: the last row has fewer cells than the others, or one of its texts is cut.
    """
    if not rows or rows[-1].line != last.number:
        return
    is_ended = document.text.endswith(("\n", "\r"))
    if (not is_ended and _lacks_cells(rows[-1], rows[:-1])) or _breaks_off(document, rows[-1], groups):
        raise IncompleteDocument(
            Message(
                "{path}: line {number}: the last row of the table is cut off; give the whole document.",
                path=document.path,
                number=last.number,
            )
        )


def _lacks_cells(row: PlacedRow, others: Sequence[PlacedRow]) -> bool:
    """Return whether a row is shorter than all others, in a document whose rows all have their last cell."""
    if not others:
        return row.is_short and is_open(row.cells[-1].text)
    if any(other.is_short for other in others):
        return False
    return row.is_short or row.lacking > _MAY_BE_LOST + max(other.lacking for other in others)


def _breaks_off(document: TextDocument, row: PlacedRow, groups: Sequence[AsmRows]) -> bool:
    if breaks_off(document, row.cells[-1].text):
        return True
    return bool(groups) and any(ends_open(groups[-1].held(column).text) for column in _PROSE)
