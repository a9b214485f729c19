"""Names of things and terms for a reader, and the addresses where a reader can follow them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from pyoxigraph import Literal, NamedNode

from asm_graph.messages.layout_names import layout_names
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.names import best_name
from asm_graph.rdf.vocabulary import ASM, PREFIXES, Base
from asm_graph.results import prefixed_name
from asm_graph.results.short_texts import shorten
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.services.kept_names import Naming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.vocabulary import Language

EXTENSIONS = ("html", "ttl", "jsonld", "nt", "rdf")
_PATH = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_LONGEST_PATH = 500
_UNQUOTED = "/._~-"
_RULE = "https://w3id.org/asm-graph/shapes#"
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class EntityAddress:
    """The path of a thing under `/doc/`, and the extension that chooses a format, if any."""

    path: str
    extension: str | None

    @classmethod
    def read(cls, text: str) -> EntityAddress | None:
        """Parse a path; None where it cannot name a thing of ours (IRIs are ASCII slugs)."""
        if len(text) > _LONGEST_PATH or not _PATH.fullmatch(text):
            return None
        stem, _, extension = text.rpartition(".")
        return cls(stem, extension) if stem and extension in EXTENSIONS else cls(text, None)

    def thing(self, base: Base) -> NamedNode:
        """Return the IRI of the thing."""
        return base.id(self.path)

    def address(self, extension: str | None = None) -> str:
        """Where its page or, with an extension, one of its formats is on this server."""
        return f"/doc/{self.path}.{extension}" if extension else f"/doc/{self.path}"


def moved(path: str, query: str) -> str:
    """Where `/id/…` leads: whatever was asked, the answer is an address of this server."""
    target = f"/doc/{quote(path, safe=_UNQUOTED)}"
    return f"{target}?{query}" if query else target


def link_to(iri: str, base: Base) -> str | None:
    """Where a reader can follow an IRI: on this server if it is ours, else where it is; None if nowhere."""
    things = base.id("").value
    if iri.startswith(things):
        return f"/doc/{quote(iri.removeprefix(things), safe=_UNQUOTED)}"
    if iri.startswith(ASM.iri):
        return f"/ontology#{iri.removeprefix(ASM.iri)}"
    if iri.startswith(_RULE):
        return f"/audit?{urlencode({'rule': iri.removeprefix(_RULE)})}"
    return iri if iri.startswith(_WEB) and not iri.startswith(base.iri) else None


_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the language of its text; with the statement it was taken from, if any."""

    text: str
    language: str | None = None
    property: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A thing by name, and its address."""

    iri: str
    name: Name
    address: str | None


_UNNAMED = Naming()
_UNIT = re.compile(r".*/id/unit/ramo-(?P<branch>[0-9]+)/(?P<code>[a-z0-9]+)")
"""The IRI of a unit that is known by its code in a budget branch."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of things (from a description) and of terms (from the ontology), for one reader."""

    things: Mapping[NamedNode, Naming]
    terms: Mapping[NamedNode, Naming]
    language: Language
    base: Base

    def link(self, thing: NamedNode) -> Link:
        """Link a thing by its best name; one without a name by its class and the end of its IRI."""
        address = link_to(thing.value, self.base)
        naming = self.things.get(thing) or self.terms.get(thing) or _UNNAMED
        name = _best(naming, self.language)
        if name is None:
            return Link(thing.value, self._unnamed(thing, naming), address)
        return Link(thing.value, self._spelled(thing, name), address)

    def _spelled(self, thing: NamedNode, name: Name) -> Name:
        """Say what a unit is of which documents give only the code; any other name stays."""
        unit = _UNIT.fullmatch(thing.value)
        if unit is None or name.text.casefold() != unit["code"]:
            return name
        said = words_in(self.language)["unit_by_code"]
        return Name(said.format(code=name.text, branch=unit["branch"]))

    def term(self, term: NamedNode) -> Name:
        """Name a property or class by its label; those of standards are named here."""
        named = _best(self.terms.get(term) or self.things.get(term) or _UNNAMED, self.language)
        short = prefixed_name(term.value, PREFIXES)
        return named or Name(_standard_terms().get(short, {}).get(self.language, short))

    def _unnamed(self, thing: NamedNode, naming: Naming) -> Name:
        ours = thing.value.startswith(self.base.id("").value)
        if not ours:
            return self.term(thing)
        kind = self.term(naming.classes[0]).text if naming.classes else ""
        return Name(f"{kind} {self.base.local(thing)}".strip())


def _best(naming: Naming, language: Language) -> Name | None:
    """Return the best of its names, else of those composed for it."""
    found = best_name(naming.names or [(None, literal) for literal in naming.composed], language)
    if found is None:
        return None
    prop, literal = found
    return Name(literal.value, literal.language, prop.value if prop else None)


def cut(text: str, longest: int = _LONGEST) -> str:
    """Shorten a text to whole words within the length of a name."""
    return shorten(text, longest)


def part_names(part: NamedNode, layout: str) -> tuple[Literal, ...]:
    """Name a part of a document by its layout, in each language; the second of a layout has its number.

    >>> part = NamedNode("https://w3id.org/asm-graph/id/document/informe/part/covering-letter-2")
    >>> part_names(part, "covering-letter")[0].value
    'Oficio de envío (2)'
    """
    number = last_step(part.value).removeprefix(f"{layout}-")
    after = f" ({number})" if number.isdecimal() and number != "1" else ""
    said = layout_names().get(layout, {})
    return tuple(Literal(f"{name}{after}", language=language) for language, name in said.items())


@cache
def _standard_terms() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))
