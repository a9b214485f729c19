"""More cores: our server and Oxigraph's kept to one processor and to two."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bench.load import in_turn
from bench.pieces import Reached, Remark, Table, ratios, shown
from bench.processes import own_processor_seconds, pinned
from bench.servers import our_server, oxigraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.releases import Release
    from bench.load import Asked, Batches
    from bench.pieces import Piece

_SECONDS = 3


def scaling(release: Release, folder: Path, batches: Batches) -> Iterator[Piece]:
    """Ask short queries of servers that are kept to one processor and of others that have two."""
    processors = sorted(os.sched_getaffinity(0))
    if len(processors) < 2:
        yield Remark("There is one processor only, so that two were not held against one.")
        return
    found: dict[str, list[Asked]] = {}
    accepting = 0.0
    for count in (1, 2):
        with (
            pinned(processors[:count]),
            our_server(release, cache_bytes="0") as ours,
            oxigraph(release) as peer,
        ):
            before = own_processor_seconds(ours.process.pid)
            with pinned(processors):
                told = in_turn((ours, peer), batches.next, folder, clients=8, seconds=_SECONDS)
            accepting = own_processor_seconds(ours.process.pid) - before
            found |= {f"{name}, {count}": each for name, each in told.items()}
    rows = tuple(
        (*name.split(", "), shown([one.rate for one in each]), shown([one.microseconds for one in each]))
        for name, each in found.items()
    )
    columns = ("server", "processors", "answers a second", "processor µs an answer")
    yield Table("Short queries, uncached, 8 clients, servers kept to one processor and to two", columns, rows)
    one, two = ([each.rate for each in found[f"ours, {count}"]] for count in (1, 2))
    yield Reached("cores", ratios(two, one), "wrk itself takes a part of one processor")
    answers = sum(each.load.answers for each in found["ours, 2"])
    yield Remark(
        f"On two processors the first process of our server, which accepts connections, took "
        f"{1e6 * accepting / max(1, answers):.1f} µs of processor an answer."
    )
