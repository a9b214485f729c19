"""How many things a rule could judge, document by document, and why it could not judge the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.rdf import audit_iris, iris, terms
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, Base
from asm_graph.shacl.core.targets import focus_nodes
from asm_graph.shacl.sparql_constraints import selected_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Store

    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.shapes import Exclusion, Need, Shapes

_DERIVED = PROV("wasDerivedFrom")

NOT_EVALUABLE, NOT_APPLICABLE = "not-evaluable", "not-applicable"
"""Notations of the code list `exclusion-kind`: the source cannot say it, or the rule does not ask it."""

NO_PLACE: Mapping[str, str] = {
    "es": "La fuente no tiene lugar para el dato.",
    "en": "The source has no place for the value.",
}
"""Why nothing can be missing from a document without the column."""

Excluded = tuple[str, str, str]
"""The kind of an exclusion, and its reason in Spanish and English."""


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a rule could judge in a document (None: in all), and how many others it could not, by reason.

    `title` and `kind` are those of the rule: its title by language, a notation of `finding-kind`.
    """

    rule: NamedNode
    document: NamedNode | None
    evaluable: int
    found: int
    excluded: Mapping[Excluded, int] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""

    def total(self, kind: str) -> int:
        """Return how many were excluded, in one of the two kinds."""
        return sum(number for (of, *_), number in self.excluded.items() if of == kind)


@dataclass(slots=True)
class Population:
    """The things that a rule is about, each with its documents and why one of them cannot tell."""

    standing: dict[Term, dict[NamedNode | None, Excluded | None]] = field(default_factory=dict)

    def judges(self, node: Term) -> bool:
        """Tell whether a rule can judge a thing: in some document, or because nobody says that it cannot."""
        stands = self.standing.get(node)
        return stands is None or any(reason is None for reason in stands.values())


@dataclass(frozen=True, slots=True)
class Populations:
    """Counts the populations of rules over the whole graph."""

    rules: Shapes
    index: Index
    store: Store
    _carried: dict[Term, frozenset[tuple[Term | None, ...]]] = field(default_factory=dict)

    def of(self, rule: NamedNode) -> Population:
        """Return what a rule is about, and what of it can be judged.

        Raises:
            InputError: a query of the rule is no SELECT of `?this`.
        """
        needs = self.rules.needs(rule)
        excluded = [
            (one, selected_nodes(self.store, self.rules, one.node)) for one in self.rules.exclusions(rule)
        ]
        population = Population()
        for node, documents in self._members(rule).items():
            said = next((_reason(one) for one, nodes in excluded if node in nodes), None)
            population.standing[node] = {
                document: said if self._has_place(node, document, needs) else _no_place()
                for document in documents or (None,)
            }
        return population

    def _members(self, rule: NamedNode) -> Mapping[Term, tuple[NamedNode, ...]]:
        """Return the members of the class or the query, or the targets, each with its documents."""
        population = self.rules.population(rule)
        if population is None:
            nodes = focus_nodes(rule, self.rules.graph, self.index)
        elif self.rules.is_query(population):
            nodes = selected_nodes(self.store, self.rules, population)
        else:
            nodes = self.index.instances(population)
        return {node: documents_of(self.index, node) for node in sorted(nodes, key=str)}

    def _has_place(self, node: Term, document: NamedNode | None, needs: Iterable[Need]) -> bool:
        classes = {*self._classes(node), None}
        return all(
            document is not None
            and any((need.property, need.value_kind, class_) in self._places(document) for class_ in classes)
            for need in needs
        )

    def _classes(self, node: Term) -> Iterator[Term]:
        """Yield the classes of a node, and of the level that an indicator measures."""
        for one in (node, *self.index.objects(node, ASM("measures"))):
            yield from self.index.objects(one, RDF("type"))

    def _places(self, document: NamedNode) -> frozenset[tuple[Term | None, ...]]:
        """Return what a document carries: property, kind of value and class, None where it is any."""
        if document not in self._carried:
            found: set[tuple[Term | None, ...]] = set()
            for one in self.index.objects(document, ASM("carries")):
                properties = self.index.objects(one, ASM("property")) or (one,)
                kinds = (None, *self.index.objects(one, ASM("valueKind")))
                classes = self.index.objects(one, ASM("onClass")) or (None,)
                found |= {(p, kind, class_) for p in properties for kind in kinds for class_ in classes}
            self._carried[document] = frozenset(found)
        return self._carried[document]


def denominators(
    rule: NamedNode, population: Population, found: Iterable[Term], rules: Shapes
) -> Iterator[Denominator]:
    """Yield what a rule could judge and found: in all documents, then in each of them."""
    hits = frozenset(found)
    counts: dict[NamedNode | None, Counter[Excluded | None]] = defaultdict(Counter)
    hit: Counter[NamedNode | None] = Counter()
    for node, stands in population.standing.items():
        best = None if population.judges(node) else next(filter(None, stands.values()))
        counts[None][best] += 1
        hit[None] += node in hits
        for document, reason in stands.items():
            if document is not None:
                counts[document][reason] += 1
                hit[document] += node in hits and reason is None
    for document, count in sorted(counts.items(), key=lambda item: str(item[0] or "")):
        excluded = {reason: number for reason, number in sorted(count.items(), key=str) if reason}
        yield Denominator(
            rule,
            document,
            count[None],
            hit[document],
            excluded,
            rules.title(rule),
            rules.finding_kind(rule),
        )


def denominator_quads(known: Iterable[Denominator], base: Base | None = None) -> Iterator[Quad]:
    """State the denominators and the titles of their rules as quads of the graph `audit`."""
    base, known = base or Base(), tuple(known)
    graph = base.graph(iris.AUDIT)
    for rule, title in {one.rule: one.title for one in known}.items():
        for language, text in title.items():
            yield Quad(rule, RDFS("label"), Literal(text, language=language), graph)
    for one in known:
        name = one.rule.value.rpartition("#")[2]
        path = audit_iris.denominator(name, last_step(one.document.value) if one.document else "all")
        node = base.id(path)
        yield Quad(node, RDF("type"), ASM("RuleDenominator"), graph)
        yield Quad(node, ASM("rule"), one.rule, graph)
        if one.document is not None:
            yield Quad(node, ASM("document"), one.document, graph)
        yield Quad(node, ASM("evaluable"), terms.integer(one.evaluable), graph)
        yield Quad(node, ASM("found"), terms.integer(one.found), graph)
        for number, ((kind, *reasons), count) in enumerate(one.excluded.items(), 1):
            exclusion = base.id(audit_iris.exclusion(path, number))
            yield Quad(node, ASM("exclusion"), exclusion, graph)
            yield Quad(exclusion, RDF("type"), ASM("Exclusion"), graph)
            yield Quad(exclusion, ASM("exclusionKind"), base.code("exclusion-kind", kind), graph)
            yield Quad(exclusion, ASM("excludedCount"), terms.integer(count), graph)
            for language, reason in zip(("es", "en"), reasons, strict=True):
                yield Quad(exclusion, RDFS("label"), Literal(reason, language=language), graph)


def documents_of(index: Index, node: Term) -> tuple[NamedNode, ...]:
    """Return the documents that a thing was read from."""
    known = index.instances(ASM("SourceDocument"))
    stated = index.objects(node, _DERIVED)
    return tuple(one for one in stated if isinstance(one, NamedNode) and one in known)


def _reason(exclusion: Exclusion) -> Excluded:
    return exclusion.kind, exclusion.reason.get("es", ""), exclusion.reason.get("en", "")


def _no_place() -> Excluded:
    return NOT_EVALUABLE, NO_PLACE["es"], NO_PLACE["en"]
