"""The key of a federal program: branch, modality and number, in cells of their own or in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.records import ProgramRef
from asm_graph.records.tables import BudgetProgram
from asm_graph.spanish.forms import DASHES

if TYPE_CHECKING:
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import Place

MODALITY_NAME = "the name of the letter beside it, which the code list has"
"""Why the names of modalities are not published from each table."""

BRANCH = re.compile(r"\d{1,2}(?:\.0+)?")
"""The number of a branch, which spreadsheets may write with a fraction."""
_KEY = re.compile(
    rf"(?:(?P<branch>\d{{1,2}})[{DASHES} ]*)?(?P<modality>[A-Z])[{DASHES} ]*(?P<number>\d{{1,3}})"
)
_MODALITY = re.compile("[A-Z]")
_LARGEST = 999
"""The budget gives the number of a program three digits."""


@dataclass(frozen=True, slots=True)
class KeyColumns:
    """The headers under which a layout keeps the parts of the key, and the names that go with it."""

    branch: str
    modality: str
    number: str
    name: str
    branch_name: str

    def program(self, row: TableRow, year: int | None, place: Place) -> ProgramRef:
        """Read the program of a row; parts that make no key are faults. No part needs leading zeros."""
        branch = row.integer(self.branch, "the number of a branch")
        number = row.integer(self.number, "the number of a program")
        if number > _LARGEST:
            row.fault(self.number, "a number of up to three digits")
        modality = row.key(self.modality).upper()
        if not _MODALITY.fullmatch(modality):
            row.fault(self.modality, "the letter of a modality")
        name, branch_name = row.text(self.name), row.text(self.branch_name)
        return ProgramRef(branch, modality, number, name, year, branch_name, place)


def key_match(cell: str) -> re.Match[str] | None:
    """Match a cell that holds nothing but a key, with the number of its branch or without."""
    return _KEY.fullmatch(cell.upper())


def key_in(row: TableRow, column: str) -> tuple[int, str, int]:
    """Read the key in one cell, such as `04E002` or `4-e-2`; anything else is a fault (and no key)."""
    match = key_match(row.key(column))
    if match is None or match["branch"] is None:
        row.fault(column, "a key such as 20S061")
        return (0, "", 0)
    return (int(match["branch"]), match["modality"], int(match["number"]))


def key_within_branch(row: TableRow, branch: str, column: str) -> tuple[int, str, int]:
    """Read a key of which one column has the branch and another one the rest, `E002`, or all of it.

    Anything else is a fault (and no key), and so is another branch before the key than beside it.
    """
    number, match = row.integer(branch, "the number of a branch"), key_match(row.key(column))
    if match is None:
        row.fault(column, "a key such as S061")
        return (0, "", 0)
    if match["branch"] and int(match["branch"]) != number:
        row.fault(branch, "the branch that the key of the program begins with")
    return (number, match["modality"], int(match["number"]))


@dataclass(frozen=True, slots=True)
class BudgetProgramColumns:
    """The headers of tables of which some rows have no key: that of a program within its branch, `E010`."""

    branch: str
    branch_name: str
    key: str
    name: str

    def program(self, row: TableRow, year: int | None, place: Place) -> BudgetProgram:
        """Read what a row is about; `0000` and the like is no key, and its name alone tells it."""
        name = row.required(self.name, "the name of a program")
        if key_match(row.key(self.key)) is None:
            return BudgetProgram(row.integer(self.branch, "the number of a branch"), name)
        key, branch_name = key_within_branch(row, self.branch, self.key), row.text(self.branch_name)
        return BudgetProgram(key[0], name, ProgramRef(*key, name, year, branch_name, place))
