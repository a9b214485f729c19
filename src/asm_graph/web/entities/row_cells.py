"""The cells of a quoted row under the names of their columns, and which of them say something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_PATH = re.compile(r"(?<![a-z])[a-z]++:\w++(?:/[a-z]++:\w++)*+", re.ASCII)
_KIND = re.compile(r" \([\w ]+\)$", re.ASCII)
_LEADING = 3
"""Filled cells at the beginning of a row, which mostly tell what it is about."""
_FIRST = 8
"""Of a row that proves as a whole, so many cells stand open; the others fold out."""
_MOST_PROOFS = 4
_KEPT_COLUMNS, _KEPT_TEXTS = 2_000, 4_000
"""Columns and cells that are the same in row after row."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell under the name of its column; its text is empty if it is blank.

    `states` are the paths of properties that cells of the column state, each as its prefixed names; the last
    is there a second time with the kind of what is stated, if the layout declares one (`asm:value (target)`).
    """

    name: str
    text: str
    states: tuple[tuple[str, ...], ...] = ()

    def says(self, properties: Collection[str], *, anywhere: bool = False) -> bool:
        """Return whether the column states one of the properties, last on a path or `anywhere` on it."""
        return not _steps(self.states, anywhere=anywhere).isdisjoint(properties)


@dataclass(frozen=True, slots=True)
class ShownCells:
    """What is shown of a row: cells in order, each with whether it is the proof, and other filled ones."""

    cells: tuple[tuple[RowCell, bool], ...]
    others: tuple[tuple[RowCell, bool], ...] = ()

    @classmethod
    def of(cls, row: Sequence[RowCell], proofs: Collection[int] = (), leading: int = 0) -> ShownCells:
        """Show the cells at the places of proofs, and so many filled ones of the beginning."""
        filled = [place for place, cell in enumerate(row) if cell.text and place not in proofs]
        shown = sorted({*proofs, *filled[:leading]})
        rest = tuple((row[place], False) for place in filled[leading:])
        return cls(tuple((row[place], place in proofs) for place in shown), rest)


def row_cells(quote: str, names: str, properties: str) -> tuple[RowCell, ...]:
    r"""Return the cells of a quotation under `asm:columnNames` and `asm:columnProperties`, if these fit it.

    >>> row_cells("20\tS061", "Ramo\tClave", "asm:branch\t")[0]
    RowCell(name='Ramo', text='20', states=(('asm:branch',),))
    """
    columns = [*zip(names.split("\t"), properties.split("\t"), strict=False)]
    cells = quote.split("\t")
    if len(cells) != len(columns):
        return ()
    return tuple(
        RowCell(name, " ".join(cell.split()), _paths(stated))
        for cell, (name, stated) in zip(cells, columns, strict=True)
    )


@lru_cache(_KEPT_COLUMNS)
def _paths(stated: str) -> tuple[tuple[str, ...], ...]:
    kind, paths = _KIND.search(stated), []
    for found in _PATH.findall(stated):
        path = tuple(found.split("/"))
        paths.append(path)
        if kind:
            paths.append((*path, f"{path[-1]}{kind[0]}"))
    return tuple(paths)


@lru_cache(_KEPT_COLUMNS)
def _steps(states: tuple[tuple[str, ...], ...], *, anywhere: bool) -> frozenset[str]:
    return frozenset(step for path in states for step in (path if anywhere else path[-1:]))


_folded = lru_cache(_KEPT_TEXTS)(fold)


def unnamed_cells(quote: str) -> tuple[RowCell, ...]:
    """Return the filled cells of a quotation whose columns are not known, as in older releases."""
    return tuple(RowCell("", " ".join(cell.split())) for cell in quote.split("\t") if cell.strip())


def shown_cells(row: Sequence[RowCell], properties: Collection[str], text: str) -> ShownCells | None:
    """Return the cells of a row that say something, and those that tell what it is about; None if none does.

    `text` is the value as a cell may have it; empty where it is the absence of the properties that is proven.
    """
    proofs = proving_places(row, properties, text)
    if not proofs:
        return None
    return ShownCells.of(row, proofs, _LEADING)


def whole_row(row: Sequence[RowCell]) -> ShownCells | None:
    """Return the filled cells of a row, the first of them shown at once; None where there is no row."""
    return ShownCells.of(row, leading=_FIRST) if row else None


def proving_places(row: Sequence[RowCell], properties: Collection[str], text: str) -> set[int]:
    """Return the places of the cells that say a value, the surest first: by property and text, by either."""
    wanted = fold(" ".join(text.split()))
    alike = [place for place, cell in enumerate(row) if _folded(cell.text) == wanted]
    said = [place for place, cell in enumerate(row) if cell.says(properties)]
    found = (
        [place for place in said if place in alike]
        or (alike if wanted else ())
        or said
        or [place for place, cell in enumerate(row) if cell.says(properties, anywhere=True)]
    )
    return set(found[:_MOST_PROOFS])
