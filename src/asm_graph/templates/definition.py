"""The parts of a workbook to fill in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKER_SHEET = "_asm_graph"
"""A hidden sheet that names the template in its first cell, as `asm-graph template asm`."""
MARKER = "asm-graph template"
LISTS_SHEET = "_listas"
HELP_SHEET = "Instrucciones"
EXAMPLE = "EJEMPLO"
EXAMPLE_HEADER = "Marca"
"""The column whose cell says that a row is the example."""
PROGRAMS = "Programas"


class CellKind(StrEnum):
    """What the cells of a column hold, in words."""

    TEXT = "a text"
    IDENTIFIER = "a key or a number"
    ITEMS = "texts, one on each line of the cell"
    UNITS = "units, one on each line of the cell"
    PROGRAM = "a name of the sheet Programas"
    KEY = "a federal key: branch, modality and number (20S061)"
    INTEGER = "a whole number from 1"
    YEAR = "a year of four digits"
    CYCLE = "a year or a pair of years (2007-2008)"
    DATE = "a date (31/12/2024), or a month and a year (diciembre 2024)"
    PERCENT = "a number from 0 to 100"
    YES_NO = "Sí or No"
    FIGURE = "a number; or ND, SD, NA"
    CODE = "a value of the list"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its header, its name in code, and the property its cells state.

    `choices` names the list of a `CODE`; `property` is a CURIE, empty where the cell identifies something.
    """

    header: str
    name: str
    kind: CellKind = CellKind.TEXT
    property: str = ""
    required: bool = False
    choices: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class SheetReference:
    """Cells of a row that must be the key of a row in another sheet, if all are filled in."""

    names: tuple[str, ...]
    sheet: str


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: its columns, the names of its key columns, and an example row that is no data."""

    sheet: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    example: Mapping[str, str] = field(repr=False)
    references: tuple[SheetReference, ...] = ()

    def named(self, name: str) -> Field:
        """Return the column of this name."""
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook: its name on the command line, its title, and its sheets.

    `replaces` are the layouts of documents whose facts it takes, for whoever has a document of none of them.
    """

    name: str
    title: str
    forms: tuple[Form, ...]
    replaces: frozenset[str] = frozenset()

    def form(self, sheet: str) -> Form:
        """Return the sheet of this name."""
        return next(one for one in self.forms if one.sheet == sheet)
