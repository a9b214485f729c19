"""How messages refer to a node, so that a reader need not look it up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import PREFIXES, RDF, RDFS, SKOS
from asm_graph.results.terminal_table import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.index import Index, Term

_SLOT = re.compile(r"\{(\^?)(\w+):(\w+)\}")
"""A property in a phrase, `{asm:text}`; `{^asm:hasAction}` goes from the object to the subject."""

_LONGEST = 110
"""Characters of a text that a message quotes; the finding's evidence holds the whole."""

_DEEPEST = 4
"""How many nodes a phrase may lead through: a cross-reference, a value, its indicator, the matrix of that."""


class Phrases:
    """Names nodes by the phrase of their class, else by label, else by IRI."""

    def __init__(self, index: Index, templates: Mapping[NamedNode, Mapping[str, str]]) -> None:
        self._index = index
        self._templates = templates

    def __call__(self, term: Term, language: str, depth: int = 0) -> str:
        """Return a node or literal as text in a language (`es`, `en`)."""
        if isinstance(term, Literal):
            return shorten(term.value, _LONGEST)
        if not isinstance(term, NamedNode):
            return str(term)
        template = self._template(term, language) if depth < _DEEPEST else None
        if template is not None:
            return _SLOT.sub(lambda slot: self._slot(term, slot, language, depth), template)
        return self._label(term, language) or term.value

    def _template(self, node: NamedNode, language: str) -> str | None:
        for kind in self._index.objects(node, RDF("type")):
            if isinstance(kind, NamedNode) and kind in self._templates:
                return self._templates[kind].get(language)
        return None

    def _slot(self, node: NamedNode, slot: re.Match[str], language: str, depth: int) -> str:
        predicate = NamedNode(PREFIXES[slot[2]] + slot[3])
        if slot[1]:
            terms = self._index.subjects(predicate, node)
        else:
            text = self._index.text(node, predicate, language)
            terms = (Literal(text),) if text is not None else self._index.objects(node, predicate)
        return self(terms[0], language, depth + 1) if terms else "–"

    def _label(self, node: NamedNode, language: str) -> str | None:
        for predicate in (SKOS("prefLabel"), RDFS("label")):
            label = self._index.text(node, predicate, language)
            if label:
                return shorten(label, _LONGEST)
        return None
