"""One document through reading and mapping, with a report on how well it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import TextDocument
from asm_graph.graph.document_quads import DocumentQuads, MappingContext
from asm_graph.graph.mapping import map_reading
from asm_graph.readers import account, read
from asm_graph.readers.publication import publishable, without_blots
from asm_graph.records import TableAccount, TableReading
from asm_graph.records.texts import Reading
from asm_graph.registers import Registers
from asm_graph.registers.codes import Codes
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from pydantic import JsonValue
    from pyoxigraph import Quad

    from asm_graph.documents import TableDocument
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.readers import Account
    from asm_graph.registers import ProgramMatch


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document's reading, account of characters or cells, quads and notices.

    `identified` are the programs that it names without a key.
    """

    document: TextDocument | TableDocument
    slug: str
    reading: Reading | TableReading
    account: Account | TableAccount
    quads: tuple[Quad, ...]
    notices: tuple[str, ...]
    identified: tuple[ProgramMatch, ...] = ()

    @property
    def text(self) -> str | None:
        """The text of the document as it may be published; a table has none."""
        if isinstance(self.document, TextDocument) and isinstance(self.reading, Reading):
            return publishable(self.document.text, self.reading)
        return None

    def report(self) -> dict[str, JsonValue]:
        """Return the account as JSON, without contact data in what it quotes."""
        return {
            "file": self.document.path.name,
            "document": self.slug,
            "layout": self.reading.layout,
            "encoding": self.document.encoding,
            **self._counted(),
            "programs": [one.as_json() for one in self.identified],
            "notices": [withheld(notice) for notice in self.notices],
        }

    def _counted(self) -> dict[str, JsonValue]:
        if isinstance(self.account, TableAccount):
            return _cells(self.account)
        return _characters(self.text or "", self.account)


class Extractor:
    """Extracts documents with the registers and code lists of one build."""

    def __init__(self, knowledge: Knowledge, base: Base, registers: Registers | None = None) -> None:
        self.registers = registers or Registers.load(knowledge.seeds / "registers")
        self._codes = Codes.load(knowledge.ontology)
        self._base = base

    def extract(self, document: TextDocument | TableDocument, name: str) -> Extraction:
        """Read and map a document; `name` is its slug.

        Raises:
            UnknownLayout, IncompleteDocument, InputError: see `asm_graph.readers.read`.
        """
        reading = read(document, self.registers.words())
        context = MappingContext(DocumentQuads(self._base, name), self.registers, self._codes, reading.layout)
        mapped = map_reading(reading, document, context)
        counted = _account(document, reading)
        return Extraction(document, name, reading, counted, mapped.quads, mapped.notices, mapped.identified)


def _account(
    document: TextDocument | TableDocument, reading: Reading | TableReading
) -> Account | TableAccount:
    match document, reading:
        case _, TableReading():
            return reading.account
        case TextDocument(), Reading():
            return account(document.text, reading)
    raise TypeError(f"{document.path}: a table cannot be read as a text")


def _characters(published: str, counted: Account) -> dict[str, JsonValue]:
    return {
        "characters": counted.total,
        "facts": counted.facts,
        "furniture": sum(counted.furniture.values()),
        "notUnderstood": counted.unread,
        "furnitureByKind": dict(counted.furniture),
        "notUnderstoodText": [
            {"start": span.start, "end": span.end, "text": without_blots(published[span.start : span.end])}
            for span in counted.not_understood
        ],
    }


def _cells(counted: TableAccount) -> dict[str, JsonValue]:
    return {
        "cells": counted.total,
        "facts": counted.facts,
        "known": sum(counted.known.values()),
        "notUnderstood": counted.unread,
        "knownByKind": dict(counted.known),
        "notUnderstoodCells": [
            {
                "sheet": note.sheet,
                "cell": note.cell,
                "text": withheld(note.text),
                "expected": note.expected,
                "cells": note.cells,
            }
            for note in counted.not_understood
        ],
    }
