"""What the records of all tables share: places, programs, and the account of cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from asm_graph.rdf import iris

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a record: its sheet, its cells (`A5:KE5`), and the text of the cells that were read.

    The quote has the cells in the order of the sheet, separated by tabs as a spreadsheet copies them. The
    layout declares which column states which property.
    """

    sheet: str
    cells: str
    quote: str


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


class TableRecord(Protocol):
    """All records of a table."""

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """Every federal program that the rows name, as often as they name it."""


@dataclass(frozen=True, slots=True)
class CellNote:
    """A cell that was not understood: its place, its text, and what was expected there.

    A whole column is one note at its header that counts its filled `cells`.
    """

    sheet: str
    cell: str
    text: str
    expected: str
    cells: int = 1


@dataclass(frozen=True, slots=True)
class TableAccount:
    """The account of the cells that are not empty; the counts add up to all of them.

    `facts` were read. `known` counts, by kind, cells of known columns and rows that state nothing by
    themselves (`heading`, `column not published`, `subtotal`, …).
    """

    facts: int
    known: Mapping[str, int]
    not_understood: tuple[CellNote, ...] = ()

    @property
    def unread(self) -> int:
        """The number of cells that were not understood."""
        return sum(note.cells for note in self.not_understood)

    @property
    def total(self) -> int:
        """The number of cells that are not empty."""
        return self.facts + sum(self.known.values()) + self.unread


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as it was read; `title` names the document, `rows` counts the rows that became records.

    `keyed` is false if a program is named without its key, so that other documents decide which one is meant.
    """

    layout: str
    title: str
    record: TableRecord
    rows: int
    account: TableAccount
    notices: tuple[str, ...] = field(default=())
    keyed: bool = True
