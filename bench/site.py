"""Pages and questions of the whole federal graph, asked for the first time, and the export of the site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from bench.pages import pages
from bench.pieces import Reached, Remark, Table
from bench.processes import processor_seconds
from bench.sources import federal_release

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.pages import PageFigures
    from bench.pieces import Piece
    from bench.workspace import Workspace

_EXPORT_SECONDS, _RESERVE_SECONDS = 50, 15
"""What is kept for the export, and of that for its end."""


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Ask for pages of every kind, then export the site."""
    release = federal_release(workspace)
    if release is None:
        yield Remark(
            "There is no release of the federal tables to ask: the part `building` makes one in the same "
            "run, and `--releases FOLDER` names one that is there."
        )
        return
    columns = ("page", "asked", "first ms", "p50 ms", "p95 ms", "processor ms", "failed")
    title = f"Pages, uncached, one client, {release.manifest.quads:,} quads"
    found: list[PageFigures] = []
    with closing(pages(release)) as figures:
        for one in figures:
            found.append(one)
            yield Table(title, columns, tuple(map(_row, found)))
            yield from _reached(found)
            if workspace.left < _EXPORT_SECONDS:
                yield Remark(f"{len(found)} kinds of pages were asked for; there was no time for more.")
                break
    yield _exported(release.path.parent, workspace)


def _row(one: PageFigures) -> tuple[str, ...]:
    times = (f"{each:,.0f}" for each in (one.first, one.median, one.p95, one.processor))
    return (one.kind.name, str(one.count), *times, str(one.failed))


def _reached(found: Sequence[PageFigures]) -> Iterator[Reached]:
    questions = [one for one in found if one.kind.is_question]
    others = [one for one in found if not one.kind.is_question]
    searches = [one for one in others if one.kind.is_search]
    yield _slowest("pages", others, [one.p95 for one in others])
    yield _slowest("search", searches, [one.p95 for one in searches])
    yield _slowest("questions-warm", questions, [one.p95 for one in questions])
    yield _slowest("questions-first", questions, [one.first / 1000 for one in questions])


def _slowest(goal: str, kinds: Sequence[PageFigures], times: Sequence[float]) -> Reached:
    """Return the longest time, with the kinds that take it."""
    if not kinds:
        return Reached(goal, (), "no page of the kind")
    longest = sorted(zip(times, (one.kind.name for one in kinds), strict=True), reverse=True)
    failed = sum(one.failed for one in kinds)
    note = f"of {len(kinds)} kinds, the slowest: {', '.join(name for _, name in longest[:3])}"
    return Reached(goal, (longest[0][0],), f"{note}; {failed} failed" if failed else note)


def _exported(releases: Path, workspace: Workspace) -> Reached:
    """Export the site for as long as there is time, and count its pages."""
    folder, seconds = workspace.sub("export") / "site", workspace.left - _RESERVE_SECONDS
    command = [sys.executable, "-m", "asm_graph", "export-site", str(folder), "--releases", str(releases)]
    if seconds <= _RESERVE_SECONDS:
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
    names = [name for _, _, names in os.walk(folder.parent) for name in names]
    count = sum(name.endswith(".html") for name in names)
    note = f"{count:,} pages and {len(names) - count:,} other files in {taken:.0f} s"
    if not whole:
        note += f", not whole, {used:.0f} s of processor"
    return Reached("export", (count / taken,), note)
