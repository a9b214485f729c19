"""The namespaces of the graph and the IRIs of its entities (the vocabulary contract)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from pyoxigraph import NamedNode

from asm_graph.errors import UsageError
from asm_graph.messages import Message
from asm_graph.rdf import iris


@dataclass(frozen=True, slots=True)
class Namespace:
    """A prefix of IRIs; calling it with a local name makes the term.

    >>> ASM("Program").value
    'https://w3id.org/asm-graph/ontology#Program'
    """

    iri: str

    def __call__(self, local: str) -> NamedNode:
        """Return the term with this local name."""
        return _term(self.iri, local)


@lru_cache(maxsize=4096)
def _term(iri: str, local: str) -> NamedNode:
    """Make a term; the same few are asked for with every row of a table."""
    return NamedNode(iri + local)


ASM = Namespace("https://w3id.org/asm-graph/ontology#")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QB = Namespace("http://purl.org/linked-data/cube#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SDG = Namespace("http://metadata.un.org/sdg/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
VOID = Namespace("http://rdfs.org/ns/void#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES = {
    "asm": ASM.iri,
    "cpsv": CPSV.iri,
    "dcat": DCAT.iri,
    "dct": DCT.iri,
    "foaf": FOAF.iri,
    "oa": OA.iri,
    "org": ORG.iri,
    "owl": OWL.iri,
    "prov": PROV.iri,
    "qb": QB.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "sh": SH.iri,
    "skos": SKOS.iri,
    "void": VOID.iri,
    "xsd": XSD.iri,
}
"""The prefixes of every Turtle file that is written."""


def named(curie: str) -> NamedNode:
    """Make the term that a CURIE names.

    >>> named("asm:text") == ASM("text")
    True
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


Language = Literal["es", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("es", "en")
"""The languages that every text of the knowledge comes in; the first is the default."""

DEFAULT_BASE = "https://w3id.org/asm-graph/"
_BASE = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\/?#]+/(?:[^\x00-\x20<>\"{}|^`\\?#]*/)?")


@dataclass(frozen=True, slots=True)
class Base:
    """Where entities (`id/`) and named graphs (`graph/`) live; a build setting.

    Raises:
        UsageError: it is no absolute address of the web that ends in `/`.
    """

    iri: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Refuse a base that no IRI can begin with."""
        if not _BASE.fullmatch(self.iri):
            raise UsageError(
                Message(
                    "{iri}: is no base of IRIs; give an address that begins with http:// or https:// "
                    "and ends in /, such as {example}.",
                    iri=self.iri,
                    example=DEFAULT_BASE,
                )
            )

    def id(self, path: str) -> NamedNode:
        """Make the IRI of an entity from its path, which a function of `iris` builds."""
        return NamedNode(f"{self.iri}id/{path}")

    def written_id(self, path: str) -> str:
        """Write the IRI of an entity as N-Quads does."""
        return f"<{self.iri}id/{path}>"

    def graph(self, path: str) -> NamedNode:
        """Make the IRI of a named graph from its name, such as `iris.REFERENCE`."""
        return NamedNode(f"{self.iri}graph/{path}")

    def code(self, scheme: str, notation: str) -> NamedNode:
        """Make the IRI of an entry of a code list."""
        return self.id(iris.code(scheme, notation))

    def local(self, node: NamedNode) -> str:
        """Return the path of an entity: its IRI without the base."""
        return node.value.removeprefix(f"{self.iri}id/")
