"""`python -m bench [PART…] [COPIES…]` prints the tables of parts: `work`, `documents`, `growth`, `serving`.

So many copies of the federal data take a minute each.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.console import Console, Group
from rich.table import Table

from bench.answering import answering
from bench.building import building
from bench.documents import builds_after, documents
from bench.growth import growth
from bench.mapping import mapping
from bench.serving import missing, serving
from bench.validating import validating
from bench.writing import writing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.growth import Growth
    from bench.measuring import Comparison

_WIDTH = 130
_COPIES = (1, 4)
"""More of them only on demand: sixteen copies take a quarter of an hour and most of the memory."""


def main() -> None:
    """Measure these parts, and print them with the load of the machine."""
    console = Console(width=_WIDTH)
    before = os.getloadavg()[0]
    copies = tuple(int(each) for each in sys.argv[1:] if each.isdecimal()) or _COPIES
    parts = {
        "work": _work,
        "documents": _documents,
        "growth": lambda folder: _grown(folder, copies),
        "serving": _served,
    }
    wanted = [each for each in sys.argv[1:] if not each.isdecimal()] or list(parts)
    with tempfile.TemporaryDirectory() as name:
        for part in wanted:
            console.print(parts[part](Path(name)))
    console.print(
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load {before:.2f} before and"
        f" {os.getloadavg()[0]:.2f} after. A load above the number of processors blurs the figures."
    )


def _work(folder: Path) -> Table:
    release, builds = building(folder)
    return _compared([writing(release), answering(release), validating(), *mapping(folder), *builds])


def _documents(folder: Path) -> Group:
    """Print what reading documents takes; the goals: 60 s and 1.5 GB for 250 pages, 2 s for a scanned one."""
    table = Table("document", "pages", "s", "processor s a page", "MB", "pdfplumber s", box=SIMPLE)
    for one in documents(folder):
        peer = "absent" if one.peer_seconds is None else f"{one.peer_seconds:.1f}"
        measured = (f"{one.seconds:.1f}", f"{one.processor_seconds / one.pages:.2f}", f"{one.megabytes:,.0f}")
        table.add_row(one.name, str(one.pages), *measured, peer)
    return Group(table, _compared(builds_after(folder)))


def _served(folder: Path) -> Table | str:
    """Print the targets of the server, missed ones marked."""
    if (why := missing()) is not None:
        return why
    table = Table("serving", "ours", "peer", "target", "reached", "", box=SIMPLE)
    for one in serving(folder):
        mark = "" if one.holds else "missed"
        table.add_row(one.work, one.ours, one.peer, one.target, one.reached, mark)
    return table


def _compared(comparisons: Iterable[Comparison]) -> Table:
    table = Table("work", "amount", "way", "ms", "peer", "ms", "peer / way", box=SIMPLE)
    for one in comparisons:
        way, peer = (f"{1000 * each.seconds:,.2f}" for each in (one.way, one.peer))
        table.add_row(one.work, one.amount, one.way.name, way, one.peer.name, peer, f"{one.ratio:,.1f}")
    return table


def _grown(folder: Path, copies: tuple[int, ...]) -> Table:
    """Cost per copy, as a ratio to that of the first row."""
    table = Table("copies", "quads", "s", "MB", "quads ×", "time ×", "memory ×", box=SIMPLE)
    first: Growth | None = None
    for one in growth(folder, copies):
        first = first or one
        ratios = (one.quads / first.quads, one.seconds / first.seconds, one.megabytes / first.megabytes)
        measured = (f"{one.quads:,}", f"{one.seconds:,.1f}", f"{one.megabytes:,.0f}")
        table.add_row(str(one.copies), *measured, *(f"{ratio:,.1f}" for ratio in ratios))
    return table


main()
