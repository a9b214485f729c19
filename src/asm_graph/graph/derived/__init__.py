"""Facts that no document states, computed once from what documents state: the graph `derived`.

Shapes, questions, tables and pages read these facts; none of them computes one again. Each term has its rule
in `ontology/derived.ttl`, and with it (`asm:computedFrom`) what proves a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from asm_graph.graph.derived.figures import figure_triples
from asm_graph.graph.derived.progress import progress_triples
from asm_graph.rdf import iris, terms
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.registers import Verbs

READ = frozenset(
    {
        RDF("type"),
        RDFS("label"),
        *map(SKOS, ("prefLabel", "altLabel")),
        *map(ASM, ("program", "year", "responsibleUnit", "narrative")),
        *map(ASM, ("hasAction", "progress", "completionDate", "dueDate", "reportedState")),
        *map(ASM, ("hasIndicator", "unitOfMeasure", "indicator", "valueKind", "value")),
        *map(ASM, ("observedIn", "populationKind", "territoryKind")),
    }
)
"""The properties that derived facts are computed from; quads of others need not be given."""


def derived_quads(facts: Iterable[Quad], verbs: Verbs, base: Base) -> Iterator[Quad]:
    """Compute the graph `derived` from what documents and code lists say; named graphs are merged."""
    index, graph = Index(quad for quad in facts if quad.predicate in READ), base.graph(iris.DERIVED)
    for triple in (*progress_triples(index, base), *figure_triples(index, base), *_populations(index, verbs)):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _populations(index: Index, verbs: Verbs) -> Iterator[Triple]:
    """State the target population that each Propósito names."""
    for level in index.instances(ASM("Proposito")):
        for text in index.objects(level, ASM("narrative")):
            subject = verbs.subject(text.value) if isinstance(text, Literal) else None
            if subject and isinstance(level, NamedNode):
                yield Triple(level, ASM("targetPopulation"), terms.text(subject))
