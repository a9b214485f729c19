"""What an annex on ASM consists of: titles, fields, tables, forms, lists, reasons, notes and signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.labeled_values import begins_field

if TYPE_CHECKING:
    from asm_graph.documents import Passage
    from asm_graph.documents.paged_document import Table
    from asm_graph.readers.parts.asm_annexes.header import TableHeader
    from asm_graph.readers.parts.asm_annexes.lists import ListItem
    from asm_graph.readers.parts.asm_annexes.titles import Title


@dataclass(frozen=True, slots=True)
class TitleLines:
    """A title, or a part of one."""

    title: Title
    passage: Passage


@dataclass(frozen=True, slots=True)
class FieldLines:
    """Labels and their values, or lines above a table that may be the name of the program."""

    lines: tuple[Passage, ...]

    @property
    def has_label(self) -> bool:
        """Whether a line has a label."""
        return any(begins_field(self.lines[at : at + 2]) for at in range(len(self.lines)))


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The number of the ASM below it."""

    line: Passage
    number: Passage


@dataclass(frozen=True, slots=True)
class AsmTable:
    """A table of ASM and its header; one that goes on without a header has that of the table before."""

    table: Table
    header: TableHeader
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class AsmForm:
    """A form of two columns."""

    table: Table


@dataclass(frozen=True, slots=True)
class AsmList:
    """A list in running text."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there are no ASM."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Furniture:
    """What states nothing, and its kind."""

    kind: str
    passages: tuple[Passage, ...]


Segment = TitleLines | FieldLines | NumberLine | AsmTable | AsmForm | AsmList | Reason | Furniture
SUBSTANCE = (AsmTable, AsmForm, AsmList, Reason)
"""Segments for the sake of which an annex is one."""
