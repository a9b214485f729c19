"""The words in which a table is refused: English, or Spanish for those who fill in a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
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


ENGLISH = Wording(
    refusal="{path}: {count:,} cells do not hold; nothing was read. Correct these:",
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
)
SPANISH = Wording(
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
)
