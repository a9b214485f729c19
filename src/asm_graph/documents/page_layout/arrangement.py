"""The reading order of what stands on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.documents.page_layout.lines import Line
    from asm_graph.documents.page_layout.page_content import PageContent
    from asm_graph.documents.page_layout.tables import LaidTable


def arranged(page: PageContent) -> list[Line | LaidTable]:
    """Return the lines and tables of a page, but for its headers and footers, as they are read."""
    return sorted([*page.lines, *page.tables], key=lambda piece: piece.box.top)
