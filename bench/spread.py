"""Work spread over processes of this machine, and over workers of Dask on it: reading, and whole builds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bench.builds import built
from bench.growth import Tables
from bench.pieces import Remark, Table
from bench.processes import watched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from bench.pieces import Piece
    from bench.workspace import Workspace

_SHARE, _COPIES = 8, 2
"""One program in so many, twice: large enough that each table is read in some shares."""
_BUILT_SHARE = 64
"""Of a whole build, most of the time is the same however small its tables are."""
_WAYS = {
    "one process": "one",
    "processes of this machine": "processes",
    "Dask, one worker": "dask-1",
    "Dask, two workers": "dask-2",
}
_BUILD_SECONDS = 40


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Read tables in each way and compare the graphs; build a few programs if there is time."""
    folder = workspace.sub("spread")
    yield from _read(folder)
    if workspace.left > _BUILD_SECONDS:
        yield from _built(folder)


def _read(folder: Path) -> Iterator[Piece]:
    """Read the tables, which is what is spread by document and within large tables."""
    tables = Tables(_SHARE)
    tables.write(folder / "sources", _COPIES)
    title = f"Reading one program in {_SHARE} of {tables.name}, {_COPIES} copies, in several ways"
    columns = ("way", "quads", "s with its start", "s once started", "processor s", "of the busiest process")
    rows, graphs = [], set()
    for name, way in _WAYS.items():
        arguments = [way, str(folder / f"reading-{way}"), str(folder / "sources")]
        digest, quads, *told = watched(
            [sys.executable, "-m", "bench.one_reading", *arguments]
        ).printed.split()
        graphs.add(digest)
        rows.append((name, f"{int(quads):,}", *(f"{float(one):.1f}" for one in told)))
        yield Table(title, columns, tuple(rows))
    yield _compared(graphs, "graphs, byte for byte")


def _built(folder: Path) -> Iterator[Piece]:
    """Build whole releases without a cluster and on one."""
    tables = Tables(_BUILT_SHARE)
    tables.write(folder / "built", 1)
    rows, quads = [], set()
    for name in ("processes of this machine", "Dask, two workers"):
        one = built([folder / "built"], folder / f"releases-{_WAYS[name]}", _WAYS[name])
        quads.add(one.quads)
        figures = (f"{one.seconds:.1f}", f"{one.processor_seconds:.1f}", f"{one.megabytes:,.0f}")
        rows.append((name, f"{one.quads:,}", *figures))
        title = f"A build of one program in {_BUILT_SHARE} of {tables.name}"
        yield Table(title, ("way", "quads", "s", "processor s", "MB"), tuple(rows))
    yield _compared(quads, "number of quads")


def _compared(found: Collection[object], what: str) -> Remark:
    return Remark(
        f"All ways made the same {what}."
        if len(found) == 1
        else f"The ways differ in the {what}: {', '.join(map(str, found))}."
    )
