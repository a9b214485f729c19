"""From the path of an address to a thing's IRI, and from an IRI to where a reader can go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from asm_graph.rdf.vocabulary import ASM, Base

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

EXTENSIONS = ("html", "ttl", "jsonld", "nt", "rdf")
_PATH = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_LONGEST = 500
_UNQUOTED = "/._~-"
_RULE = "https://w3id.org/asm-graph/shapes#"
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Place:
    """The path of a thing under `/doc/`, and the extension that chooses a format, if any."""

    path: str
    extension: str | None

    @classmethod
    def read(cls, text: str) -> Place | None:
        """Parse a path; None where it cannot name a thing of ours (IRIs are ASCII slugs)."""
        if len(text) > _LONGEST or not _PATH.fullmatch(text):
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
