"""`python -m bench [PART…]` measures the named parts, or all, prints their figures and rewrites the report.

The report keeps the last figures of parts that are not named. `--releases FOLDER` asks for the pages of an
existing release; `--times N` gives each part N times its time, for a busy machine; `--report` only
rewrites the report.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as ShownTable

from bench.goals import goals, verdicts
from bench.parts import PARTS
from bench.pieces import Reached, Remark, Table
from bench.report import write_report
from bench.running import Found, keep, kept, run

_WIDTH = 130


def main() -> None:
    """Measure, print, report."""
    asked, console = _arguments(), Console(width=_WIDTH)
    began = time.monotonic()
    if not asked.report:
        with tempfile.TemporaryDirectory(prefix="asm-graph-bench-") as folder:
            for part in (
                one.longer(asked.times) for one in PARTS if not asked.part or one.name in asked.part
            ):
                console.print(f"Measuring {part.name}, for at most {part.seconds} s …", style="dim")
                found = run(part, Path(folder), asked.releases)
                keep(found)
                _show(found, console)
    path = write_report(kept())
    console.print(f"{path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path.name}", end="")
    console.print(f" was written; {time.monotonic() - began:,.0f} s in all.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("part", nargs="*", metavar="PART", help=f"one of: {', '.join(names)}")
    parser.add_argument("--releases", type=Path, help="ask for the pages of the release here")
    parser.add_argument("--times", type=int, default=1, help="give each part this many times its time")
    parser.add_argument("--report", action="store_true", help="only rewrite the report")
    asked = parser.parse_args()
    if unknown := set(asked.part) - set(names):
        parser.error(f"{', '.join(sorted(unknown))}: no such part; the parts are {', '.join(names)}.")
    if asked.releases:
        asked.releases = asked.releases.resolve()
    return asked


def _show(found: Found, console: Console) -> None:
    for piece in found.pieces:
        if isinstance(piece, Table):
            table = ShownTable(*piece.columns, title=piece.title, title_justify="left", box=SIMPLE)
            for row in piece.rows:
                table.add_row(*row)
            console.print(table)
        elif isinstance(piece, Remark):
            console.print(piece.text)
    reached = {one.goal: one for one in found.pieces if isinstance(one, Reached)}
    table = ShownTable("goal", "bound", "reached", "", "", box=SIMPLE)
    for one in verdicts((each for each in goals() if each.part == found.part), reached):
        table.add_row(one.goal.work, one.goal.bound, one.figure, one.outcome, one.note)
    console.print(table)
    before, after = found.load
    console.print(f"{found.part}: {found.seconds:,.0f} s, load {before:.1f} before and {after:.1f} after.\n")


if __name__ == "__main__":
    main()
