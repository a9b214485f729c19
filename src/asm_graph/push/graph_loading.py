"""Graphs of a release, loaded into a remote engine: in chunks, several graphs at once."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import filterfalse, islice
from threading import Event, Lock
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Triple, serialize

from asm_graph.errors import PushFailed
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from asm_graph.push.graph_store import RemoteStore

_CHUNK = 50_000
"""Triples in a request: some 8 MB."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells whether a graph is complete: the number and a digest of its triples.

    `has_blanks` says whether blank nodes are in it.
    """

    count: int
    digest: str
    has_blanks: bool


def facts_of(store: Store, name: str) -> Facts:
    """Read a graph once; a fixed order gives the same triples the same digest."""
    digest, count, has_blanks, triples = hashlib.sha256(), 0, False, _triples(store, name)
    while chunk := list(islice(triples, _CHUNK)):
        count += len(chunk)
        has_blanks = has_blanks or any(map(_is_blank, chunk))
        digest.update(_n_triples(chunk))
    return Facts(count, digest.hexdigest(), has_blanks)


def loaded(store: Store, remote: RemoteStore, graphs: Mapping[str, Facts], at_once: int) -> Iterator[str]:
    """Load graphs, so many at once and the largest first, and yield the name of each when it is there whole.

    When one of them fails, or whoever asks has enough, no other request is begun, and those under way end.

    Raises:
        PushFailed: the engine does not take a graph.
    """
    load = _Load(store, remote)
    largest_first = sorted(graphs, key=lambda name: -graphs[name].count)
    with ThreadPoolExecutor(at_once, "push") as pool:
        loads = {pool.submit(load, name, graphs[name]): name for name in largest_first}
        try:
            for done in as_completed(loads):
                done.result()
                yield loads[done]
        finally:
            load.stop()
            pool.shutdown(cancel_futures=True)


class _Load:
    """Loads graphs, each in a thread of its own.

    The first request goes alone. It has most of the languages and datatypes that there are, and Virtuoso
    refuses one of two requests that bring it the same new one at the same time.
    """

    def __init__(self, store: Store, remote: RemoteStore) -> None:
        self._store = store
        self._remote = remote
        self._stopped, self._begun = Event(), Lock()
        self._first_is_there = Event()

    def stop(self) -> None:
        """Have no other request begun."""
        self._stopped.set()
        self._first_is_there.set()

    def __call__(self, name: str, facts: Facts) -> None:
        """Load one graph and count it."""
        is_first = self._begun.acquire(blocking=False)
        if not is_first:
            self._first_is_there.wait()
        send = self._remote.put
        for chunk in _chunks(self._store, name, has_blanks=facts.has_blanks):
            if self._stopped.is_set():
                return
            send(name, chunk)
            self._first_is_there.set()
            send = self._remote.add
        count = self._remote.count(name)
        if count != facts.count:
            raise PushFailed(
                Message(
                    "{graph}: the engine has {count:,} triples in place of {due:,}; see whether "
                    "something else writes there, or its default graph is the union of all others.",
                    graph=name or Message("the default graph"),
                    count=count,
                    due=facts.count,
                )
            )


def _chunks(store: Store, name: str, *, has_blanks: bool) -> Iterator[bytes]:
    """Yield a graph as N-Triples, in at least one chunk.

    Triples with blank nodes all go first: their labels mean something within one request only.
    """
    first = list(filter(_is_blank, _triples(store, name))) if has_blanks else []
    rest = filterfalse(_is_blank, _triples(store, name))
    first += islice(rest, max(0, _CHUNK - len(first)))
    yield _n_triples(first)
    while chunk := list(islice(rest, _CHUNK)):
        yield _n_triples(chunk)


def _triples(store: Store, name: str) -> Iterator[Triple]:
    graph = NamedNode(name) if name else DefaultGraph()
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


def _is_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _n_triples(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
