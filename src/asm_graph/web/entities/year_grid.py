"""What is said year by year, as a table: a row for each thing, a column for each year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.web.rendering.naming import Link, Name

MARK = "●"
"""What stands in a cell where all there is to say is that somebody says so."""


@dataclass(frozen=True, slots=True)
class YearCell:
    """What is said in one year: a text, and the link that leads to it or to who says so.

    `spoken` is for those who hear the page, where the text is a mark only.
    """

    text: str
    link: Link | None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class YearFact:
    """One thing said: in which group and of what, in which year (empty where none is given)."""

    group: tuple[Link | Name | None, ...]
    what: Link | Name | None
    note: str
    year: str
    cell: YearCell


@dataclass(frozen=True, slots=True)
class YearRow:
    """A thing with what is said of it in each year of the table; `note` tells it from its namesakes."""

    what: Link | Name | None
    note: str
    cells: tuple[tuple[YearCell, ...], ...]


@dataclass(frozen=True, slots=True)
class YearGrid:
    """The years in order, the undated last as an empty text, and the rows by group."""

    years: tuple[str, ...]
    groups: tuple[tuple[tuple[Link | Name | None, ...], tuple[YearRow, ...]], ...]


def year_grid(facts: Iterable[YearFact]) -> YearGrid | None:
    """Arrange facts, groups and rows in the order in which they come; None where there are none."""
    held: dict[tuple[Link | Name | None, ...], dict[tuple[object, str], list[YearFact]]] = {}
    for fact in facts:
        held.setdefault(fact.group, {}).setdefault((fact.what, fact.note), []).append(fact)
    every = [fact.year for rows in held.values() for several in rows.values() for fact in several]
    years = tuple(sorted(set(every), key=lambda year: (not year, year)))
    groups = tuple(
        (group, tuple(_row(several, years) for several in rows.values())) for group, rows in held.items()
    )
    return YearGrid(years, groups) if groups else None


def _row(facts: list[YearFact], years: tuple[str, ...]) -> YearRow:
    cells = tuple(tuple(dict.fromkeys(fact.cell for fact in facts if fact.year == year)) for year in years)
    return YearRow(facts[0].what, facts[0].note, cells)


def year_ranges(years: Sequence[int]) -> str:
    """Write years that are in order as ranges.

    >>> year_ranges([2008, 2009, 2010, 2021])
    '2008–2010, 2021'
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
