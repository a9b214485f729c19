"""What is compared: sections of rows, with a cell for each program."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.rendering.naming import Link, Name

if TYPE_CHECKING:
    from decimal import Decimal

    from pyoxigraph import NamedNode

_SILENCES = {
    "compare_responsible": "compare_responsible_silent",
    "compare_alignment": "compare_alignment_silent",
    "compare_matrix": "compare_matrix_silent",
    "compare_indicators": "compare_indicators_silent",
    "compare_asms": "compare_asms_silent",
    "compare_money": "compare_money_silent",
    "compare_indices": "compare_indices_silent",
    "compare_evaluations": "compare_evaluations_silent",
    "compare_findings": "compare_findings_silent",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing said: a text with its language, where it leads, and a note after it.

    `number` is what a spreadsheet has for it.
    """

    text: str
    address: str | None = None
    language: str | None = None
    note: str = ""
    number: Decimal | int | None = None

    @property
    def whole(self) -> str:
        """The text with its note, for a file."""
        return f"{self.text} ({self.note})" if self.note else self.text


def said(thing: Link | Name | None, note: str = "") -> Piece:
    """Say a thing by its name; nothing is said of none."""
    if isinstance(thing, Link):
        return Piece(thing.name.text, thing.address, thing.name.language, note)
    return Piece(thing.text, None, thing.language, note) if thing else Piece("", note=note)


def figure(number: Decimal | int, address: str | None = None, text: str = "") -> Piece:
    """Say a number, in the words given or as people read it."""
    return Piece(text or number_shown(number), address, number=number)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What is compared, and what is said of it by program, in the order of the programs."""

    what: Piece
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one heading; `key` is its word, `silent` are the programs of which no row says anything."""

    key: str
    rows: tuple[ComparedRow, ...]
    silent: tuple[int, ...]
    note: str = ""
    unit: str = ""

    @property
    def silence(self) -> str:
        """The word that says what the sources lack."""
        return _SILENCES[self.key]


@dataclass(slots=True)
class Rows:
    """Rows of one section while they are found: in the order in which they are first said."""

    programs: tuple[NamedNode, ...]
    _found: dict[Piece, dict[NamedNode, list[Piece]]] = field(default_factory=dict)

    def say(self, what: Piece, program: NamedNode, piece: Piece) -> None:
        """Add what is said of a program, once."""
        cell = self._found.setdefault(what, {}).setdefault(program, [])
        if piece.whole and piece not in cell:
            cell.append(piece)

    def section(self, key: str, note: str = "", *, unit: str = "", counts: bool = False) -> Section:
        """Return the rows; in those that are `counts`, what is not said of a program with others is zero."""
        rows = [
            tuple(tuple(by_program.get(program, ())) for program in self.programs)
            for by_program in self._found.values()
        ]
        places = range(len(self.programs))
        silent = tuple(place for place in places if not any(cells[place] for cells in rows))
        if counts:
            rows = [
                tuple(cells[place] or (() if place in silent else (figure(0),)) for place in places)
                for cells in rows
            ]
        named = zip(self._found, rows, strict=True)
        return Section(key, tuple(ComparedRow(what, cells) for what, cells in named), silent, note, unit)
