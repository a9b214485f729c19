"""The excerpts of a document, which prove what it says: those of rows of a table, and of pieces of a text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from asm_graph.graph.page_places import printed_box
from asm_graph.rdf import document_iris, terms
from asm_graph.rdf.vocabulary import ASM, OA, PROV, RDF

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from asm_graph.documents import Span
    from asm_graph.graph.page_places import Object, PagePlaces, Proven
    from asm_graph.graph.page_places import Place as PagePlace
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.records import Place
    from asm_graph.records.tables import QuotedColumns

_HASH_DIGITS = 12
_TYPE, _DERIVED = RDF("type"), PROV("wasDerivedFrom")
# As lines have them: most lines of a table are those of excerpts.
_SUBJECT, _PROPERTY, _VALUE, _DOCUMENT, _QUOTE, _SHEET, _CELL, _COLUMNS = (
    str(ASM(local))
    for local in (
        "subject", "property", "statesValue", "document", "quote", "sheet", "cell", "quotedColumns",
    )
)  # fmt: skip


class Excerpts:
    """Writes the excerpts of one document as lines without their subjects, each to those of its subject."""

    def __init__(self, base: Base, slug: str, lines: defaultdict[str, list[str]]) -> None:
        self._base = base
        self._slug = slug
        self._lines = lines
        document = base.id(document_iris.document(slug))
        self._end = end = f" {base.graph(document_iris.evidence_graph(slug))} .\n"
        self._common = (f"{_TYPE} {ASM('Excerpt')}{end}", f"{_DOCUMENT} {document}{end}")
        self._of_row = (*self._common, f"{_PROPERTY} {_DERIVED}{end}", f"{_VALUE} {document}{end}")
        # With an empty key, what the IRIs of all excerpts begin with.
        self._excerpt = base.written_id(document_iris.excerpt(slug, "")).removesuffix(">")
        self._tables: dict[tuple[str, QuotedColumns | None], tuple[str, ...]] = {}

    def of_row(self, entity: str, place: Place) -> None:
        """Quote the row that an entity, as lines have it, was read from.

        The same row recorded again gives the same excerpt.
        """
        end, digest = self._end, _digest(f"{entity} {place.sheet} {place.cells}")
        self._lines[f"{self._excerpt}{digest}>"] += (
            *self._of_row,
            *(self._tables.get((place.sheet, place.columns)) or self._table(place.sheet, place.columns)),
            f"{_SUBJECT} {entity}{end}",
            f"{_QUOTE} {terms.string(place.quote)}{end}",
            f"{_CELL} {terms.string(place.cells)}{end}",
        )

    def of_text(
        self, proven: Proven, source: str, span: Span, more: Iterable[tuple[NamedNode, Object]] = ()
    ) -> str:
        """Quote the piece of a text that proves a statement; return the path of the excerpt."""
        digest = _digest(f"{' '.join(map(str, proven))} {span.start} {span.end}")
        where = ((ASM("start"), terms.integer(span.start)), (ASM("end"), terms.integer(span.end)), *more)
        (subject, predicate, value), end = proven, self._end
        self._lines[f"{self._excerpt}{digest}>"] += (
            *self._common,
            f"{_SUBJECT} {subject}{end}",
            f"{_PROPERTY} {predicate}{end}",
            f"{_VALUE} {value}{end}",
            f"{_QUOTE} {terms.string(source[span.start : span.end])}{end}",
            *[f"{property_} {object_}{end}" for property_, object_ in where],
        )
        return document_iris.excerpt(self._slug, digest)

    def of_place(self, proven: Proven, source: str, place: PagePlace, places: PagePlaces) -> None:
        """Quote what stands on one page or in one cell, with how it was read, and describe its selectors."""
        more: list[tuple[NamedNode, Object]] = [(ASM("readBy"), self._base.code("read-by", place.read_by))]
        if place.page is not None:
            more.append((ASM("page"), terms.integer(place.page)))
        if place.cell:
            more.append((ASM("sheet"), terms.string(place.sheet)))
            more.append((ASM("cell"), terms.string(place.cell)))
        more += [(ASM("box"), terms.string(printed_box(box))) for box in place.boxes]
        if place.confidence is not None:
            more.append((ASM("confidence"), terms.decimal(place.confidence)))
        excerpt = self.of_text(proven, source, place.span, more)
        for path, predicate, said in places.selectors(excerpt, place):
            selector = self._base.id(path)
            self._add(self._base.id(excerpt), OA("hasSelector"), selector)
            self._add(selector, predicate, said)

    def _table(self, sheet: str, columns: QuotedColumns | None) -> tuple[str, ...]:
        """Say in which sheet rows stand, and describe the columns that they quote, once for all of them."""
        said = [f"{_SHEET} {terms.string(sheet)}{self._end}"]
        if columns is not None:
            said.append(f"{_COLUMNS} {self._columns(columns)}{self._end}")
        return self._tables.setdefault((sheet, columns), tuple(said))

    def _columns(self, columns: QuotedColumns) -> NamedNode:
        names, stated = "\t".join(columns.names), "\t".join(columns.properties)
        node = self._base.id(document_iris.quoted_columns(self._slug, _digest(f"{names}\n{stated}")))
        self._add(node, _TYPE, ASM("QuotedColumns"))
        self._add(node, ASM("columnNames"), terms.string(names))
        self._add(node, ASM("columnProperties"), terms.string(stated))
        return node

    def _add(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        self._lines[str(subject)].append(f"{predicate} {value}{self._end}")


def _digest(key: str) -> str:
    """Return the key of an excerpt in paths, from what tells it from all others of the document."""
    return hashlib.sha256(key.encode()).hexdigest()[:_HASH_DIGITS]
