"""`python -m bench.one_build WAY OUT SOURCE…` builds a release; writes its quads and its processor seconds.

The ways: `processes`, as the command does; `one`, all work on a single thread; `dask-N`, by N workers of Dask
on this machine.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph import build
from bench.processes import processor_seconds

if TYPE_CHECKING:
    from concurrent.futures import Executor


def main(way: str, out: str, *sources: str) -> None:
    """Build it."""
    with ExitStack() as running:
        release = build(list(map(Path, sources)), Path(out), executor=executor_of(way, running))
        # Asked here, where the processes that the build has started are still its own.
        sys.stdout.write(f"{release.manifest.quads} {processor_seconds(os.getpid())}\n")


def executor_of(way: str, running: ExitStack) -> Executor | None:
    """Return what does the work in a way, which runs as long as the stack; None for what the command does."""
    name, _, count = way.partition("-")
    if name == "dask":
        # Importing Dask takes half a second, which the other ways are spared.
        from distributed import Client, LocalCluster  # noqa: PLC0415

        cluster = running.enter_context(
            LocalCluster(n_workers=int(count), threads_per_worker=1, dashboard_address=None)
        )
        executor: Executor = running.enter_context(Client(cluster)).get_executor()
        return executor
    return running.enter_context(ThreadPoolExecutor(1)) if name == "one" else None


if __name__ == "__main__":
    main(*sys.argv[1:])
