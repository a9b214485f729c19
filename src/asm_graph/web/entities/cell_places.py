"""Where cells stand, in words: the row of a sheet, or the steps of a JSON pointer (RFC 6901)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CELLS = re.compile(r"([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?", re.ASCII)
_ESCAPED = (("~1", "/"), ("~0", "~"))


@dataclass(frozen=True, slots=True)
class PointerStep:
    """A step into a JSON document: the name of a field, or the place of an item, from 1."""

    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a quotation of a table stands: its `row`, or the `steps` of a pointer; neither for several rows.

    `columns` are the first and the last column, the same one twice for a single cell.
    """

    row: int | None
    columns: tuple[str, str] | None
    steps: tuple[PointerStep, ...]

    @classmethod
    def of(cls, cell: str) -> CellPlace:
        """Read what `asm:cell` says.

        >>> CellPlace.of("A2993:AL2993").row
        2993
        >>> [step.number or step.name for step in CellPlace.of("/26/anios/0").steps]
        [27, 'anios', 1]
        """
        if cell.startswith("/"):
            return cls(None, None, tuple(_step(part) for part in cell[1:].split("/")))
        found = _CELLS.fullmatch(cell)
        if found is None:
            return cls(None, None, ())
        first, row, last, last_row = found.groups()
        return cls(int(row) if last_row in {None, row} else None, (first, last or first), ())


def row_of(cell: str) -> str:
    """Return what tells the row of cells from others: its number, or the pointer without the field.

    >>> row_of("S2993") == row_of("A2993:AL2993")
    True
    >>> row_of("/26/anios/0/eje_general")
    '/26/anios/0'
    """
    if cell.startswith("/"):
        *start, last = cell.split("/")
        return cell if last.isdecimal() else "/".join(start)
    found = _CELLS.fullmatch(cell)
    return found[2] if found else cell


def _step(part: str) -> PointerStep:
    if part.isdecimal():
        return PointerStep("", int(part) + 1)
    for written, meant in _ESCAPED:
        part = part.replace(written, meant)
    return PointerStep(part)
