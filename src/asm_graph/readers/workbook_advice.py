"""The advice to fill in a workbook, for whoever has a document that is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.spanish.forms import compact
from asm_graph.templates import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.templates import Template

_TELLING = 2
"""So many headers of a table that a workbook has too tell that it would take the table."""


def workbook_advice(layouts: Iterable[str] = (), headers: Iterable[str] = ()) -> Message:
    """Name the workbook that takes what documents of these layouts or headers say, else all of them."""
    replacing = (one for layout in layouts for one in TEMPLATES.values() if layout in one.replaces)
    fitting = next(replacing, None) or _alike(headers)
    if fitting:
        return Message("`asm-graph template {name}` writes a workbook to fill in instead", name=fitting.name)
    return Message(
        "a workbook to fill in instead is written by `asm-graph template asm` for aspects susceptible of "
        "improvement, `asm-graph template mir` for results matrices, `asm-graph template alignment` for "
        "alignment with plans"
    )


def _alike(headers: Iterable[str]) -> Template | None:
    """Return the workbook that has the most of the headers."""
    printed = set(map(compact, headers))
    shared = {one.name: len(printed & _own_headers(one)) for one in TEMPLATES.values()}
    closest = max(shared, key=lambda name: shared[name])
    return TEMPLATES[closest] if shared[closest] >= _TELLING else None


def _own_headers(template: Template) -> set[str]:
    """Return the headers of a workbook besides those of its programs, which every workbook has."""
    _, *own = template.forms
    return {compact(one.header) for form in own for one in form.fields} - {""}
