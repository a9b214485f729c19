"""The layouts of parts, in the order in which they claim blocks of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.parts.asm_annexes import AsmAnnexes

if TYPE_CHECKING:
    from asm_graph.readers.parts.part_layout import PartLayout

PART_LAYOUTS: tuple[PartLayout, ...] = (AsmAnnexes(),)
