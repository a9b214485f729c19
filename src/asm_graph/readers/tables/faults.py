"""What is wrong with a table, and the sentences that say so: English, or Spanish for filled workbooks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import CellNote

SHOWN_FAULTS = 20
"""So many faults of a table are written out; the others are counted."""
MOST_NOT_UNDERSTOOD = 0.05
"""A column of which more cells are not understood has moved; nothing of its table is believed."""


@dataclass(frozen=True, slots=True)
class TableMessages:
    """The sentences of a refusal, and what is expected of any cell, column and sheet.

    `refusal` is about a `path` and a `count`, `cell` about a `sheet`, a `cell`, its `text` and what was
    `expected`, `more` about a `count`; `under` puts what was `expected` under a `column`; the notices about
    what is hidden name the `sheet`, its `rows` or its `columns`.
    """

    refusal: str
    cell: str
    empty: str
    more: str
    under: str
    no_formula: str
    no_error: str
    once: str
    column: str
    sheet: str
    hidden_sheet: str
    hidden_rows: str
    hidden_columns: str
    formulas: str


ENGLISH = TableMessages(
    refusal="{path}: {count:,} cells are missing or invalid; nothing was read. Correct these:",
    cell="sheet {sheet!r}, {cell}: {text!r}; expected {expected}",
    empty="",
    more="and {count:,} more",
    under="{expected} in {column}",
    no_formula="a value: copy and paste as values",
    no_error="a value, not an error of the spreadsheet",
    once="each column once",
    column="a column of the layout",
    sheet="a sheet of the layout",
    hidden_sheet="sheet {sheet!r}: is hidden, and was read like the others; delete it where it is outdated",
    hidden_rows="sheet {sheet!r}: rows {rows} are hidden, and were read like the others",
    hidden_columns="sheet {sheet!r}: columns {columns} are hidden, and were read like the others",
    formulas="sheet {sheet!r}: {count:,} cells hold formulas, {cell} first; what they showed when the file "
    "was saved was read",
)
SPANISH = TableMessages(
    refusal="{path}: hay {count:,} celdas por corregir y no se leyó nada. Corrija estas:",
    cell="hoja {sheet!r}, {cell}: {text!r}; se esperaba {expected}",
    empty="(vacía)",
    more="y {count:,} más",
    under="{expected}, en la columna {column}",
    no_formula="un valor: copie y pegue como valores",
    no_error="un valor, no un error de la hoja de cálculo",
    once="cada columna una sola vez",
    column="una columna del libro",
    sheet="una hoja del libro",
    hidden_sheet="hoja {sheet!r}: está oculta y se leyó como las demás; elimínela si no está vigente",
    hidden_rows="hoja {sheet!r}: los renglones {rows} están ocultos y se leyeron como los demás",
    hidden_columns="hoja {sheet!r}: las columnas {columns} están ocultas y se leyeron como las demás",
    formulas="hoja {sheet!r}: {count:,} celdas tienen fórmulas, la primera es {cell}; se leyó lo que "
    "mostraban al guardar el archivo",
)


@dataclass(slots=True)
class Faults:
    """The faults of a table, collected so that its owner sees all of them at once.

    `read` counts cells that hold by what was expected of them, `idle` those that were understood and state
    nothing, by kind; `wording` has the words in which they are told.
    """

    faults: list[CellNote] = field(default_factory=list)
    notes: list[CellNote] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)
    wording: TableMessages = ENGLISH

    def raise_any(self, document: TableDocument, most: int = SHOWN_FAULTS) -> None:
        """Refuse the table where a key cell is missing or invalid, or a column has moved.

        Raises:
            InputError: with the sheet, the cell, what it holds and what was expected, for at most so many.
        """
        faults = self.faults or self._moved()
        if faults:
            words = self.wording
            lines = [words.refusal.format(path=document.path, count=len(faults))]
            lines += [
                words.cell.format(
                    sheet=one.sheet,
                    cell=one.cell,
                    text=withheld(one.text)[:80] or words.empty,
                    expected=one.expected,
                )
                for one in faults[:most]
            ]
            if len(faults) > most:
                lines.append(words.more.format(count=len(faults) - most))
            raise InputError("\n  ".join(lines))

    def _moved(self) -> list[CellNote]:
        by_expectation = Counter(one.expected for one in self.notes)
        moved = {
            expected
            for expected, count in by_expectation.items()
            if count > SHOWN_FAULTS and count > MOST_NOT_UNDERSTOOD * (count + self.read[expected])
        }
        return [one for one in self.notes if one.expected in moved]
