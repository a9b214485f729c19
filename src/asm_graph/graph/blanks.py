"""Cells that state no value, as nodes of the document's graph: an absence that a source shows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from asm_graph.rdf import document_iris, terms
from asm_graph.rdf.vocabulary import ASM, RDF, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal, NamedNode

    from asm_graph.graph.document_quads import DocumentQuads
    from asm_graph.records.sources import BlankCell, StatedProperty

_HASH_DIGITS = 12


def state_blanks(quads: DocumentQuads, subject: NamedNode, cells: Iterable[BlankCell]) -> None:
    """State the cells that should say something of a subject and do not."""
    for cell in cells:
        node = quads.base.id(document_iris.blank(quads.slug, _digest(subject, cell)))
        quads.add(node, RDF("type"), ASM("Blank"))
        quads.add(node, ASM("subject"), subject)
        quads.add(node, ASM("document"), quads.document)
        quads.add(node, ASM("blankKind"), quads.base.code("blank-kind", cell.kind))
        quads.add(node, ASM("columnName"), terms.string(cell.column))
        if cell.raw:
            quads.add(node, ASM("rawValue"), terms.string(cell.raw))
        for predicate, value in (*property_statements(quads, cell.property), *_place(quads, cell)):
            quads.add(node, predicate, value)


def property_statements(
    quads: DocumentQuads, stated: StatedProperty
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield what tells a property, its kind of value and the class of its values."""
    yield ASM("property"), named(stated.name)
    if stated.value_kind:
        yield ASM("valueKind"), quads.base.code("value-kind", stated.value_kind)
    if stated.to_class:
        yield ASM("toClass"), named(stated.to_class)


def _place(quads: DocumentQuads, cell: BlankCell) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    if cell.place:
        yield ASM("sheet"), terms.string(cell.place.sheet)
        yield ASM("cell"), terms.string(cell.place.cells)
    for span in cell.passage.quotes()[:1] if cell.passage else ():
        yield ASM("start"), terms.integer(span.start)
        yield ASM("end"), terms.integer(span.end)
        place = next(iter(quads.places.of(span)), None) if quads.places else None
        if place and place.page is not None:
            yield ASM("page"), terms.integer(place.page)


def _digest(subject: NamedNode, cell: BlankCell) -> str:
    """Return what tells a blank from others: not its place, which moves when a row is inserted above."""
    told = (subject.value, cell.property.name, cell.property.value_kind, cell.property.to_class)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:_HASH_DIGITS]
