"""Facts that no document states, computed once from what documents state: the graph `derived`.

Shapes, questions, tables and pages read these facts; none of them computes one again. Each term has its rule
in `ontology/derived.ttl`, and with it (`asm:computedFrom`) what proves a fact.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from asm_graph.graph.derived.evaluation_links import evaluation_link_triples
from asm_graph.graph.derived.figures import POPULATION_PARTS, figure_triples
from asm_graph.graph.derived.latest_reports import latest_report_triples
from asm_graph.graph.derived.names import name_triples
from asm_graph.graph.derived.progress import progress_triples
from asm_graph.graph.derived.verification import verification_triples
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
        *map(ASM, ("hasLevel", "hasIndicator", "unitOfMeasure", "indicator", "valueKind", "value")),
        *map(ASM, ("observedIn", "populationKind", "territoryKind", *POPULATION_PARTS)),
        *map(ASM, ("reportedProgress", "quarter", "reportedOn")),
        *map(ASM, ("sourceIdentifier", "coordinatingInstitution", "originType", "evaluationType")),
    }
)
"""The properties of documents that derived facts are computed from; quads of others need not be given."""
_OF_LINKS = frozenset(map(ASM, ("subject", "object", "relation")))
"""Properties of curated cross-references, which stand in the graph `reference`."""


def derived_quads(facts: Iterable[Quad], verbs: Verbs, base: Base) -> Iterator[Quad]:
    """Compute the graph `derived` from what documents and code lists say; named graphs are merged."""
    wanted, graph = READ | _OF_LINKS, base.graph(iris.DERIVED)
    index = Index(quad for quad in facts if quad.predicate in wanted)
    latest = tuple(latest_report_triples(index, base))
    index = index.plus(latest)
    triples = chain(
        latest,
        progress_triples(index, base),
        evaluation_link_triples(index, base),
        verification_triples(index, base),
        figure_triples(index, base),
        name_triples(index, base),
        _populations(index, verbs),
        _matrix_forms(index, base),
    )
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _matrix_forms(index: Index, base: Base) -> Iterator[Triple]:
    """State of each results matrix whether it is one, or a sheet of indicators (FID) only."""
    kinds = index.forward(RDF("type"))
    for matrix in index.instances(ASM("ResultsMatrix")):
        levels = index.objects(matrix, ASM("hasLevel"))
        sheet = bool(levels) and all(ASM("Fid") in kinds.get(level, ()) for level in levels)
        if isinstance(matrix, NamedNode):
            yield Triple(matrix, ASM("matrixForm"), base.code("matrix-form", "fid" if sheet else "mir"))


def _populations(index: Index, verbs: Verbs) -> Iterator[Triple]:
    """State the target population that each Propósito names."""
    for level in index.instances(ASM("Proposito")):
        for text in index.objects(level, ASM("narrative")):
            subject = verbs.subject(text.value) if isinstance(text, Literal) else None
            if subject and isinstance(level, NamedNode):
                yield Triple(level, ASM("targetPopulation"), terms.text(subject))
