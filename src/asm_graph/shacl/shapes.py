"""Shapes as written: their triples, their queries, and the annotations of each rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from asm_graph.errors import InputError
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, DEFAULT_BASE, LANGUAGES, RDFS, SH, SKOS, Base, Namespace
from asm_graph.shacl.core import refuse_unknown
from asm_graph.shacl.core.targets import targeted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from asm_graph.rdf.index import Term

RULE = Namespace(f"{DEFAULT_BASE}shapes#")
"""Where the rules live; like the ontology they keep their IRIs whatever the base of a build."""


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A SPARQL-based constraint of a rule: a SELECT over `$this`, and its prefixes."""

    rule: NamedNode
    text: str
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Need:
    """A property that a document must have a place for, of one kind of values if the rule says so."""

    property: Term
    value_kind: Term | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a rule leaves out, by the query of `node`; `kind` is a notation of `exclusion-kind`."""

    node: Term
    kind: str
    reason: Mapping[str, str]


class Shapes:
    """All shapes of a set of Turtle files, with code lists and entities rebased to the build."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._index = Index(triples)
        refuse_unknown(self._index)

    @classmethod
    def load(cls, folder: Path, base: Base | None = None) -> Shapes:
        """Parse all Turtle files of a folder.

        Raises:
            InputError: there is none, one is no Turtle, or a shape has a constraint that is not evaluated.
        """
        paths = sorted(folder.glob("*.ttl"))
        if not paths:
            raise InputError(f"{folder}: holds no shapes (*.ttl); check the installation.")
        return cls(triple for path in paths for triple in _parse(path, base or Base()))

    @property
    def graph(self) -> Index:
        """The shapes as a graph."""
        return self._index

    @cached_property
    def queries(self) -> tuple[SparqlConstraint, ...]:
        """The SPARQL-based constraints, sorted by rule."""
        return tuple(
            SparqlConstraint(rule, self._text(constraint, SH("select")), dict(self._prefixes(constraint)))
            for rule, constraints in sorted(self._index.forward(SH("sparql")).items(), key=str)
            for constraint in constraints
            if isinstance(rule, NamedNode)
        )

    def severity(self, rule: NamedNode) -> str:
        """Return `Violation` (SHACL's default), `Warning` or `Info`."""
        stated = self._nodes(rule, SH("severity"))
        return stated[0].value.removeprefix(SH.iri) if stated else "Violation"

    def messages(self, rule: NamedNode) -> Mapping[str, str]:
        """Return the message templates of a rule by language."""
        return self._texts(rule, SH("message"))

    def title(self, rule: NamedNode) -> Mapping[str, str]:
        """Return the short title of a rule by language."""
        return self._texts(rule, RDFS("label"))

    def definition(self, rule: NamedNode) -> Mapping[str, str]:
        """Return what a rule means, by language."""
        return self._texts(rule, SKOS("definition"))

    def limits(self, rule: NamedNode) -> Mapping[str, str]:
        """Return what a rule cannot tell or leaves out, by language."""
        return self._texts(rule, SKOS("scopeNote"))

    def evidence_properties(self, rule: NamedNode) -> frozenset[NamedNode]:
        """Return the properties whose excerpts prove a finding of this rule."""
        return frozenset(self._nodes(rule, ASM("evidenceProperty")))

    def evidence_from(self, rule: NamedNode) -> tuple[NamedNode, ...]:
        """Return the properties from the focus node to other nodes whose excerpts prove a finding."""
        return self._nodes(rule, RULE("evidenceFrom"))

    def evidence_to(self, rule: NamedNode) -> tuple[NamedNode, ...]:
        """Return the properties to the focus node from other nodes whose excerpts prove a finding."""
        return self._nodes(rule, RULE("evidenceTo"))

    def blank_columns(self, rule: NamedNode) -> tuple[str, ...]:
        """Return what the columns state whose blank cells prove a finding of absence, as layouts say it."""
        literals = self._index.objects(rule, RULE("blankColumn"))
        return tuple(sorted(term.value for term in literals if isinstance(term, Literal)))

    def finding_kind(self, rule: NamedNode) -> str:
        """Return what a rule makes, a notation of `finding-kind`; a finding if it does not say."""
        stated = self._nodes(rule, ASM("findingKind"))
        return stated[0].value.rpartition("/")[2] if stated else "finding"

    def case_path(self, rule: NamedNode) -> Term | None:
        """Return the path from what is found to the matrix or program whose case it belongs to."""
        return next(iter(self._index.objects(rule, RULE("caseOf"))), None)

    def case_messages(self, rule: NamedNode) -> Mapping[str, str]:
        """Return the messages of a case of several, by language."""
        return self._texts(rule, RULE("caseMessage"))

    def systemic_messages(self, rule: NamedNode) -> Mapping[str, str]:
        """Return the messages of what recurs under one name, by language; none where that makes no case."""
        return self._texts(rule, RULE("systemicMessage"))

    @property
    def audited(self) -> tuple[NamedNode, ...]:
        """The rules that have a title, sorted."""
        titled = {rule for rule in self._index.forward(RDFS("label")) if isinstance(rule, NamedNode)}
        return tuple(sorted(titled & targeted(self._index), key=str))

    def classes(self, rule: NamedNode) -> tuple[NamedNode, ...]:
        """Return the classes that a rule targets."""
        return self._nodes(rule, SH("targetClass"))

    def needs(self, rule: NamedNode) -> tuple[Need, ...]:
        """Return the properties without a place for which a document says nothing about a rule."""
        return tuple(self._needs(rule))

    def _needs(self, rule: NamedNode) -> Iterator[Need]:
        for term in self._index.objects(rule, RULE("needs")):
            properties = self._index.objects(term, ASM("property"))
            kinds = self._index.objects(term, ASM("valueKind"))
            yield Need(properties[0] if properties else term, kinds[0] if kinds else None)

    def population(self, rule: NamedNode) -> Term | None:
        """Return the class or the query of what a rule is about; None where these are its targets."""
        return next(iter(self._index.objects(rule, RULE("population"))), None)

    def exclusions(self, rule: NamedNode) -> tuple[Exclusion, ...]:
        """Return what a rule leaves out, and why: first what cannot be told, each kind sorted by reason."""
        kinds = (("notEvaluable", "not-evaluable"), ("notApplicable", "not-applicable"))
        return tuple(one for name, kind in kinds for one in self._excluded(rule, RULE(name), kind))

    def _excluded(self, rule: NamedNode, predicate: NamedNode, kind: str) -> list[Exclusion]:
        found = (
            Exclusion(node, kind, self._texts(node, RDFS("label")))
            for node in self._index.objects(rule, predicate)
        )
        # Most are blank nodes, which each reading names otherwise: that gives them no order.
        return sorted(found, key=lambda one: sorted(one.reason.items()))

    def is_query(self, node: Term) -> bool:
        """Tell whether a node of the shapes has a query."""
        return bool(self._index.objects(node, RULE("select")))

    def select(self, node: Term) -> tuple[str, Mapping[str, str]]:
        """Return the query of a node of the shapes, and its prefixes."""
        return self._text(node, RULE("select")), dict(self._prefixes(node))

    def phrases(self) -> Mapping[NamedNode, Mapping[str, str]]:
        """Return how messages refer to an entity of each class, by language."""
        return {
            node: self._texts(node, RULE("phrase"))
            for node in sorted(self._index.forward(RULE("phrase")), key=str)
            if isinstance(node, NamedNode)
        }

    def _prefixes(self, constraint: Term) -> Iterator[tuple[str, str]]:
        for prefixes in self._nodes(constraint, SH("prefixes")):
            for declared in self._index.objects(prefixes, SH("declare")):
                yield self._text(declared, SH("prefix")), self._text(declared, SH("namespace"))

    def _text(self, node: Term, predicate: NamedNode) -> str:
        return self._index.text(node, predicate, LANGUAGES[0]) or ""

    def _texts(self, node: Term, predicate: NamedNode) -> Mapping[str, str]:
        literals = [term for term in self._index.objects(node, predicate) if isinstance(term, Literal)]
        by_language = {literal.language: literal.value for literal in literals}
        return {language: by_language[language] for language in LANGUAGES if language in by_language}

    def _nodes(self, node: Term, predicate: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(term for term in self._index.objects(node, predicate) if isinstance(term, NamedNode))


def _parse(path: Path, base: Base) -> Iterator[Triple]:
    """Parse one file; rebasing its text also rebases the prefixes of its queries."""
    try:
        text = path.read_text(encoding="utf-8")
        for part in ("id/", "graph/"):
            text = text.replace(DEFAULT_BASE + part, base.iri + part)
        for quad in parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple
    except (SyntaxError, OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}; correct the shape.") from error
