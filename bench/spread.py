"""A build whose work is spread: over processes of this machine, and over workers of Dask on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.builds import built
from bench.growth import Tables
from bench.pieces import Remark, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.pieces import Piece
    from bench.workspace import Workspace

_SHARE = 16
_WAYS = {
    "one process": "one",
    "processes of this machine": "processes",
    "Dask, one worker": "dask-1",
    "Dask, two workers": "dask-2",
}


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Build a part of the programs in each way, and compare the numbers of quads."""
    folder = workspace.sub("spread")
    tables = Tables(_SHARE)
    tables.write(folder / "sources", 1)
    title = f"A build of one program in {_SHARE} of {tables.name}, in several ways"
    rows, quads = [], set()
    for name, way in _WAYS.items():
        one = built([folder / "sources"], folder / f"releases-{way}", way)
        quads.add(one.quads)
        figures = (f"{one.seconds:.1f}", f"{one.processor_seconds:.1f}", f"{one.megabytes:,.0f}")
        rows.append((name, f"{one.quads:,}", *figures))
        yield Table(title, ("way", "quads", "s", "processor s", "MB"), tuple(rows))
    yield Remark(
        "All ways made the same number of quads."
        if len(quads) == 1
        else f"The ways made different numbers of quads: {', '.join(f'{one:,}' for one in sorted(quads))}."
    )
