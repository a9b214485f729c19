"""The reading order of a page: columns of text one after the other, the labels of forms with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.gap_tables import with_gap_tables
from asm_graph.documents.page_layout.label_forms import with_forms
from asm_graph.documents.page_layout.lines import Line
from asm_graph.documents.page_layout.tables import LaidTable
from asm_graph.documents.page_layout.text_columns import two_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.page_layout.page_content import PageContent

_MOST_COLUMNS = 8

Piece = Line | LaidTable


def arranged(page: PageContent) -> list[Piece]:
    """Return the lines and tables of a page, but for its headers and footers, as they are read."""
    pieces: list[Piece] = sorted([*page.lines, *page.tables], key=lambda one: (one.box.top, one.box.left))
    edges = page.edges
    found: list[Piece] = []
    lines: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Line):
            lines.append(piece)
        else:
            found += [*_arranged(lines, edges, _MOST_COLUMNS), piece]
            lines = []
    return [*found, *_arranged(lines, edges, _MOST_COLUMNS)]


def _edges(pieces: Sequence[Piece]) -> tuple[float, float]:
    """Return how far to the left and to the right the text reaches."""
    return (
        min((piece.box.left for piece in pieces), default=0.0),
        max((piece.box.right for piece in pieces), default=0.0),
    )


def _arranged(lines: Sequence[Line], edges: tuple[float, float], most_columns: int) -> list[Piece]:
    """Return lines column by column; tables without rules, and labels of forms, with all that is theirs."""
    found: list[Piece] = []
    start = 0
    for columns in two_columns(lines) if most_columns > 1 else ():
        found += _one_column(lines[start : columns.start], edges)
        for column in columns.parts(lines):
            found += _arranged(column, _edges(column), most_columns - 1)
        start = columns.end
    return [*found, *_one_column(lines[start:], edges)]


def _one_column(lines: Sequence[Line], edges: tuple[float, float]) -> list[Piece]:
    """Return what stands in one column, with its edges noted on each line."""
    found = with_gap_tables(with_forms(lines))
    for piece in found:
        if isinstance(piece, Line):
            piece.column = edges
    return found
