"""Tables that can be read a share of their programs at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.readers.layouts import Candidate, recognize
from asm_graph.readers.tables.table_shares import divided

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.readers.tables.row_layout import RowLayout


def shares_of(
    document: TextDocument | TableDocument,
) -> tuple[RowLayout | None, tuple[TableDocument, ...]]:
    """Return the layout of a large table with its head and its shares, see `divided`; none for any other.

    Raises:
        UnreadableDocument: a text with the header of a table is no whole CSV.
    """
    candidate = Candidate(document)
    layout = recognize(candidate)
    rows = layout.by_program if layout else None
    if rows is None:
        return None, ()
    # What the file is was found by its bytes, before its layout.
    shares = (replace(one, media_type=document.media_type) for one in divided(candidate.table, rows))
    return rows, tuple(shares)
