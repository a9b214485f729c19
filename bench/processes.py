"""Processor time and memory of a process with all that it started (Linux)."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_TICKS = os.sysconf("SC_CLK_TCK")
_END = 500
"""Letters of what a command said that an error repeats."""
_CLOCK_OF_PROCESS = 2
"""How Linux numbers the clock of another process: its inverted number, and this (clock_getcpuclockid)."""
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
    return sum(own_processor_seconds(each) + _seconds_of_ended(each) for each in family(process))


def own_processor_seconds(process: int) -> float:
    """Return user and system time of a process alone; none once it has ended."""
    try:
        return time.clock_gettime((~process << 3) | _CLOCK_OF_PROCESS)
    except OSError:  # its time counts as its parent's from now on
        return 0.0


def anonymous_megabytes(process: int) -> float:
    """Return the memory of a process and all below it that no file stands behind."""
    return sum(map(_anonymous, family(process))) / 1000


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command wrote, the seconds it took, and the most megabytes of all its processes together."""

    printed: str
    seconds: float
    megabytes: float


def watched(command: Sequence[str]) -> Watched:
    """Run a command in a process of its own, and watch its memory.

    Raises:
        RuntimeError: it failed; the message is the end of what it said.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = _Peak(process.pid)
        peak.start()
        printed, told = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(told[-_END:] or f"a process ended with {process.returncode}")
    return Watched(printed, seconds, peak.end() / 1e6)


def spent(work: Callable[[], object]) -> float:
    """Do some work in this process, and return the processor seconds that it took."""
    before = time.process_time()
    work()
    return time.process_time() - before


@contextmanager
def pinned(processors: Collection[int]) -> Iterator[None]:
    """Keep this process, and what it starts meanwhile, to some processors."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class _Peak(threading.Thread):
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


def _seconds_of_ended(process: int) -> float:
    """Return the time of those that a process had started and that have ended (proc(5), fields 16 and 17)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[13:15])) / _TICKS


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
