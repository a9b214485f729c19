"""A budget program, the context in which its name is printed, and the match of the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from asm_graph.rdf import iris
from asm_graph.spanish.forms import name_slug

if TYPE_CHECKING:
    from pydantic import JsonValue

Match = Literal["key", "name", "similar", "overruled", "none"]

KEY = re.compile(r"(\d{1,2})-?([A-Z])(\d{3})")
"""The key of a program: branch, modality, number (`20S061`; spreadsheets spoil `20E003`, not `20-E003`)."""


@dataclass(frozen=True, slots=True)
class NameContext:
    """What is known about a printed name: the slug of its document, its year, its budget branch."""

    document: str | None = None
    year: int | None = None
    branch: int | None = None


NO_CONTEXT = NameContext()


@dataclass(frozen=True, slots=True)
class Program:
    """A budget program; `path` is its part of a path (`20-S061`), `match` how a name led to it.

    `dated` are its names with the years in which it had them, `documents` the slugs of those that name it by
    key. `extension_of` is the path of the program that a legislative extension adds money to. `candidates`
    are the paths of the programs that an unknown one may be, if its name is ambiguous.
    """

    path: str
    key: str | None
    label: str
    names: tuple[str, ...] = ()
    branch: int | None = None
    agency: str | None = None
    known: bool = True
    extension_of: str | None = None
    match: Match = "none"
    acronyms: tuple[str, ...] = ()
    dated: tuple[tuple[int, str], ...] = ()
    documents: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """The label and every other name, acronyms included."""
        return (self.label, *self.names, *self.acronyms)


@dataclass(frozen=True, slots=True)
class ProgramMatch:
    """A name that a document prints without a key, its year, and the program that it was matched to."""

    name: str
    year: int | None
    program: Program

    def as_json(self) -> dict[str, JsonValue]:
        """Return the match as the report on its document has it."""
        return {
            "name": self.name,
            "year": self.year,
            "program": self.program.path,
            "match": self.program.match,
            "candidates": list(self.program.candidates),
        }


def unknown_program(name: str, branch: int | None = None, key: str | None = None) -> Program:
    """Make a program that the register lacks from its printed key, or else from its name.

    >>> unknown_program("Programa de Huertos").path, unknown_program("Ferias", 7, "E003").path
    ('mx/programa-de-huertos', '7-E003')
    """
    label = " ".join(name.split())
    if branch and key:
        path = iris.federal_program(branch, key[0], key[1:])
    else:
        path = iris.state_program(iris.NATION, name_slug(label))
    return Program(path, f"{branch}{key}" if branch and key else None, label, branch=branch, known=False)
