"""The shapes as they were written: their graph, their messages, and what each rule says of itself."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from asm_graph.checks.index import Index
from asm_graph.errors import InputError
from asm_graph.graph.vocabulary import ASM, DEFAULT_BASE, RDFS, SH, Base, Namespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

RULE = Namespace(f"{DEFAULT_BASE}shapes#")
"""Where the rules live; like the ontology they keep their IRIs whatever the base of a build."""

LANGUAGES = ("es", "en")
PLACEHOLDER = re.compile(r"\{[$?](\w+)\}")
"""A variable in a message, as SHACL writes it: `{$this}`, `{?value}`."""


class Shapes:
    """Every shape of some Turtle files, with code lists and entities moved to the base of the build."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)
        self._index = Index(Quad(*triple) for triple in self.triples)

    @classmethod
    def load(cls, folder: Path, base: Base | None = None) -> Shapes:
        """Parse all Turtle files of a folder.

        Raises:
            InputError: there is none, or one is no Turtle.
        """
        paths = sorted(folder.glob("*.ttl"))
        if not paths:
            raise InputError(f"{folder}: holds no shapes (*.ttl); check the installation.")
        return cls(triple for path in paths for triple in _parse(path, base or Base()))

    def messages(self, rule: NamedNode) -> Mapping[str, str]:
        """The message templates of a rule, by language."""
        return self._texts(rule, SH("message"))

    def title(self, rule: NamedNode) -> Mapping[str, str]:
        """What a rule is about in a few words, by language."""
        return self._texts(rule, RDFS("label"))

    def evidence_properties(self, rule: NamedNode) -> frozenset[NamedNode]:
        """The properties whose excerpts prove a finding of this rule."""
        return frozenset(self._nodes(rule, ASM("evidenceProperty")))

    def evidence_from(self, rule: NamedNode) -> tuple[NamedNode, ...]:
        """The properties that lead from the focus node to others whose excerpts prove a finding."""
        return tuple(self._nodes(rule, RULE("evidenceFrom")))

    def phrases(self) -> Mapping[NamedNode, Mapping[str, str]]:
        """How an entity of each class is named in a message, by language."""
        classes = {triple.subject for triple in self.triples if triple.predicate == RULE("phrase")}
        return {
            node: self._texts(node, RULE("phrase"))
            for node in sorted(classes, key=str)
            if isinstance(node, NamedNode)
        }

    def for_engine(self) -> Iterator[Triple]:
        """The shapes with each shape's messages replaced by one that carries the values of its variables.

        pySHACL drops the language of a message that it fills in, so it is not asked to.
        """
        variables: defaultdict[NamedNode | BlankNode, set[str]] = defaultdict(set)
        for triple in self.triples:
            if triple.predicate == SH("message") and isinstance(triple.object, Literal):
                variables[_node(triple)].update(PLACEHOLDER.findall(triple.object.value))
            else:
                yield triple
        for shape, names in variables.items():
            yield Triple(shape, SH("message"), Literal(carrier(names)))

    def _texts(self, node: NamedNode, predicate: NamedNode) -> Mapping[str, str]:
        texts = {language: self._index.text(node, predicate, language) for language in LANGUAGES}
        return {language: text for language, text in texts.items() if text is not None}

    def _nodes(self, node: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
        return (term for term in self._index.objects(node, predicate) if isinstance(term, NamedNode))


def carrier(names: Iterable[str]) -> str:
    """A message from which `carried` reads the values of variables."""
    return "\x1f".join(f"{name}={{?{name}}}" for name in sorted(names))


def carried(message: str) -> dict[str, str]:
    """The values in a message made by `carrier`; a variable without a value is empty."""
    pairs = (part.partition("=") for part in message.split("\x1f") if part)
    return {name: "" if value == f"{{?{name}}}" else value for name, _, value in pairs}


def _node(triple: Triple) -> NamedNode | BlankNode:
    if isinstance(triple.subject, Triple):
        raise InputError(f"{triple}: a shape is a node; give it an IRI.")
    return triple.subject


def _parse(path: Path, base: Base) -> Iterator[Triple]:
    """Parse one file; rebasing its text reaches the prefixes of its queries as well."""
    try:
        text = path.read_text(encoding="utf-8")
        for part in ("id/", "graph/"):
            text = text.replace(DEFAULT_BASE + part, base.iri + part)
        for quad in parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple
    except (SyntaxError, OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}; correct the shape.") from error
