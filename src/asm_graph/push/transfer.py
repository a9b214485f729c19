"""Transfer of a release to a remote engine, graph by graph, so that it can be resumed.

The mark of the release that the engine held is withdrawn first, and that of the new one written last: a
server in front answers from a whole release or not at all. A graph whose digest and count are the engine's
already is left as it is, whether an earlier attempt loaded it or an earlier release had the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from dataclasses import dataclass, replace
from itertools import filterfalse, islice
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat, Triple, serialize

from asm_graph.engine.remote import release_marker as mark
from asm_graph.engine.remote.address import EngineAddress
from asm_graph.engine.remote.release_marker import ReleaseMark, digest_triple
from asm_graph.errors import PushFailed
from asm_graph.messages import Message
from asm_graph.push.graph_store import DEFAULT, RemoteStore
from asm_graph.releases.content import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from asm_graph.releases.content import Progress
    from asm_graph.releases.release import Release
    from asm_graph.settings import Settings

_CHUNK = 50_000
"""Triples in a request: some 8 MB."""


@dataclass(frozen=True, slots=True)
class PushSummary:
    """How many graphs were loaded, left in place, and removed."""

    loaded: int
    left: int
    removed: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells whether a graph is complete: the number and a digest of its triples.

    `has_blanks` says whether blank nodes are in it.
    """

    count: int
    digest: str
    has_blanks: bool


def push_to(url: str, release: Release, settings: Settings, progress: Progress = silent) -> PushSummary:
    """Load a release into the engine at this query URL; servers in front of it get their query timeout.

    Raises:
        UsageError: the URL does not fit.
        ReleaseError: see `push`.
    """
    with RemoteStore(EngineAddress.of(url, settings)) as remote:
        return push(release, remote, settings.query_seconds + mark.SECONDS, progress)


def push(release: Release, remote: RemoteStore, pause: float, progress: Progress = silent) -> PushSummary:
    """Load a release and mark it as complete.

    `pause` is how many seconds servers in front have to finish their answers, after another release loses
    its mark.

    Raises:
        ReleaseError: the release does not open.
        PushFailed: the engine does not take it; the mark is not written, and the next push goes on there.
    """
    progress(Message("reading the release"))
    store = release.store()
    graphs = {name: _facts(store, name) for name in (*sorted(release.manifest.graphs), DEFAULT)}
    before = ReleaseMark.read(remote.triples(mark.GRAPH))
    whole = {name: facts.digest for name, facts in graphs.items() if _is_there(remote, before, name, facts)}
    gone = tuple(name for name in before.digests if name not in graphs)
    missing = tuple(name for name in graphs if name not in whole)
    if missing or gone or before.release != release.name:
        _withdraw(remote, before, {**dict.fromkeys((*gone, *missing), ""), **whole}, pause, progress)
        for number, name in enumerate(missing, 1):
            progress(
                Message(
                    "graph {number} of {count}: {graph}",
                    number=number,
                    count=len(missing),
                    graph=name or Message("the default graph"),
                )
            )
            _load(store, remote, name, graphs[name])
        for name in gone:
            remote.remove(name)
        digests = {name: facts.digest for name, facts in graphs.items()}
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        remote.put(mark.GRAPH, ReleaseMark(release.name, now, digests).n_triples())
    return PushSummary(len(missing), len(whole), len(gone))


def _is_there(remote: RemoteStore, before: ReleaseMark, name: str, facts: Facts) -> bool:
    return before.digests.get(name) == facts.digest and remote.count(name) == facts.count


def _withdraw(
    remote: RemoteStore, before: ReleaseMark, digests: Mapping[str, str], pause: float, progress: Progress
) -> None:
    """Mark no release as complete, and give servers time to notice."""
    remote.put(mark.GRAPH, replace(before, release=None, digests=dict(digests)).n_triples())
    if before.release is not None:
        progress(
            Message("waiting {pause:g} s for answers from {release}", pause=pause, release=before.release)
        )
        time.sleep(pause)


def _load(store: Store, remote: RemoteStore, name: str, facts: Facts) -> None:
    """Load one graph, count it, and mark it as complete."""
    send = remote.put
    for chunk in _chunks(store, name, has_blanks=facts.has_blanks):
        send(name, chunk)
        send = remote.add
    count = remote.count(name)
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
    remote.add(mark.GRAPH, digest_triple(name, facts.digest))


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


def _facts(store: Store, name: str) -> Facts:
    """Read a graph once; a fixed order gives the same triples the same digest."""
    digest, count, has_blanks, triples = hashlib.sha256(), 0, False, _triples(store, name)
    while chunk := list(islice(triples, _CHUNK)):
        count += len(chunk)
        has_blanks = has_blanks or any(map(_is_blank, chunk))
        digest.update(_n_triples(chunk))
    return Facts(count, digest.hexdigest(), has_blanks)


def _triples(store: Store, name: str) -> Iterator[Triple]:
    graph = NamedNode(name) if name else DefaultGraph()
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


def _is_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _n_triples(triples: list[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
