"""The words in which a table is refused: English, or Spanish for those who fill in a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of a refusal, and what is expected of any cell, column and sheet.

    `refusal` is about a `path` and a `count`, `cell` about a `sheet`, a `cell`, its `text` and what was
    `expected`, `more` about a `count`; `under` puts what was `expected` under a `column`.
    """

    refusal: str
    cell: str
    empty: str
    more: str
    under: str
    no_formula: str
    once: str
    column: str
    sheet: str


ENGLISH = Wording(
    refusal="{path}: {count:,} cells do not hold; nothing was read. Correct these:",
    cell="sheet {sheet!r}, {cell}: {text!r}; expected {expected}",
    empty="",
    more="and {count:,} more",
    under="{expected} in {column}",
    no_formula="a value: copy and paste as values",
    once="each column once",
    column="a column of the layout",
    sheet="a sheet of the layout",
)
SPANISH = Wording(
    refusal="{path}: hay {count:,} celdas por corregir y no se leyó nada. Corrija estas:",
    cell="hoja {sheet!r}, {cell}: {text!r}; se esperaba {expected}",
    empty="(vacía)",
    more="y {count:,} más",
    under="{expected}, en la columna {column}",
    no_formula="un valor: copie y pegue como valores",
    once="cada columna una sola vez",
    column="una columna del libro",
    sheet="una hoja del libro",
)
