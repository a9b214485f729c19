"""How long pages of every kind take that nobody asked for before: to a reader, and of the processor."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from rich.box import SIMPLE
from rich.table import Table

from bench.page_kinds import QUESTION, page_kinds
from bench.servers import our_server

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.releases import Release

QUICK, FIRST, ANSWERED = 100.0, 2000.0, 300.0
"""The goals in milliseconds: of a page, of the first answer to a question after a start, of later ones."""
_PATIENCE_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")
_OF_PROCESS = 2
"""How Linux numbers the clock of another process: its inverted number, and this (clock_getcpuclockid)."""
_HEADERS = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "es"}
_NO_CACHES = {"cache_bytes": "0"}


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What pages of a kind took, in milliseconds; of the processor, in all processes.

    `failed` counts those that were not answered with 200 or a redirect.
    """

    name: str
    count: int
    first: float
    median: float
    p95: float
    first_processor: float
    median_processor: float
    p95_processor: float
    failed: int

    @property
    def holds(self) -> bool:
        """Whether the goals of its kind are reached."""
        if self.failed:
            return False
        if self.name.startswith(QUESTION):
            return self.first <= FIRST and self.p95 <= ANSWERED
        return self.p95 <= QUICK


def measure(release: Release, only: str = "", most: int | None = None) -> Iterator[PageFigures]:
    """Ask for pages of every kind, one after the other: different ones, or of a server without caches.

    The first page of each kind is the first since the start of the server. `only` chooses kinds by the
    beginning of their names, `most` limits the pages of a kind.
    """
    kinds = [kind for kind in page_kinds(release) if kind.name.startswith(only)]
    for needs_no_caches, settings in ((True, _NO_CACHES), (False, {})):
        with our_server(release, **settings) as server, _client(server.url) as client:
            for kind in kinds:
                if kind.needs_no_caches == needs_no_caches:
                    yield _measured(kind.name, kind.addresses[:most], client, server.process.pid)


def pages_table(figures: Iterable[PageFigures]) -> Table:
    """Return the figures as a table, missed goals marked."""
    table = Table("page", "asked", *("first", "p50", "p95", "first", "p50", "p95"), "", box=SIMPLE)
    table.title = "Milliseconds to the reader, and of the processor"
    for one in figures:
        taken = (one.first, one.median, one.p95)
        used = (one.first_processor, one.median_processor, one.p95_processor)
        mark = f"{one.failed} failed" if one.failed else "" if one.holds else "missed"
        table.add_row(one.name, str(one.count), *(f"{each:,.0f}" for each in (*taken, *used)), mark)
    return table


def _client(url: str) -> httpx.Client:
    site = url.removesuffix("/sparql")
    return httpx.Client(base_url=site, headers=_HEADERS, timeout=_PATIENCE_SECONDS)


def _measured(name: str, addresses: Sequence[str], client: httpx.Client, process: int) -> PageFigures:
    taken, used, failed = [], [], 0
    for address in addresses:
        before, start = _processor_ms(process), time.perf_counter()
        answer = client.get(address)
        taken.append(1000 * (time.perf_counter() - start))
        used.append(_processor_ms(process) - before)
        failed += answer.status_code >= httpx.codes.BAD_REQUEST
    return PageFigures(name, len(taken), *_quantiles(taken), *_quantiles(used), failed)


def _quantiles(measured: Sequence[float]) -> tuple[float, float, float]:
    """Return the first, and the median and the 95th percentile of the others."""
    later = sorted(measured[1:])
    return measured[0], later[len(later) // 2], later[min(len(later) - 1, int(0.95 * len(later)))]


def _processor_ms(process: int) -> float:
    """Return the processor time of a process and of those that it started, ended ones included."""
    return 1000 * sum(_seconds(each) for each in _family(process))


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(FileNotFoundError):  # it has just ended, and its time is counted as its parent's
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _seconds(process: int) -> float:
    """Return the time of a process, and of its children that ended (proc(5), fields 16 and 17)."""
    try:
        own = time.clock_gettime((~process << 3) | _OF_PROCESS)
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return own + sum(map(int, fields[13:15])) / _TICKS
