"""A process that parses one page of a stranger's catalog: RDF in, datasets as JSON out.

Started as `python -m asm_graph.harvest.page_reader MEDIA_TYPE MEMORY SECONDS`. A parser that runs out of
memory, by entities that multiply or brackets without end, ends this process only; it has no network.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from asm_graph.confinement import confine, end_after, silence
from asm_graph.rdf.vocabulary import DCAT, DCT, RDF, Namespace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    Node = NamedNode | BlankNode

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
_VIEWS = (HYDRA("PartialCollectionView"), HYDRA("PagedCollection"))
_NEXT = (HYDRA("next"), HYDRA("nextPage"))
_MOST_STEPS = 3
"""From a dataset to its distributions, to their checksums, to what these say."""


def page_of(content: bytes, media_type: str) -> dict[str, object]:
    """Return the datasets of a page and the address of the next, or what is wrong with the page.

    RDF/XML is what CKAN takes for a media type that it does not know.
    """
    store = Store()
    rdf_format = RdfFormat.from_media_type(media_type) if media_type else None
    try:
        store.bulk_load(content, rdf_format or RdfFormat.RDF_XML)
    except (SyntaxError, ValueError) as error:
        return {"error": str(error)}
    datasets = {}
    for quad in store.quads_for_pattern(None, RDF("type"), DCAT("Dataset")):
        if isinstance(quad.subject, NamedNode | BlankNode):
            identifier = _identifier(store, quad.subject)
            datasets[identifier] = _found(store, quad.subject)
    return {"datasets": datasets, "next": _next(store)}


def _identifier(store: Store, node: Node) -> str:
    """Return the IRI, else the identifier, else the title: what CKAN recognizes a dataset by."""
    return (
        node.value
        if isinstance(node, NamedNode)
        else (_text(store, node, "identifier") or _title(store, node))
    )


def _found(store: Store, node: Node) -> dict[str, object]:
    said = sorted({_erased(triple) for triple in _description(store, node)})
    return {
        "title": _title(store, node),
        "distributions": len(set(store.quads_for_pattern(node, DCAT("distribution"), None))),
        "digest": hashlib.sha256("\n".join(said).encode()).hexdigest(),
    }


def _description(store: Store, node: Node) -> Iterator[Triple]:
    """Return the triples of a dataset, its blank nodes and its distributions."""
    steps, known = [node], {node}
    for _ in range(_MOST_STEPS):
        following: list[Node] = []
        for one in steps:
            for quad in store.quads_for_pattern(one, None, None):
                yield quad.triple
                value = quad.object
                inner = quad.predicate == DCAT("distribution") or isinstance(value, BlankNode)
                if inner and isinstance(value, NamedNode | BlankNode) and value not in known:
                    known.add(value)
                    following.append(value)
        steps = following


def _erased(triple: Triple) -> str:
    """Write a triple without blank node labels, which differ between responses."""
    return " ".join("_" if isinstance(term, BlankNode) else str(term) for term in triple)


def _title(store: Store, node: Node) -> str:
    """Return the title in Spanish, where it is said in several languages: portals of Mexico show that one."""
    return _text(store, node, "title") or "(untitled)"


def _text(store: Store, node: Node, name: str) -> str:
    said = store.quads_for_pattern(node, DCT(name), None)
    texts = [quad.object for quad in said if isinstance(quad.object, Literal)]
    return min(((one.language != "es", one.value) for one in texts), default=(True, ""))[1]


def _next(store: Store) -> str | None:
    views = (quad.subject for kind in _VIEWS for quad in store.quads_for_pattern(None, RDF("type"), kind))
    for view in views:
        for prop in _NEXT:
            for quad in store.quads_for_pattern(view, prop, None):
                return str(getattr(quad.object, "value", ""))
    return None


if __name__ == "__main__":
    _, given_type, memory, seconds = sys.argv
    confine(int(memory))
    end_after(float(seconds))
    silence()
    sys.stdout.write(json.dumps(page_of(sys.stdin.buffer.read(), given_type)))
