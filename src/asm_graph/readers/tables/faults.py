"""What is wrong with a table, and the sentences that say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.messages import Message, as_message, joined
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import CellNote

SHOWN_FAULTS = 20
"""So many faults of a table are written out; the others are counted."""
MOST_NOT_UNDERSTOOD = 0.05
"""A column of which more cells are not understood has moved; nothing of its table is believed."""


BLANK = Message.of("", "(vacía)")
"""What a message says that a blank cell holds."""


@dataclass(slots=True)
class Faults:
    """The faults of a table, collected so that its owner sees all of them at once.

    `read` counts cells that hold by what was expected of them, `idle` those that were understood and state
    nothing, by kind.
    """

    faults: list[CellNote] = field(default_factory=list)
    notes: list[CellNote] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)

    def raise_any(self, document: TableDocument, most: int = SHOWN_FAULTS) -> None:
        """Refuse the table where a key cell is missing or invalid, or a column has moved.

        Raises:
            InputError: with the sheet, the cell, what it holds and what was expected, for at most so many.
        """
        faults = self.faults or self._moved()
        if faults:
            head = Message(
                "{path}: {count:,} cells are missing or invalid; nothing was read. Correct these:",
                path=document.path,
                count=len(faults),
            )
            lines = [head, *map(_told, faults[:most])]
            if len(faults) > most:
                lines.append(Message("and {count:,} more", count=len(faults) - most))
            raise InputError(joined("\n  ", lines))

    def _moved(self) -> list[CellNote]:
        by_expectation = Counter(one.expected for one in self.notes)
        moved = {
            expected
            for expected, count in by_expectation.items()
            if count > SHOWN_FAULTS and count > MOST_NOT_UNDERSTOOD * (count + self.read[expected])
        }
        return [one for one in self.notes if one.expected in moved]


def _told(note: CellNote) -> Message:
    return Message(
        "sheet {sheet!r}, {cell}: {text!r}; expected {expected}",
        sheet=note.sheet,
        cell=note.cell,
        text=withheld(note.text)[:80] or BLANK,
        expected=as_message(note.expected),
    )
