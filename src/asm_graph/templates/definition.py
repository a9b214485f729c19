"""What a sheet of a workbook to fill in is made of."""

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


class Kind(StrEnum):
    """What the cells of a column hold, with the words that tell people so in Spanish."""

    TEXT = "texto"
    IDENTIFIER = "clave o número"
    ITEMS = "textos, uno por renglón de la celda"
    UNITS = "unidades, una por renglón de la celda"
    PROGRAM = "nombre de la hoja Programas"
    KEY = "clave federal: ramo, modalidad y número (20S061)"
    INTEGER = "número entero desde 1"
    YEAR = "año de cuatro cifras"
    CYCLE = "año o par de años (2007-2008)"
    DATE = "fecha (31/12/2024), o mes y año (diciembre 2024)"
    PERCENT = "número de 0 a 100"
    YES_NO = "Sí o No"
    FIGURE = "número; o ND, SD, NA"
    CODE = "valor de la lista"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its header, the name by which code asks for it, and the property that its cells state.

    `choices` names the list of a `CODE`; `property` is a CURIE, empty where the cell identifies something.
    """

    header: str
    name: str
    kind: Kind = Kind.TEXT
    property: str = ""
    required: bool = False
    choices: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells of a row that must be the key of a row of another sheet, if all of them are filled in."""

    names: tuple[str, ...]
    sheet: str


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: its columns, the names of those that make a row unique, and a filled row that is no data."""

    sheet: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    example: Mapping[str, str] = field(repr=False)
    references: tuple[Reference, ...] = ()

    def named(self, name: str) -> Field:
        """The column with this name."""
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook: its name on the command line, its title, and its sheets."""

    name: str
    title: str
    forms: tuple[Form, ...]

    def form(self, sheet: str) -> Form:
        """The sheet with this name."""
        return next(one for one in self.forms if one.sheet == sheet)
