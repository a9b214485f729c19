"""What the records of every table share: their places, the programs they name, and the account of cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from asm_graph.rdf import iris

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the sheet, its cells (`A5:KE5`), and the text of those that were read.

    The quote has the cells in the order of the sheet, separated by tabs as a spreadsheet copies them; which
    column states a property is declared by the layout.
    """

    sheet: str
    cells: str
    quote: str


@dataclass(frozen=True, slots=True)
class ProgramRef:
    """A federal program as a row names it: `branch` 20, `modality` "S", `number` 61.

    `year` is the one that the name belongs to; `unit` the code of the unit, where a row is about its part.
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
    """All records of one document."""

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """Every federal program that the rows name, as often as they do."""


@dataclass(frozen=True, slots=True)
class CellNote:
    """A cell that was not understood: where it stands, what it holds, and what was expected there.

    A whole column is one note at its header, which counts its filled `cells`.
    """

    sheet: str
    cell: str
    text: str
    expected: str
    cells: int = 1


@dataclass(frozen=True, slots=True)
class TableAccount:
    """What became of the cells that hold something; the numbers add up to all of them.

    `facts` were read; `known` are those of columns and rows that are known and state nothing of their own, by
    kind (`heading`, `column not published`, `subtotal`, …).
    """

    facts: int
    known: Mapping[str, int]
    not_understood: tuple[CellNote, ...] = ()

    @property
    def unread(self) -> int:
        """How many cells were not understood."""
        return sum(note.cells for note in self.not_understood)

    @property
    def total(self) -> int:
        """All cells that are not empty."""
        return self.facts + sum(self.known.values()) + self.unread


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a reader made of a table; `title` names the document, `rows` counts the rows that became records.

    `keyed` is false where a program is named without its key: what other documents call it then decides which
    one is meant.
    """

    layout: str
    title: str
    record: TableRecord
    rows: int
    account: TableAccount
    notices: tuple[str, ...] = field(default=())
    keyed: bool = True
