"""One document on its way: file → text → reading → quads, and the report on how well it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import load
from asm_graph.graph.mapping import Mapping
from asm_graph.readers import Account, account, read
from asm_graph.registers import Registers
from asm_graph.registers.codes import Codes
from asm_graph.spanish.contact import contact_spans
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pydantic import JsonValue
    from pyoxigraph import Quad

    from asm_graph.documents import TextDocument
    from asm_graph.graph.vocabulary import Base
    from asm_graph.knowledge import Knowledge
    from asm_graph.records import Reading


@dataclass(frozen=True, slots=True)
class Extraction:
    """What became of one document: its reading, the account of its characters, its quads, and notices."""

    document: TextDocument
    slug: str
    reading: Reading
    account: Account
    quads: tuple[Quad, ...]
    notices: tuple[str, ...]

    def report(self) -> dict[str, JsonValue]:
        """The account as JSON; contact data in what was not understood is withheld."""
        return {
            "file": self.document.path.name,
            "document": self.slug,
            "layout": self.reading.layout,
            "encoding": self.document.encoding,
            "characters": self.account.total,
            "facts": self.account.facts,
            "furniture": sum(self.account.furniture.values()),
            "notUnderstood": self.account.unread,
            "furnitureByKind": dict(self.account.furniture),
            "notUnderstoodText": [
                {
                    "start": span.start,
                    "end": span.end,
                    "text": withheld(self.document.text[span.start : span.end]),
                }
                for span in self.account.not_understood
            ],
            "notices": list(self.notices),
        }


class Extractor:
    """Extracts documents with the registers and code lists of one build."""

    def __init__(self, knowledge: Knowledge, base: Base) -> None:
        self.registers = Registers.load(knowledge.seeds / "registers")
        self._mapping = Mapping(self.registers, Codes.load(knowledge.ontology), base)

    def extract(self, document: TextDocument, name: str) -> Extraction:
        """Read a document and map it; `name` is its slug.

        Raises:
            UnknownLayout, IncompleteDocument: see `asm_graph.readers.read`.
        """
        reading = read(document, self.registers.words())
        mapped = self._mapping.map(document, name, reading)
        return Extraction(
            document, name, reading, account(document.text, reading), mapped.quads, mapped.notices
        )


def distinct(paths: Iterable[Path]) -> Iterator[tuple[str, TextDocument]]:
    """Load files and give each a slug of its own; a file with the bytes of another one is left out.

    Files that share a name are told apart by their content, so that no slug depends on the order.
    """
    documents = {document.sha256: document for document in map(load, dict.fromkeys(paths))}
    names = [_name(document) for document in documents.values()]
    for document in documents.values():
        name = _name(document)
        yield name if names.count(name) == 1 else f"{name}-{document.sha256[:8]}", document


def withheld(text: str) -> str:
    """A text for people's eyes, without e-mail addresses and telephone numbers."""
    for span in reversed(contact_spans(text)):
        text = f"{text[: span.start]}[…]{text[span.end :]}"
    return text


def _name(document: TextDocument) -> str:
    return slug(document.path.stem) or f"document-{document.sha256[:8]}"
