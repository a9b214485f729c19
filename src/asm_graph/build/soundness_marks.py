"""Which documents need no check of integrity: those of which nothing has changed that decides about it.

A document that was found sound leaves a mark, an empty file named by all that its check looks at: what the
document states, the rules, what the registers say of the nodes that it mentions, and of which class and code
list these and the nodes that the registers name with them are. Excerpts are nodes of their own document only.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from asm_graph.atomic_files import writing_whole
from asm_graph.checks.graph_tables import IDENTITY
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.nquads import graph_of, triple_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from asm_graph.build.document_cache import DocumentGraph
    from asm_graph.kept_files import KeptFiles
    from asm_graph.rdf.vocabulary import Base

_IDENTITY = frozenset(str(predicate).encode() for predicate in IDENTITY)


class Surroundings:
    """What the graphs of a build say of nodes that documents mention, as it stands in their files.

    `common` are the files of what no document states.
    """

    def __init__(self, documents: Sequence[DocumentGraph], common: Iterable[Path], base: Base) -> None:
        reference, sources = (
            base.graph(iris.REFERENCE).value,
            base.graph(document_iris.source_graph("")).value,
        )
        self._registered: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self._identity: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for path in common:
            with path.open("rb") as lines:
                for line in lines:
                    subject, predicate, _ = line.split(b" ", 2)
                    if graph_of(line) == reference:
                        self._registered[subject].append(triple_of(line))
                    if predicate in _IDENTITY:
                        self._identity[subject].append(triple_of(line))
        for document in documents:
            with document.extract(IDENTITY, within=sources).open("rb") as lines:
                for line in lines:
                    self._identity[line.partition(b" ")[0]].append(triple_of(line))

    def mark(self, document: DocumentGraph, kept: KeptFiles) -> Path:
        """Return the file that marks a document as sound."""
        digest = sha256()
        for node in mentioned(document).read_bytes().splitlines():
            registered = self._registered.get(node, ())
            named = [statement.split(b" ", 2)[2] for statement in registered]
            for statement in (*registered, *chain.from_iterable(map(self._said, (node, *named)))):
                digest.update(statement + b"\n")
        return kept.path((document.path.name, digest.hexdigest()), ".conforms")

    def _said(self, node: bytes) -> list[bytes]:
        """Return the classes and code lists of a node, whatever number of graphs state them."""
        return sorted(set(self._identity.get(node, ())))


def mentioned(document: DocumentGraph) -> Path:
    """Return a file of the nodes that a document mentions, one a line, which is kept beside its graph."""
    path = document.path.with_suffix(".mentioned")
    if not path.exists():
        with document.path.open("rb") as lines, writing_whole(path) as partial:
            terms = (line.split(b" ", 2) for line in lines)
            found = {node for subject, _, rest in terms for node in (subject, rest.partition(b" ")[0])}
            nodes = sorted(node for node in found if node.startswith(b"<"))
            partial.write_bytes(b"\n".join(nodes))
    return path
