"""The things in the tables of the explorer: a short stable key and a name in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from asm_graph.rdf import iris
from asm_graph.rdf.names import NAME_PROPERTIES, best_name
from asm_graph.rdf.vocabulary import ASM, LANGUAGES, RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyoxigraph import Store

    from asm_graph.explorer.definition import Words
    from asm_graph.rdf.vocabulary import Language

_NAMING = tuple(prop for prop in NAME_PROPERTIES if prop != ASM("quote"))
"""Excerpts, which are called by what they quote, are in no table."""


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value that rows are chosen by: a thing (or, without an IRI, a state or a text), its key and names."""

    iri: str | None
    key: str
    es: str
    en: str

    def of(self, language: Language) -> str:
        """Return the name in a language."""
        return self.en if language == "en" else self.es


def key_of(iri: str) -> str:
    """Return the key by which an address names a thing: its path without its kind, or the end of its IRI.

    >>> key_of("https://w3id.org/asm-graph/id/program/20-S061")
    '20-S061'
    >>> key_of("https://w3id.org/asm-graph/id/code/asm-class/specific")
    'specific'
    >>> key_of("https://w3id.org/asm-graph/ontology#Fin")
    'Fin'
    """
    _, is_ours, path = iri.partition("/id/")
    if not is_ours:
        return re.split("[/#]", iri.rstrip("/#"))[-1]
    kind, _, rest = path.partition("/")
    return rest.partition("/")[2] if kind == iris.code_list("").partition("/")[0] else rest


class NamedValues:
    """Numbers the values of all tables, each once, and names them from a store."""

    def __init__(self, store: Store, states: Mapping[str, str]) -> None:
        self._store = store
        self._states = states
        self._numbers: dict[str, int] = {}
        self.known: list[NamedValue] = []

    def state(self, code: str) -> int:
        """Return the number of a state by its code, such as `mx-zac`."""
        name = self._states.get(code, code)
        return self._number(f"state {code}", lambda: NamedValue(None, code, name, name))

    def text(self, text: str) -> int:
        """Return the number of a text."""
        return self._number(f"text {text}", lambda: NamedValue(None, text, text, text))

    def thing(
        self, node: NamedNode, composed: Sequence[int] = (), names: Mapping[str, Words] | None = None
    ) -> int:
        """Return the number of a thing; one without a name is called by `composed`, or by class and key."""

        def named() -> NamedValue:
            key = key_of(node.value)
            if names and key in names:
                return NamedValue(node.value, key, names[key].es, names[key].en)
            return NamedValue(node.value, key, *self._names(node, key, composed))

        return self._number(node.value, named)

    def _number(self, place: str, named: Callable[[], NamedValue]) -> int:
        if place not in self._numbers:
            value = named()
            self._numbers[place] = len(self.known)
            self.known.append(value)
        return self._numbers[place]

    def _names(self, node: NamedNode, key: str, composed: Sequence[int]) -> Iterator[str]:
        """Yield the names of a thing in the languages, in their order."""
        # An earlier property is preferred to a later one in any language, so most things take one look-up.
        said: list[tuple[NamedNode, Literal]] = next(filter(None, self._named_by(node)), [])
        for language in LANGUAGES:
            if found := best_name(said, language):
                yield found[1].value
            elif composed:
                yield " ".join(getattr(self.known[number], language) for number in composed)
            else:
                yield f"{self._class_name(node, language)} {key}".strip()

    def _named_by(self, node: NamedNode) -> Iterator[list[tuple[NamedNode, Literal]]]:
        """Yield the names of a thing property by property, the best first."""
        for prop in _NAMING:
            stated = self._store.quads_for_pattern(node, prop, None, DefaultGraph())
            yield [(prop, quad.object) for quad in stated if isinstance(quad.object, Literal)]

    def _class_name(self, node: NamedNode, language: Language) -> str:
        types = self._store.quads_for_pattern(node, RDF("type"), None, DefaultGraph())
        classes = sorted(quad.object.value for quad in types if isinstance(quad.object, NamedNode))
        if not classes:
            return ""
        return dict(zip(LANGUAGES, self._names(NamedNode(classes[0]), "", ()), strict=True))[language]
