"""`python -m bench.one_reading WAY OUT SOURCE…` reads documents to graphs, the first stage of a build, twice.

It writes the hash of all graphs and the number of their quads; the seconds of the first reading, for which
the processes of a way have to start; those of the second, for which they are there, as those of a cluster
are; and of the second the processor seconds of all processes, and of the one that worked most. The ways are
those of `bench.one_build`.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.build.gather import BuildCache, gather, workers
from asm_graph.build.source_files import source_files
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import silent
from bench.one_build import executor_of
from bench.processes import family, own_processor_seconds

if TYPE_CHECKING:
    from asm_graph.build.gather import GatheredDocuments


def main(way: str, out: str, *sources: str) -> None:
    """Read them twice, each time from nothing."""
    files = source_files(map(Path, sources))
    seconds, found = [], set()
    with ExitStack() as running:
        began = time.monotonic()
        executor = running.enter_context(workers(executor_of(way, running), files))
        for turn in ("first", "second"):
            before = _used()
            cache = BuildCache(Path(out) / turn, Knowledge.default(), Base(), "bench")
            found.add(_digest(gather(files, cache, silent, executor)))
            seconds.append(time.monotonic() - began)
            began = time.monotonic()
        # Asked here, where the processes that were started are still there.
        used = [after - before.get(process, 0) for process, after in _used().items()]
    ((digest, quads),) = found
    sys.stdout.write(f"{digest} {quads} {seconds[0]} {seconds[1]} {sum(used)} {max(used)}\n")


def _used() -> dict[int, float]:
    """Return the processor seconds of this process and of all below it, each alone."""
    return {process: own_processor_seconds(process) for process in family(os.getpid())}


def _digest(gathered: GatheredDocuments) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    for document in gathered.documents:
        data = document.path.read_bytes()
        digest.update(data)
        count += data.count(b"\n")
    return digest.hexdigest(), count


if __name__ == "__main__":
    main(*sys.argv[1:])
