"""How many things a rule could judge, document by document, and why it could not judge the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.rdf import audit_iris, iris, terms
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, Base
from asm_graph.shacl.core.targets import focus_nodes
from asm_graph.shacl.sparql_constraints import selected_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


Standing = tuple[tuple["NamedNode | None", "Excluded | None"], ...]
"""The documents of a thing, each with why it cannot tell (None: it can)."""


@dataclass(frozen=True, slots=True)
class Population:
    """The things that a rule is about, each with its documents and why one of them cannot tell."""

    standing: Mapping[Term, Standing] = field(default_factory=dict)

    def judges(self, node: Term) -> bool:
        """Tell whether a rule can judge a thing: in some document, or because nobody says that it cannot."""
        return node not in self.standing or _is_judged(self.standing[node])


@dataclass(frozen=True, slots=True)
class Populations:
    """Counts the populations of rules over the whole graph."""

    rules: Shapes
    index: Index
    store: Store
    _carried: dict[Term, frozenset[tuple[Term | None, ...]]] = field(default_factory=dict)
    _documents: dict[Term, tuple[NamedNode | None, ...]] = field(default_factory=dict)
    _same: dict[Any, Any] = field(default_factory=dict)

    def of(self, rule: NamedNode) -> Population:
        """Return what a rule is about, and what of it can be judged.

        Raises:
            InputError: a query of the rule is no SELECT of `?this`.
        """
        needs = self.rules.needs(rule)
        excluded = [
            (_reason(one), selected_nodes(self.store, self.rules, one.node))
            for one in self.rules.exclusions(rule)
        ]
        standing: dict[Term, Standing] = {}
        for node in self._members(rule):
            said = next((reason for reason, nodes in excluded if node in nodes), None)
            stands = tuple(
                (document, said if self._has_place(node, document, needs) else _no_place())
                for document in self._documents_of(node)
            )
            standing[node] = self._same.setdefault(stands, stands)
        return Population(standing)

    def _documents_of(self, node: Term) -> tuple[NamedNode | None, ...]:
        """Return the documents of a thing, which several rules may be about; (None,) without one."""
        found = self._documents.get(node)
        if found is None:
            documents = documents_of(self.index, node) or (None,)
            found = self._documents[node] = self._same.setdefault(documents, documents)
        return found

    def _members(self, rule: NamedNode) -> frozenset[Term]:
        """Return the members of the class or the query, or the targets."""
        population = self.rules.population(rule)
        if population is None:
            return focus_nodes(rule, self.rules.graph, self.index)
        if self.rules.is_query(population):
            return selected_nodes(self.store, self.rules, population)
        return self.index.instances(population)

    def _has_place(self, node: Term, document: NamedNode | None, needs: Sequence[Need]) -> bool:
        if not needs:
            return True
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
    counts: dict[NamedNode | None, Counter[Excluded | None]] = defaultdict(Counter)
    hit: Counter[NamedNode | None] = Counter()
    for stands, number in Counter(population.standing.values()).items():
        best = None if _is_judged(stands) else next(filter(None, (reason for _, reason in stands)))
        counts[None][best] += number
        for document, reason in stands:
            if document is not None:
                counts[document][reason] += number
    for node in population.standing.keys() & set(found):
        hit[None] += 1
        hit.update(document for document, reason in population.standing[node] if document and not reason)
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


def _is_judged(stands: Standing) -> bool:
    return any(reason is None for _, reason in stands)


def _reason(exclusion: Exclusion) -> Excluded:
    return exclusion.kind, exclusion.reason.get("es", ""), exclusion.reason.get("en", "")


def _no_place() -> Excluded:
    return NOT_EVALUABLE, NO_PLACE["es"], NO_PLACE["en"]
