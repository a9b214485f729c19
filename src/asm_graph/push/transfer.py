"""Transfer of a release to a remote engine, several graphs at once, so that it can be resumed.

The mark of the release that the engine held is withdrawn first, and that of the new one written last: a
server in front answers from a whole release or not at all. A graph whose digest and count are the engine's
already is left as it is, whether an earlier attempt loaded it or an earlier release had the same.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asm_graph.engine.remote import release_marker as mark
from asm_graph.engine.remote.address import EngineAddress
from asm_graph.engine.remote.release_marker import ReleaseMark, digest_triple
from asm_graph.messages import Message
from asm_graph.push.graph_loading import Facts, facts_of, loaded
from asm_graph.push.graph_store import DEFAULT, RemoteStore
from asm_graph.releases.content import silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from asm_graph.releases.content import Progress
    from asm_graph.releases.release import Release
    from asm_graph.settings import Settings

AT_ONCE = 4
"""Graphs that are loaded at once, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class PushSummary:
    """How many graphs were loaded, left in place, and removed."""

    loaded: int
    left: int
    removed: int


def push_to(
    url: str, release: Release, settings: Settings, progress: Progress = silent, at_once: int = AT_ONCE
) -> PushSummary:
    """Load a release into the engine at this query URL; servers in front of it get their query timeout.

    Raises:
        UsageError: the URL does not fit.
        ReleaseError: see `push`.
    """
    with RemoteStore(EngineAddress.of(url, settings)) as remote:
        return push(release, remote, settings.query_seconds + mark.SECONDS, progress, at_once)


def push(
    release: Release,
    remote: RemoteStore,
    pause: float,
    progress: Progress = silent,
    at_once: int = AT_ONCE,
) -> PushSummary:
    """Load a release, so many graphs at once, and mark it as complete.

    `pause` is how many seconds servers in front have to finish their answers, after another release loses
    its mark.

    Raises:
        ReleaseError: the release does not open.
        PushFailed: the engine does not take it; the mark is not written, and the next push goes on there.
    """
    progress(Message("reading the release"))
    store = release.store()
    graphs = {name: facts_of(store, name) for name in (*sorted(release.manifest.graphs), DEFAULT)}
    before = ReleaseMark.read(remote.triples(mark.GRAPH))
    whole = {name: facts.digest for name, facts in graphs.items() if _is_there(remote, before, name, facts)}
    gone = tuple(name for name in before.digests if name not in graphs)
    missing = tuple(name for name in graphs if name not in whole)
    if missing or gone or before.release != release.name:
        _withdraw(remote, before, {**dict.fromkeys((*gone, *missing), ""), **whole}, pause, progress)
        _load(store, remote, {name: graphs[name] for name in missing}, at_once, progress)
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


def _load(
    store: Store, remote: RemoteStore, graphs: Mapping[str, Facts], at_once: int, progress: Progress
) -> None:
    """Load graphs, and mark each as complete when it is."""
    for number, name in enumerate(loaded(store, remote, graphs, at_once), 1):
        remote.add(mark.GRAPH, digest_triple(name, graphs[name].digest))
        progress(
            Message(
                "graph {number} of {count}: {graph}",
                number=number,
                count=len(graphs),
                graph=name or Message("the default graph"),
            )
        )
