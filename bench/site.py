"""Pages and questions of the whole federal graph, as a server without caches answers them, and the export."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bench.pages import measure as pages
from bench.pieces import Reached, Remark, Table
from bench.processes import processor_seconds
from bench.sources import federal_release

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.pages import PageFigures
    from bench.pieces import Piece
    from bench.workspace import Workspace

_QUESTION = "question "
_FOUND = ("search", "facets")
"""What the names of kinds have that are search and facets."""
_RESERVE = 20
"""Seconds that are left to the part after the export."""


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Ask for pages of every kind, then export the site."""
    release = federal_release(workspace)
    if release is None:
        yield Remark(
            "There is no release of the federal tables to ask: the part `building` makes one in the same "
            "run, and `--releases FOLDER` names one that is there."
        )
        return
    figures = pages(release)
    columns = ("page", "asked", "first ms", "p50 ms", "p95 ms", "processor ms", "failed")
    quads = f"{release.manifest.quads:,} quads"
    yield Table(f"Pages, uncached, one client, {quads}", columns, tuple(map(_row, figures)))
    questions = [one for one in figures if one.name.startswith(_QUESTION)]
    others = [one for one in figures if not one.name.startswith(_QUESTION)]
    yield _slowest("pages", others, [one.p95 for one in others])
    found = [one for one in others if any(word in one.name for word in _FOUND)]
    yield _slowest("search", found, [one.p95 for one in found])
    yield _slowest("questions-warm", questions, [one.p95 for one in questions])
    yield _slowest("questions-first", questions, [one.first / 1000 for one in questions])
    yield _exported(release.path.parent, workspace)


def _row(one: PageFigures) -> tuple[str, ...]:
    times = (f"{each:,.0f}" for each in (one.first, one.median, one.p95, one.processor))
    return (one.name, str(one.count), *times, str(one.failed))


def _slowest(goal: str, kinds: Sequence[PageFigures], times: Sequence[float]) -> Reached:
    """Return the longest time, with the kinds that take it."""
    if not kinds:
        return Reached(goal, (), "no page of the kind")
    longest = sorted(zip(times, (one.name for one in kinds), strict=True), reverse=True)
    failed = sum(one.failed for one in kinds)
    note = f"of {len(kinds)} kinds, the slowest: {', '.join(name for _, name in longest[:3])}"
    return Reached(goal, (longest[0][0],), f"{note}; {failed} failed" if failed else note)


def _exported(releases: Path, workspace: Workspace) -> Reached:
    """Export the site for as long as there is time, and count its files."""
    folder, seconds = workspace.folder / "site", workspace.left - _RESERVE
    command = [sys.executable, "-m", "asm_graph", "export-site", str(folder), "--releases", str(releases)]
    if seconds <= _RESERVE:
        return Reached("export", (), "no time was left in this part")
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
            whole = True
        except subprocess.TimeoutExpired:
            whole = False
        used, taken = processor_seconds(process.pid), time.perf_counter() - start
        process.terminate()
    # An export that is not whole is written beside its folder.
    files = sum(len(names) for path in workspace.folder.glob("*site*") for _, _, names in os.walk(path))
    if not files:
        return Reached("export", (), f"nothing was written in {taken:.0f} s")
    note = f"{files:,} files in {taken:.0f} s" + ("" if whole else f", not whole, {used:.0f} s of processor")
    return Reached("export", (files / taken,), note)
