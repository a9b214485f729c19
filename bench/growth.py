"""How the cost of a build grows: copies of the federal matrices and spending under other years."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = Path(os.environ.get("ASM_GRAPH_DATA", Path(__file__).parents[2] / "shared" / "data")) / "federal"
_MATRICES, _SPENDING = _DATA / "mir-2022.xlsx", _DATA / "cuenta-publica-2008-2018.csv"
_SPAN = 11
"""Years that one copy of the spending covers."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Growth:
    """One build: how many copies, quads, seconds, and the largest memory of all its processes together."""

    copies: int
    quads: int
    seconds: float
    megabytes: float


def growth(folder: Path, factors: tuple[int, ...]) -> Iterator[Growth]:
    """Build so many copies of the federal tables, each under other years; none where they are absent."""
    if not _MATRICES.is_file():
        return
    for factor in factors:
        sources = folder / f"sources-{factor}"
        sources.mkdir()
        for copy in range(factor):
            _matrices(sources / f"mir-{2022 - copy}.csv", 2022 - copy)
            _spending(sources / f"gasto-{copy}.csv", copy * _SPAN)
        yield _built(sources, folder / f"releases-{factor}", factor)


def _matrices(target: Path, year: int) -> None:
    rows = CalamineWorkbook.from_path(_MATRICES).get_sheet_by_index(0).to_python()
    header = [str(name) for name in rows[0]]
    cycle = header.index("CICLO")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows[1:]:
            writer.writerow([*row[:cycle], year, *row[cycle + 1 :]])


def _spending(target: Path, shift: int) -> None:
    with (
        _SPENDING.open(encoding="utf-8-sig", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        reader = csv.reader(source)
        writer = csv.writer(file)
        header = next(reader)
        cycle = header.index("CICLO")
        writer.writerow(header)
        for row in reader:
            writer.writerow([*row[:cycle], max(1900, int(row[cycle]) - shift), *row[cycle + 1 :]])


def _built(sources: Path, out: Path, copies: int) -> Growth:
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bench.one_build", str(sources), str(out)], stdout=subprocess.PIPE, text=True
    ) as process:
        peak = Peak(process.pid)
        peak.start()
        printed, _ = process.communicate()
    return Growth(copies, int(printed), time.perf_counter() - start, peak.bytes / 1e6)


class Peak(threading.Thread):
    """Watches the memory of a process and of all below it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.bytes = 0

    def run(self) -> None:
        """Look every tenth of a second until the process is gone."""
        while Path(f"/proc/{self._pid}/statm").exists():
            self.bytes = max(self.bytes, _resident(self._pid))
            time.sleep(0.1)


def _resident(pid: int) -> int:
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = {int(child) for task in tasks for child in (task / "children").read_text().split()}
    except (OSError, IndexError):
        return 0
    return own + sum(map(_resident, children))
