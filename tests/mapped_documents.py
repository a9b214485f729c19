"""What the graph says of a document, with the registers and code lists of the project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from asm_graph.documents import load
from asm_graph.graph.document_quads import DocumentQuads, MappingContext
from asm_graph.graph.mapping import map_reading
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, Base
from asm_graph.readers import read
from asm_graph.registers import Registers
from asm_graph.registers.codes import Codes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.documents import TableDocument, TextDocument
    from asm_graph.graph.mapping import Mapped
    from asm_graph.readers.reading import Reading

BASE = Base()
_TYPE = RDF("type")


@cache
def registers() -> Registers:
    return Registers.load(Knowledge.default().seeds / "registers")


@cache
def codes() -> Codes:
    return Codes.load(Knowledge.default().ontology)


def context(slug: str = "ours", layout: str = "") -> MappingContext:
    """A new document without quads."""
    return MappingContext(DocumentQuads(BASE, slug), registers(), codes(), layout)


def mapped(reading: Reading, document: TextDocument | TableDocument, slug: str = "ours") -> Mapped:
    """A reading, mapped."""
    return map_reading(reading, document, context(slug, reading.layout))


def mapped_file(path: Path, slug: str = "ours") -> Mapped:
    """A file, read and mapped."""
    document = load(path)
    return mapped(read(document, registers().words()), document, slug)


@dataclass(frozen=True)
class Facts:
    """The quads of a document, or of a part of it, with plain values."""

    quads: Sequence[Quad]

    def values(self, subject: str | NamedNode, predicate: NamedNode) -> list[str]:
        """The values of a property: paths of entities, other IRIs, and the values of literals."""
        node = BASE.id(subject) if isinstance(subject, str) else subject
        return sorted(map(plain, self._objects.get((node, predicate), ())))

    @cached_property
    def _objects(self) -> dict[tuple[Any, Any], list[Any]]:
        found: dict[tuple[Any, Any], list[Any]] = {}
        for quad in self.quads:
            found.setdefault((quad.subject, quad.predicate), []).append(quad.object)
        return found

    def of_class(self, class_: NamedNode) -> list[str]:
        """The paths or IRIs of all entities of a class."""
        return sorted(
            plain(quad.subject) for quad in self.quads if (quad.predicate, quad.object) == (_TYPE, class_)
        )

    def excerpts_of(self, class_: NamedNode) -> int:
        """How many excerpts prove entities of a class."""
        nodes = {quad.subject for quad in self.quads if (quad.predicate, quad.object) == (_TYPE, class_)}
        return sum(quad.predicate == ASM("subject") and quad.object in nodes for quad in self.quads)


def plain(term: Any) -> str:
    """A literal's value, the path of one of our IRIs, or another IRI."""
    return term.value if isinstance(term, Literal) else BASE.local(term)
