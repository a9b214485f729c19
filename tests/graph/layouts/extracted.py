"""What the graph says of texts of our own making, read and mapped as a build does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import settings
from pyoxigraph import Literal
from tests.documents_of_ours.stated import document

from asm_graph.build.extract import Extraction, Extractor
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, Base

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

BASE = Base()
EXTRACTOR = Extractor(Knowledge.default(), BASE)

tried = settings(max_examples=10, deadline=None, derandomize=True)


def extract(text: str) -> Extraction:
    return EXTRACTOR.extract(document(text), "ours")


def objects(extraction: Extraction, path: str, predicate: NamedNode) -> list[Any]:
    """The values of a property in the document's source graph: paths of entities, and values of literals."""
    return sorted(
        quad.object.value if isinstance(quad.object, Literal) else BASE.local(quad.object)
        for quad in extraction.quads
        if quad.subject == BASE.id(path)
        and quad.predicate == predicate
        and quad.graph_name == BASE.graph("source/ours")
    )


def count(extraction: Extraction, local: str) -> int:
    return sum(quad.predicate == RDF("type") and quad.object == ASM(local) for quad in extraction.quads)
