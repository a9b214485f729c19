"""What a reader makes of a document, text or table alike: a record, and the account of all it did with it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import JsonValue

    from asm_graph.documents import Span
    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.records import ProgramRef
    from asm_graph.records.sources import Carried


class Record(Protocol):
    """All that a document states."""

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """The federal programs that it names by their keys, as often as it does."""


@dataclass(frozen=True, slots=True)
class Account(ABC):
    """What became of the parts of a document; the counts add up to all of them.

    The parts are the characters of a text, or the cells of a table that are not empty. `facts` were read.
    `known` counts, by kind, what is known and states nothing by itself (`heading`, `page number`).
    """

    facts: int
    known: Mapping[str, int]

    @property
    @abstractmethod
    def unread(self) -> int:
        """The number of parts that were not understood."""

    @property
    def total(self) -> int:
        """The number of all parts."""
        return self.facts + sum(self.known.values()) + self.unread

    @abstractmethod
    def as_json(self) -> dict[str, JsonValue]:
        """Return the counts, and what was not understood without contact data, for the extraction report."""


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A piece of a text that was not understood: its place, and its characters as they may be published."""

    span: Span
    published: str


@dataclass(frozen=True, slots=True)
class CharacterAccount(Account):
    """The account of the characters of a text."""

    not_understood: tuple[UnreadText, ...] = ()

    @property
    def unread(self) -> int:
        """The number of characters that were not understood."""
        return sum(one.span.end - one.span.start for one in self.not_understood)

    def as_json(self) -> dict[str, JsonValue]:
        """Return the counts of characters, and the pieces that were not understood."""
        return {
            "characters": self.total,
            "facts": self.facts,
            "furniture": sum(self.known.values()),
            "notUnderstood": self.unread,
            "furnitureByKind": dict(self.known),
            "notUnderstoodText": [
                {"start": one.span.start, "end": one.span.end, "text": one.published}
                for one in self.not_understood
            ],
        }


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
class CellAccount(Account):
    """The account of the cells of a table."""

    not_understood: tuple[CellNote, ...] = ()

    @property
    def unread(self) -> int:
        """The number of cells that were not understood."""
        return sum(note.cells for note in self.not_understood)

    def as_json(self) -> dict[str, JsonValue]:
        """Return the counts of cells, and the cells that were not understood."""
        return {
            "cells": self.total,
            "facts": self.facts,
            "known": sum(self.known.values()),
            "notUnderstood": self.unread,
            "knownByKind": dict(self.known),
            "notUnderstoodCells": [
                {
                    "sheet": note.sheet,
                    "cell": note.cell,
                    "text": withheld(note.text),
                    "expected": note.expected,
                    "cells": note.cells,
                }
                for note in self.not_understood
            ],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read; `title` names it, `rows` counts the rows of a table that became records.

    `keyed` is false if a program is named without its key, so that other documents decide which one is meant.
    `published` is a text as it may be published; a table has none. `read_as` is the document of lines and
    tables that a workbook of forms was read as; its passages and its account are of that one. `carries` are
    the properties that columns or cells were found for, filled or not.
    """

    layout: str
    title: str
    record: Record
    account: Account
    notices: tuple[str, ...] = ()
    rows: int = 0
    keyed: bool = True
    published: str | None = None
    read_as: PagedDocument | None = None
    carries: tuple[Carried, ...] = ()
