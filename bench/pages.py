"""How long pages of every kind take that nobody asked for before: to a reader, and of the processor."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from bench.page_kinds import page_kinds
from bench.processes import processor_seconds
from bench.servers import our_server

if TYPE_CHECKING:
    from collections.abc import Generator

    from asm_graph.releases import Release
    from bench.page_kinds import PageKind

_PATIENCE_SECONDS = 60
_HEADERS = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "es"}
_NO_CACHES = {"cache_bytes": "0"}


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What pages of a kind took, in milliseconds; of the processor, in all processes, in the median.

    `failed` counts those that were not answered with 200 or a redirect.
    """

    kind: PageKind
    count: int
    first: float
    median: float
    p95: float
    processor: float
    failed: int


def pages(release: Release) -> Generator[PageFigures]:
    """Ask for pages of every kind, one after the other: different ones, or of a server without caches.

    The first page of each kind is the first since the start of the server.
    """
    kinds = list(page_kinds(release))
    for needs_no_caches, settings in ((True, _NO_CACHES), (False, {})):
        with our_server(release, **settings) as server, _client(server.url) as client:
            for kind in kinds:
                if kind.needs_no_caches == needs_no_caches:
                    yield _measured(kind, client, server.process.pid)


def _client(url: str) -> httpx.Client:
    site = url.removesuffix("/sparql")
    return httpx.Client(base_url=site, headers=_HEADERS, timeout=_PATIENCE_SECONDS)


def _measured(kind: PageKind, client: httpx.Client, process: int) -> PageFigures:
    taken, used, failed = [], [], 0
    for address in kind.addresses:
        before, start = processor_seconds(process), time.perf_counter()
        answer = client.get(address)
        taken.append(1000 * (time.perf_counter() - start))
        used.append(1000 * (processor_seconds(process) - before))
        failed += answer.status_code >= httpx.codes.BAD_REQUEST
    first, *later = taken
    later.sort()
    median, p95 = later[len(later) // 2], later[min(len(later) - 1, int(0.95 * len(later)))]
    processor = sorted(used[1:])[len(later) // 2]
    return PageFigures(kind, len(taken), first, median, p95, processor, failed)
