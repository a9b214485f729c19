"""How messages refer to a node, so that a reader need not look it up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import ASM, PREFIXES, RDF, RDFS, SKOS
from asm_graph.results.rows import number_of
from asm_graph.results.short_texts import shorten
from asm_graph.results.spoken import amount_shown, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.index import Index, Term
    from asm_graph.rdf.vocabulary import Language

_SLOT = re.compile(r"\{(\^?)(\w+):(\w+)\}")
"""A property in a phrase, `{asm:text}`; `{^asm:hasAction}` goes from the object to the subject."""

_LONGEST = 1000
"""Characters of a text that a message quotes: the whole narrative of any level, the beginning of a report."""

_DEEPEST = 4
"""How many nodes a phrase may lead through: a cross-reference, a value, its indicator, the matrix of that."""

_PROGRAM, _YEAR, _AMOUNT = map(ASM, ("program", "year", "amount"))


class Phrases:
    """Names nodes by the phrase of their class, else by label, else by IRI."""

    def __init__(self, index: Index, templates: Mapping[NamedNode, Mapping[str, str]]) -> None:
        self._index = index
        self._templates = templates
        self._named = index.remembered(self._name)
        self._names_of = index.remembered(self._find_names)

    def __call__(self, term: Term, language: str, depth: int = 0) -> str:
        """Return a node or literal as text in a language (`es`, `en`)."""
        if isinstance(term, Literal):
            return shorten(shown(term, _spoken(language)), _LONGEST)
        return self._named(term, language, depth) if isinstance(term, NamedNode) else str(term)

    def _name(self, term: NamedNode, language: str, depth: int) -> str:
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
        elif special := self._special(node, predicate, language):
            return special
        else:
            terms = self._index.objects(node, predicate)
            if any(isinstance(term, Literal) and term.language for term in terms):
                terms = (Literal(self._index.text(node, predicate, language) or ""),)
        return self(terms[0], language, depth + 1) if terms else "–"

    def _special(self, node: NamedNode, predicate: NamedNode, language: str) -> str | None:
        """Return an amount with its scale and currency, and a program by its name in the year of the node."""
        if predicate == _AMOUNT:
            return self._amount(node, language)
        if predicate == _PROGRAM:
            years = self._index.objects(node, _YEAR)
            programs = self._index.objects(node, _PROGRAM)
            return self._name_in(programs[0], years[0]) if programs and years else None
        return None

    def _amount(self, node: NamedNode, language: str) -> str | None:
        amount, scale = (self._index.objects(node, predicate) for predicate in (_AMOUNT, ASM("scale")))
        numbers = [
            number_of(term) for terms in (amount, scale) for term in terms if isinstance(term, Literal)
        ]
        currency = self._index.text(node, ASM("currency"), language)
        match numbers:
            case [value, unit] if value is not None and unit is not None and currency:
                return amount_shown(value, unit, currency, _spoken(language))
        return None

    def _name_in(self, program: Term, year: Term) -> str | None:
        """Return the name that sources give the program for the year, with its key.

        A program that bears dated names but none of this year is named by its key alone; one without any
        dated name has the label that it always has (None).
        """
        names = self._names_of(program)
        if not names:
            return None
        key = self._index.text(program, ASM("programKey"), "es")
        labels = sorted(
            label
            for name in names
            if year in self._index.objects(name, _YEAR)
            and (label := self._index.text(name, RDFS("label"), "es"))
        )
        if labels:
            return f"{labels[0]} ({key})" if key else labels[0]
        return key

    def _find_names(self, program: Term) -> tuple[Term, ...]:
        """Return the dated names of a program, which many messages name."""
        dated = self._index.instances(ASM("ProgramName"))
        return tuple(node for node in self._index.subjects(_PROGRAM, program) if node in dated)

    def _label(self, node: NamedNode, language: str) -> str | None:
        for predicate in (SKOS("prefLabel"), RDFS("label")):
            label = self._index.text(node, predicate, language)
            if label:
                return shorten(label, _LONGEST)
        return None


def _spoken(language: str) -> Language:
    return "en" if language == "en" else "es"
