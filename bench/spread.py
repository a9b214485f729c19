"""A build whose work is spread: over processes of this machine, and over workers of Dask on it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bench.growth import Tables
from bench.pieces import Remark, Table
from bench.processes import Peak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.pieces import Piece
    from bench.workspace import Workspace

_SHARE = 6
_WAYS = {
    "one process": "one",
    "processes of this machine": "processes",
    "Dask, one worker": "dask-1",
    "Dask, two workers": "dask-2",
}


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Build a part of the federal programs in each way; the releases are to have as many quads."""
    folder = workspace.folder / "spread"
    Tables(_SHARE).write(folder / "sources", 1)
    rows, quads = [], set()
    for name, way in _WAYS.items():
        if workspace.left < 20:
            yield Remark(f"{name}: no time was left in this part.")
            continue
        row, count = _built(name, way, folder)
        rows.append(row)
        quads.add(count)
    yield Table(
        f"A build of one federal program in {_SHARE}, in several ways",
        ("way", "quads", "s", "processor s", "MB"),
        tuple(rows),
    )
    yield Remark("All ways made as many quads." if len(quads) == 1 else f"Ways made other quads: {quads}.")


def _built(name: str, way: str, folder: Path) -> tuple[tuple[str, ...], int]:
    out = folder / f"releases-{way}"
    command = [sys.executable, "-m", "bench.spread_build", way, str(out), str(folder / "sources")]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = Peak(process.pid)
        peak.start()
        printed, told = process.communicate()
    taken = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{name}: {told[-500:]}")
    quads, used = printed.split()[-2:]
    shutil.rmtree(out)
    row = (name, f"{int(quads):,}", f"{taken:.1f}", f"{float(used):.1f}", f"{peak.end() / 1e6:,.0f}")
    return row, int(quads)
