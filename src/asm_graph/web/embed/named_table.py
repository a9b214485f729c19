"""The table of an answer with names in place of IRIs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.web.answers.answer_preview import PreviewCell, ShownTable

_LABEL = "Label"


@dataclass(frozen=True, slots=True)
class NamedTable:
    """The headings and the first rows of an answer; `is_cut` where it has more."""

    heads: tuple[str, ...]
    rows: tuple[tuple[PreviewCell, ...], ...]
    is_cut: bool

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers."""
        return any(row[column].number is not None for row in self.rows)


def named_table(table: ShownTable, meanings: Mapping[str, str], most: int) -> NamedTable:
    """Show things by the labels that the answer has for them, which lead to their pages."""
    places = {name: place for place, name in enumerate(table.columns)}
    labels = {name: places[name + _LABEL] for name in table.columns if name + _LABEL in places}
    shown = [
        name
        for name in table.columns
        if name.removesuffix(_LABEL) == name or name[: -len(_LABEL)] not in labels
    ]

    def cell(row: tuple[PreviewCell, ...], name: str) -> PreviewCell:
        thing = row[places[name]]
        label = row[labels[name]] if name in labels else thing
        return replace(label, address=thing.address) if label.text else thing

    rows = tuple(tuple(cell(row, name) for name in shown) for row in table.rows[:most])
    heads = tuple(meanings.get(name, name) for name in shown)
    return NamedTable(heads, rows, table.is_cut or len(table.rows) > most)
