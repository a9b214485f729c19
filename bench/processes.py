"""Processor time and memory of a process with all that it started (Linux)."""

from __future__ import annotations

import os
import re
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TICKS = os.sysconf("SC_CLK_TCK")
_PSS = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


def family(process: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield process
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from family(child)


def processor_seconds(process: int) -> float:
    """Return user and system time of a process and all below it, ended ones included."""
    return sum(map(_ticks, family(process))) / _TICKS


def own_processor_seconds(process: int) -> float:
    """Return user and system time of a process alone."""
    return sum(map(int, _stat(process)[11:13])) / _TICKS


def anonymous_megabytes(process: int) -> float:
    """Return the memory of a process and all below it that no file stands behind."""
    return sum(map(_anonymous, family(process))) / 1000


@contextmanager
def pinned(processors: Collection[int]) -> Iterator[None]:
    """Keep this process, and what it starts meanwhile, to some processors."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class Peak(threading.Thread):
    """Watches the memory of a process and of all below it; pages that several share count once (PSS)."""

    _EVERY = 0.3

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._end = threading.Event()
        self.bytes = 0

    def run(self) -> None:
        """Look until the process is gone."""
        while not self._end.wait(self._EVERY) and Path(f"/proc/{self._pid}/stat").exists():
            self.bytes = max(self.bytes, 1024 * sum(map(_proportional, family(self._pid))))

    def end(self) -> int:
        """Look no more, and return the most bytes that were seen."""
        self._end.set()
        self.join()
        return self.bytes


def _stat(process: int) -> list[str]:
    """Return the fields of proc(5) from the third on; the 14th to 17th are times, own and of children."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended, and its time counts as its parent's
        return ["0"] * 15


def _ticks(process: int) -> int:
    return sum(map(int, _stat(process)[11:15]))


def _proportional(process: int) -> int:
    """Kilobytes."""
    try:
        found = _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_bytes())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _anonymous(process: int) -> int:
    """Kilobytes; none of a process that was killed a moment ago."""
    try:
        told = Path(f"/proc/{process}/status").read_text().partition("RssAnon:")[2].split()
    except OSError:
        return 0
    return int(told[0]) if told else 0
