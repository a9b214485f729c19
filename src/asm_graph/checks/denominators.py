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
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

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


class Populations:
    """Counts the populations of rules over the whole graph; what several are about is looked up once."""

    def __init__(self, rules: Shapes, index: Index, store: Store) -> None:
        self.rules = rules
        self.index = index
        self._alike: dict[Hashable, Term] = {}
        self._same: dict[Any, Any] = {}
        self._select = index.remembered(lambda query: selected_nodes(store, rules, query))
        self._documents = index.remembered(self._look_up_documents)
        self._classes = index.remembered(self._look_up_classes)
        self._places = index.remembered(self._look_up_places)

    def of(self, rule: NamedNode) -> Population:
        """Return what a rule is about, and what of it can be judged.

        Raises:
            InputError: a query of the rule is no SELECT of `?this`.
        """
        needs, members = self.rules.needs(rule), self._members(rule)
        excluded: dict[Term, Excluded] = {}
        for one in reversed(self.rules.exclusions(rule)):
            excluded |= dict.fromkeys(self._selected(one.node) & members, _reason(one))
        classes = self._classes(members) if needs else {}
        known: dict[Hashable, Standing] = {}
        standing: dict[Term, Standing] = {}
        for node, documents in self._documents(members).items():
            alike = documents, excluded.get(node), classes.get(node, frozenset())
            found = known.get(alike)
            if found is None:
                stands = self._stands(*alike, needs)
                found = known[alike] = self._same.setdefault(stands, stands)
            standing[node] = found
        return Population(standing)

    def _stands(
        self,
        documents: tuple[NamedNode | None, ...],
        excluded: Excluded | None,
        classes: frozenset[Term],
        needs: Sequence[Need],
    ) -> Standing:
        return tuple(
            (one, excluded if self._has_place(classes, one, needs) else _no_place()) for one in documents
        )

    def _members(self, rule: NamedNode) -> frozenset[Term]:
        """Return the members of the class or the query, or the targets."""
        population = self.rules.population(rule)
        if population is None:
            return focus_nodes(rule, self.rules.graph, self.index)
        if self.rules.is_query(population):
            return self._selected(population)
        return self.index.instances(population)

    def _selected(self, query: Term) -> frozenset[Term]:
        """Return what a query selects, which several rules may have."""
        text, prefixes = self.rules.select(query)
        return self._select(self._alike.setdefault((text, *prefixes.items()), query))

    def _look_up_documents(self, nodes: frozenset[Term]) -> Mapping[Term, tuple[NamedNode | None, ...]]:
        """Return the documents of each thing, (None,) without one."""
        found: dict[Term, tuple[NamedNode | None, ...]] = {}
        for node in nodes:
            documents = documents_of(self.index, node) or (None,)
            found[node] = self._same.setdefault(documents, documents)
        return found

    def _look_up_classes(self, nodes: frozenset[Term]) -> Mapping[Term, frozenset[Term]]:
        """Return the classes of each node, with those of the level that an indicator measures."""
        found: dict[Term, frozenset[Term]] = {}
        for node in nodes:
            described = (node, *self.index.objects(node, ASM("measures")))
            classes = frozenset(kind for one in described for kind in self.index.objects(one, RDF("type")))
            found[node] = self._same.setdefault(classes, classes)
        return found

    def _has_place(self, classes: frozenset[Term], document: NamedNode | None, needs: Sequence[Need]) -> bool:
        return not needs or all(
            document is not None
            and any(
                (need.property, need.value_kind, class_) in self._places(document)
                for class_ in (*classes, None)
            )
            for need in needs
        )

    def _look_up_places(self, document: NamedNode) -> frozenset[tuple[Term | None, ...]]:
        """Return what a document carries: property, kind of value and class, None where it is any."""
        found: set[tuple[Term | None, ...]] = set()
        for one in self.index.objects(document, ASM("carries")):
            properties = self.index.objects(one, ASM("property")) or (one,)
            kinds = (None, *self.index.objects(one, ASM("valueKind")))
            classes = self.index.objects(one, ASM("onClass")) or (None,)
            found |= {(p, kind, class_) for p in properties for kind in kinds for class_ in classes}
        return frozenset(found)


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
