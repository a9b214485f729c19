"""What the records of all tables share: the places of records, and the programs that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from asm_graph.rdf import iris


@dataclass(frozen=True, slots=True)
class QuotedColumns:
    """The columns whose cells a quotation has, in its order: what the table calls each, and what it states.

    What a column states is a CURIE or a path of them, as its layout declares it.
    """

    names: tuple[str, ...]
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a record: its sheet, its cells (`A5:KE5`), and the text of the cells that were read.

    The quote has the cells in the order of the sheet, the blank ones too, separated by tabs as a spreadsheet
    copies them; `columns` tells them apart.
    """

    sheet: str
    cells: str
    quote: str
    columns: QuotedColumns | None = field(default=None, compare=False)


_ROW = re.compile(r"(?<!\d)\d+(?=:|$)")


def row_number(place: Place | None) -> int:
    """Return the number of the row in which something stands; 0 where it has none.

    >>> row_number(Place("Datos", "A5:KE5", "")), row_number(Place("Datos", "/0/anios", "")), row_number(None)
    (5, 0, 0)
    """
    found = _ROW.search(place.cells) if place else None
    return int(found[0]) if found else 0


@dataclass(frozen=True, slots=True)
class ProgramRef:
    """A federal program as a row names it: `branch` 20, `modality` "S", `number` 61.

    `year` is that of the name; `unit` is the code of the unit, if the row is about its part of the program.
    """

    branch: int
    modality: str
    number: int
    name: str | None = None
    year: int | None = None
    branch_name: str | None = None
    place: Place | None = field(default=None, compare=False)
    unit: str | None = None

    @property
    def path(self) -> str:
        """Its part of a path: `20-S061`."""
        return iris.federal_program(self.branch, self.modality, self.number)

    @property
    def key(self) -> str:
        """The key as the budget prints it, without leading zeros of the branch: `20S061`."""
        return f"{self.branch}{self.modality}{self.number:03}"


@dataclass(frozen=True, slots=True)
class BudgetProgram:
    """What a row of a federal table is about: a program with its key (`ref`), or what has only a name."""

    branch: int
    name: str
    ref: ProgramRef | None = None
