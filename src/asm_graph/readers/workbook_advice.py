"""The advice to fill in a workbook, for whoever has a document that is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.templates import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable


def workbook_advice(layouts: Iterable[str] = ()) -> Message:
    """Name the workbook that takes what documents of these layouts say, or all workbooks."""
    fitting = next(
        (one.name for layout in layouts for one in TEMPLATES.values() if layout in one.replaces), None
    )
    if fitting:
        return Message("`asm-graph template {name}` writes a workbook to fill in instead", name=fitting)
    return Message(
        "a workbook to fill in instead is written by `asm-graph template asm` for aspects susceptible of "
        "improvement, `asm-graph template mir` for results matrices, `asm-graph template alignment` for "
        "alignment with plans"
    )
