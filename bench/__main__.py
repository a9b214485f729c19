"""`python -m bench` prints the table; it takes less than two minutes."""

from __future__ import annotations

import os
import platform
import tempfile
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.answering import answering
from bench.building import building
from bench.validating import validating
from bench.writing import writing

_WIDTH = 130


def main() -> None:
    """Measure everything over one release, and print it with the load of the machine."""
    console = Console(width=_WIDTH)
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        release, builds = building(Path(folder))
        comparisons = (writing(release), answering(release), validating(), *builds)
    table = Table("work", "amount", "way", "ms", "peer", "ms", "peer / way", box=SIMPLE)
    for one in comparisons:
        way, peer = (f"{1000 * each.seconds:,.2f}" for each in (one.way, one.peer))
        table.add_row(one.work, one.amount, one.way.name, way, one.peer.name, peer, f"{one.ratio:,.1f}")
    console.print(table)
    console.print(
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load {before:.2f} before and"
        f" {os.getloadavg()[0]:.2f} after. A load above the number of processors blurs the figures."
    )


main()
