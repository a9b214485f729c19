"""Tables that come near to a layout and lack columns of it: what they lack, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import UnknownLayout
from asm_graph.messages import Message, joined
from asm_graph.messages.layout_names import layout_name
from asm_graph.readers.tables.columns import HEADER_ROWS, header_at, named_columns
from asm_graph.readers.workbook_advice import workbook_advice
from asm_graph.spanish.contact import withheld
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from asm_graph.documents import Sheet
    from asm_graph.readers.tables.columns import SheetHeader, TableLayout

_TELLING = 3
"""So many columns in common tell that a table was meant to have a layout, …"""
_TELLING_SHARE = 0.5
"""… if they are this share of the columns of the one or the other."""
_SHOWN = 10
"""So many headers that no layout knows are shown."""
_NEAR = 0.5
"""A table that has less than this share in common with a layout is hardly an edition of it."""
_NEAREST = 3
"""So many layouts are named that a table comes near to."""


@dataclass(frozen=True, slots=True)
class _NearMiss:
    """A row that names `found` of the columns that a layout needs, and has so many `cells`."""

    found: int
    cells: int
    sheet: Sheet
    row: int
    layout: TableLayout

    @property
    def share(self) -> float:
        """How much the row and the layout have in common, from 0 to 1 (Dice's coefficient)."""
        return 2 * self.found / (self.cells + len(self.layout.required))

    def header(self) -> SheetHeader:
        """Find what of the layout stands where in the row."""
        return header_at(self.row, self.sheet.rows[self.row - 1], self.layout)

    def missing(self) -> str:
        """Name the columns that the row lacks."""
        header = self.header()
        return ", ".join(column.header for column in self.layout.required if not header.has(column))

    def told(self, path: Path) -> Message:
        """Say what the row of a file has of the layout, and what it lacks."""
        facts: dict[str, object] = {
            "path": path,
            "sheet": self.sheet.name,
            "row": self.row,
            "cells": self.cells,
            "found": self.found,
            "layout": layout_name(self.layout.name),
            "missing": self.missing(),
        }
        if self.share < _NEAR:
            return Message(
                "{path}, sheet {sheet!r}, row {row}: is none of the tables that are understood; the nearest "
                "is “{layout}”, of which it has {found} columns among its {cells}, but lacks {missing}; "
                "nothing was read.",
                **facts,
            )
        return Message(
            "{path}, sheet {sheet!r}, row {row}: of its {cells} columns, {found} are of “{layout}”, but it "
            "lacks {missing}; nothing was read.",
            **facts,
        )

    def compared(self) -> Message:
        """Say the same in a few words, as of another layout."""
        return Message(
            "{found} of “{layout}”, but lacks {missing}",
            found=self.found,
            layout=layout_name(self.layout.name),
            missing=self.missing(),
        )


def refuse_near_miss(path: Path, sheets: Sequence[Sheet], layouts: Sequence[TableLayout]) -> None:
    """Tell what a table lacks that may have been meant to have one of the layouts, the nearest ones first.

    Its publisher may well have meant another one, or word an edition otherwise.

    Raises:
        UnknownLayout: a row names some columns of a layout, and not all that it needs.
    """
    misses = sorted(_near_misses(sheets, layouts), key=lambda miss: miss.share, reverse=True)
    if not misses:
        return
    nearest = misses[0]
    others = {miss.layout.name: miss for miss in reversed(misses) if miss.layout is not nearest.layout}
    closest = sorted(others.values(), key=lambda miss: -miss.share)[: _NEAREST - 1]
    row = nearest.sheet.rows[nearest.row - 1]
    strange = withheld(", ".join([row[place] for place in nearest.header().unknown][:_SHOWN]))
    sentences = [nearest.told(path)]
    if closest:
        also = joined("; ", map(_NearMiss.compared, closest))
        sentences.append(Message("It also has {also}.", also=also))
    if strange:
        sentences.append(
            Message("If one of these is a lacking column in other words, name it so: {names}.", names=strange)
        )
    advice = workbook_advice(miss.layout.name for miss in (nearest, *closest))
    sentences.append(Message("If the table is another one, {advice}.", advice=advice))
    raise UnknownLayout(joined(" ", sentences))


def _near_misses(sheets: Sequence[Sheet], layouts: Sequence[TableLayout]) -> Iterator[_NearMiss]:
    for sheet in sheets:
        for number, row in enumerate(sheet.rows[:HEADER_ROWS], start=1):
            cells = len({compact(cell) for cell in row} - {""})
            for layout in layouts:
                wanted = [column.forms() for column in layout.required]
                found = named_columns(wanted, row)
                if found >= max(_TELLING, _TELLING_SHARE * min(len(wanted), cells)):
                    yield _NearMiss(found, cells, sheet, number, layout)
