"""The cells of few words that the federal inventory of ASM and the list of evaluations share.

Federal indices print in the same ways that there is no value.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.readers.tables.table_rows import year_in
from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.readers.tables.table_rows import TableRow

_WORDS: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("follow_up_cells.toml").read_text(encoding="utf-8")
)
SHIFTED: Mapping[str, frozenset[str]] = {name: frozenset(words) for name, words in _WORDS["shifted"].items()}
"""Words that do not belong under a header, but under the one beside it."""
_YES, _NO = (frozenset(map(compact, _WORDS["yes-no"][name])) for name in ("yes", "no"))
_NO_INSTITUTION = frozenset(map(compact, _WORDS["institutions"]["none"]))
_NO_PROGRAM = frozenset(map(compact, _WORDS["programs"]["none"]))
_NO_INFORMATION = frozenset(word.casefold() for word in _WORDS["missing"]["no-data"])


def missing_in(cell: str) -> str | None:
    """Return in which way a cell has no value, a notation of the code list `missing`; None where it has one.

    `S/I` is none, though its letters are those of `Sí`.
    """
    return "no-data" if cell.casefold() in _NO_INFORMATION else is_missing(cell)


def stated(row: TableRow, column: str) -> str | None:
    """Return the text of a cell; what stands in place of one, such as `N/D`, is none."""
    text = row.text(column)
    if text is None or missing_in(text) is None:
        return text
    row.idle(row.header.columns[column], "no value")
    return None


def year_of(row: TableRow, column: str) -> int | None:
    """Return the year of a cell, if it has one; anything else is noted as not understood."""
    text = stated(row, column)
    if text is None:
        return None
    year = year_in(text)
    if year is None:
        row.note(row.header.columns[column], "a year of four digits")
    return year


def yes_or_no(cell: str) -> bool | None:
    """Read a yes or a no; None for anything else."""
    form = compact(cell)
    return True if form in _YES else False if form in _NO else None


def institution(name: str | None) -> str | None:
    """Return the name of an institution; `Otra` names none."""
    return None if name is None or compact(name) in _NO_INSTITUTION else name


def names_program(name: str) -> bool:
    """Tell whether a cell in the place of a program names one; `Varios` does not."""
    return compact(name) not in _NO_PROGRAM
