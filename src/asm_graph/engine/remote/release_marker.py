"""The small graph in which a remote engine records the release it holds: written by `push`, read by `serve`.

It names the release that is whole in the engine, last of all; without that there is none. Besides, it names
each graph that was pushed, with a digest of its triples once they are all there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from asm_graph.rdf.vocabulary import XSD, Namespace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.results import Rows

GRAPH = "urn:asm-graph:push"
SECONDS = 1.0
"""How old a server's knowledge of the mark may be."""
MARK_QUERY = "SELECT ?s ?p ?o { VALUES ?s { <urn:asm-graph:push> } ?s ?p ?o }"
ALL_QUERY = "SELECT ?s ?p ?o { ?s ?p ?o }"
_TERMS = Namespace(f"{GRAPH}#")
_MARK, _DEFAULT = NamedNode(GRAPH), _TERMS("default")


@dataclass(frozen=True, slots=True)
class ReleaseMark:
    """The complete release, if any, since when (UTC), and the graphs with their digests.

    The default graph has no name: its key is empty. A digest is empty as long as its graph is not whole.
    """

    release: str | None = None
    since: dt.datetime | None = None
    digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, rows: Rows) -> ReleaseMark:
        """Read the mark from the answer to a query above; a damaged one names no release."""
        facts = {(str(s), str(p)): o.value for s, p, o in rows.rows if isinstance(o, Literal)}
        since = facts.get((str(_MARK), str(_TERMS("since"))))
        digests = {
            "" if s == _DEFAULT else s.value: facts.get((str(s), str(_TERMS("digest"))), "")
            for s, p, _ in rows.rows
            if p == _TERMS("pushed") and isinstance(s, NamedNode)
        }
        return cls(
            facts.get((str(_MARK), str(_TERMS("release")))) if since else None,
            dt.datetime.fromisoformat(since) if since else None,
            digests,
        )

    def n_triples(self) -> bytes:
        """Serialize the mark as N-Triples."""
        return _bytes(self._triples())

    def _triples(self) -> Iterator[Triple]:
        for graph, digest in self.digests.items():
            node = NamedNode(graph) if graph else _DEFAULT
            yield Triple(node, _TERMS("pushed"), Literal(value=True))
            if digest:
                yield _digest(graph, digest)
        if self.release is not None and self.since is not None:
            yield Triple(_MARK, _TERMS("release"), Literal(self.release))
            yield Triple(_MARK, _TERMS("since"), Literal(self.since.isoformat(), datatype=XSD("dateTime")))


def digest_triple(graph: str, digest: str) -> bytes:
    """Make the triple that says that a graph is complete."""
    return _bytes([_digest(graph, digest)])


def _digest(graph: str, digest: str) -> Triple:
    return Triple(NamedNode(graph) if graph else _DEFAULT, _TERMS("digest"), Literal(digest))


def _bytes(triples: Iterator[Triple] | list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
