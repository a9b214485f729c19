"""`python -m bench.hostile_measures RELEASES [WORD…]`: attacks on a real server, and what others see of them.

Each attack has a server of its own. Meanwhile `/health` and a short query are asked every 50 ms, on
connections that are kept; a table tells the longest waits, what was not answered, and the most memory of the
accepting process.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from asm_graph.releases import Releases
from bench.hostile_requests import ATTACKS
from bench.servers import our_server

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from asm_graph.releases import Release
    from bench.hostile_requests import Attack

_SECONDS = 8.0
_EVERY = 0.05
_PATIENCE_SECONDS = 100
_RESET_PEAK = "5"
"""What `/proc/…/clear_refs` takes to begin the peak of memory anew (proc(5))."""


class Seen(NamedTuple):
    """Longest wait in seconds, and how many requests were answered otherwise than with a success."""

    longest: float
    failed: int


def main() -> None:
    """Run the attacks whose names have one of the words, all without any."""
    release, words = Releases(Path(sys.argv[1])).current(), sys.argv[2:]
    console = Console(width=130)
    table = Table("attack", "/health", "failed", "short query", "failed", "memory", box=SIMPLE)
    for name, attack in ATTACKS.items():
        if not words or any(word in name for word in words):
            table.add_row(name, *_measured(release, attack))
            console.print(name, "load", f"{os.getloadavg()[0]:.1f}", style="dim")
    console.print(table)


def _measured(release: Release, attack: Attack) -> list[str]:
    with our_server(release) as server:
        parts = urlsplit(server.url)
        address = (parts.hostname or "", parts.port or 0)
        before, end = _begin_peak(server.process.pid), threading.Event()
        watches = [_watching(address, target) for target in ("/health", "/sparql?query=ASK{{}}%23{}")]
        attacking = threading.Thread(target=attack, args=(address, end))
        attacking.start()
        time.sleep(_SECONDS)
        seen = [watch.end() for watch in watches]
        end.set()
        peak = _peak(server.process.pid)
    attacking.join()
    shown = [each for one in seen for each in (f"{1000 * one.longest:,.0f} ms", f"{one.failed}")]
    return [*shown, f"{before} + {peak - before} MB"]


class _Watch(NamedTuple):
    process: multiprocessing.Process
    connection: Connection

    def end(self) -> Seen:
        self.connection.send(None)
        seen: Seen = self.connection.recv()
        self.process.join()
        return seen


def _watching(address: tuple[str, int], target: str) -> _Watch:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_watch, args=(address, target, theirs))
    process.start()
    ours.recv()
    return _Watch(process, ours)


def _watch(address: tuple[str, int], target: str, told: Connection) -> None:
    """Ask until told to end; requests that are still waiting count with the time that they have waited."""
    connection = http.client.HTTPConnection(*address, timeout=_PATIENCE_SECONDS)
    longest, failed, number = 0.0, 0, 0
    told.send(None)
    while not told.poll():
        started = time.perf_counter()
        try:
            connection.request("GET", target.format(f"{os.getpid()}-{number}"))
            answer = connection.getresponse()
            answer.read()
            failed += answer.status != http.client.OK
        except (TimeoutError, OSError, http.client.HTTPException):
            failed += 1
            connection.close()
        taken, number = time.perf_counter() - started, number + 1
        longest = max(longest, taken)
        time.sleep(max(0.0, _EVERY - taken))
    told.send(Seen(longest, failed))


def _begin_peak(process: int) -> int:
    Path(f"/proc/{process}/clear_refs").write_text(_RESET_PEAK)
    return _peak(process)


def _peak(process: int) -> int:
    """Megabytes."""
    return int(Path(f"/proc/{process}/status").read_text().partition("VmHWM:")[2].split()[0]) // 1000


if __name__ == "__main__":
    main()
