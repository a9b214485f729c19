"""One document through reading and mapping, with a report on how well it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from asm_graph.documents.paged_document import PagedDocument
from asm_graph.garbage_collection import garbage_collection_off
from asm_graph.graph.document_quads import DocumentQuads, MappingContext
from asm_graph.graph.mapping import map_reading, map_share
from asm_graph.graph.page_places import PagePlaces
from asm_graph.messages import as_message
from asm_graph.readers import read
from asm_graph.readers.tables.table_shares import ShareRead, joined
from asm_graph.records.origin import UNKNOWN, Origin
from asm_graph.records.parts import DividedDocument
from asm_graph.registers import Registers
from asm_graph.registers.codes import Codes
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import JsonValue
    from pyoxigraph import Quad

    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.graph.mapping import MappedShare
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.readers import Reading
    from asm_graph.readers.reading import Record
    from asm_graph.readers.tables.row_layout import RowLayout
    from asm_graph.registers import ProgramMatch
    from asm_graph.registers.state_programs import StateProgram


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document's reading, its quads as sorted lines of N-Quads, each once, and notices.

    `identified` are the federal programs that it names without a key, `unregistered` those of states that no
    register has; `review` lists the values that were read with low confidence.
    """

    document: TextDocument | TableDocument
    slug: str
    reading: Reading
    lines: bytes
    notices: tuple[str, ...]
    identified: tuple[ProgramMatch, ...] = ()
    unregistered: tuple[StateProgram, ...] = ()
    review: tuple[dict[str, JsonValue], ...] = ()

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Each quad once, in the order of the lines."""
        return tuple(parse(self.lines, format=RdfFormat.N_QUADS))

    def report(self) -> dict[str, JsonValue]:
        """Return the account as JSON, without contact data in what it quotes."""
        return {
            "file": self.document.path.name,
            "document": self.slug,
            "layout": self.reading.layout,
            "encoding": self.document.encoding,
            **self.reading.account.as_json(),
            "parts": _parts(self.reading.record),
            "programs": [one.as_json() for one in self.identified],
            "review": list(self.review),
            "notices": [as_message(notice).map(withheld).as_json() for notice in self.notices],
        }


@dataclass(frozen=True, slots=True)
class ExtractedShare:
    """What a share of a table was read to, and its quads, which are kept elsewhere."""

    read: ShareRead
    mapped: MappedShare
    lines: bytes


class Extractor:
    """Extracts documents with the registers and code lists of one build."""

    def __init__(self, knowledge: Knowledge, base: Base, registers: Registers | None = None) -> None:
        self.registers = registers or Registers.load(knowledge.seeds / "registers")
        self._codes = Codes.load(knowledge.ontology)
        self._base = base

    @garbage_collection_off()
    def extract(
        self, document: TextDocument | TableDocument, name: str, origin: Origin = UNKNOWN
    ) -> Extraction:
        """Read and map a document that came from `origin`; `name` is its slug.

        Raises:
            UnknownLayout, IncompleteDocument, InputError: see `asm_graph.readers.read`.
        """
        reading = read(document, self.registers.words())
        document = reading.read_as or document
        quads = DocumentQuads(self._base, name, _places(document, reading))
        context = MappingContext(quads, self.registers, self._codes, reading.layout, origin.publisher)
        mapped = map_reading(reading, document, context, origin)
        review = tuple(one.as_json(self._base) for one in mapped.uncertain)
        return Extraction(
            document,
            name,
            reading,
            mapped.lines,
            mapped.notices,
            mapped.identified,
            mapped.unregistered,
            review,
        )

    @garbage_collection_off()
    def extract_share(self, share: TableDocument, rows: RowLayout, name: str) -> ExtractedShare:
        """Read and map a share of a table, see `asm_graph.readers.tables.table_shares`.

        Raises:
            InputError: its rows cannot be read without the others.
        """
        table = rows.sheets(share)
        found = rows.read_rows(table)
        quads = DocumentQuads(self._base, name)
        context = MappingContext(quads, self.registers, self._codes, rows.layout.name)
        mapped = map_share(found.record, context, rows.layout.name)
        return ExtractedShare(ShareRead.of(table, found), mapped, quads.lines)

    def extract_joined(
        self,
        head: TableDocument,
        rows: RowLayout,
        shares: Sequence[ExtractedShare],
        name: str,
        origin: Origin = UNKNOWN,
    ) -> Extraction:
        """Return what all rows of a table say together, beside the quads of its `shares`.

        Raises:
            InputError: a key cell is missing or invalid, or a column has moved.
        """
        reading = joined(head, rows, [one.read for one in shares])
        quads = DocumentQuads(self._base, name)
        context = MappingContext(quads, self.registers, self._codes, reading.layout, origin.publisher)
        mapped = map_reading(reading, head, context, origin, [one.mapped for one in shares])
        return Extraction(head, name, reading, mapped.lines, mapped.notices)


def _places(document: TextDocument | TableDocument, reading: Reading) -> PagePlaces | None:
    """Return where the text of a document stands on its pages."""
    if isinstance(document, PagedDocument) and reading.published is not None:
        return PagePlaces(document, reading.published)
    return None


def _parts(record: Record) -> list[JsonValue]:
    """Return the parts of a divided document: their layouts, their pages, and whether facts were read."""
    return [
        {
            "layout": part.layout,
            "firstPage": part.first_page,
            "lastPage": part.last_page,
            "facts": bool(part.programs),
            "held": as_message(part.held).as_json() if part.held else None,
        }
        for part in (record.parts if isinstance(record, DividedDocument) else ())
    ]
