"""A release that says what a test writes in Turtle, with IRIs relative to the base (`<id/plan/p>`)."""

from __future__ import annotations

from pyoxigraph import Quad, RdfFormat, parse

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import PREFIXES, Base
from asm_graph.releases import Input, ReleaseContent

DOCUMENT = Input("d1.csv", "ab" * 32, 12, "d1", "spending", "document", "Tabla de prueba")
"""The document that says it."""


def told(turtle: str, document: Input = DOCUMENT, base: Base | None = None) -> ReleaseContent:
    """What is written to a release; the prefixes of the graph need not be declared."""
    base = base or Base()
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    graph = base.graph(f"source/{document.slug}")
    return ReleaseContent(
        quads=[
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in parse(prefixes + turtle, RdfFormat.TURTLE, base_iri=base.iri)
        ],
        inputs=(document,),
        version="1.0",
        base=base,
        knowledge=Knowledge.default(),
        faults=(),
        checks={},
        reports={},
    )
