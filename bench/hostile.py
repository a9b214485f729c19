"""`python -m bench.hostile RELEASES [COUNT]`: hostile queries at a real server, and how each was answered."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from bench.hostile_queries import KINDS, hostile_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLIENTS = 16
_SEED = 1
_COUNT = 100_000
_QUERY_SECONDS = 0.5
_BROKEN = "connection broken"
_QUERY = {"Content-Type": "application/sparql-query"}


def main() -> None:
    """Send them, and print the counts."""
    releases, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else _COUNT
    with tempfile.TemporaryDirectory() as folder, _served(releases, Path(folder) / "log") as url:
        started = time.monotonic()
        counts = asyncio.run(_all_sent(url, count))
        seconds = time.monotonic() - started
        after = _is_ready(url)
        metrics = httpx.get(f"{url}/metrics").text
        tracebacks = (Path(folder) / "log").read_text().count("Traceback")
    console = Console(width=130)
    console.print(_table(counts))
    for name in ("asm_graph_workers_killed_total", "asm_graph_peak_memory_bytes"):
        console.print(*re.findall(rf"^{name}.*", metrics, re.MULTILINE), sep="\n")
    console.print(
        f"{sum(counts.values()):,} queries in {seconds:,.0f} s, {_CLIENTS} clients; "
        f"answers afterwards: {after}; "
        f"tracebacks in the log: {tracebacks}; load {os.getloadavg()[0]:.1f}"
    )


@contextlib.contextmanager
def _served(releases: Path, log: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "asm_graph", "serve", "--port", "0", "--releases", str(releases)]
    settings = {"ASM_GRAPH_QUERY_SECONDS": str(_QUERY_SECONDS), "ASM_GRAPH_QUEUE_SECONDS": "30"}
    with log.open("w") as said:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=said, stderr=said)
    try:
        while not (address := re.search(r"listening on (\S+)", log.read_text())):
            time.sleep(0.1)
        while not _is_ready(address[1]):
            time.sleep(0.1)
        yield address[1]
    finally:
        process.terminate()
        process.wait()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/ready", timeout=30).is_success
    except httpx.TransportError:
        return False


async def _all_sent(url: str, count: int) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    queries = islice(hostile_queries(_SEED), count)

    async def one_client() -> None:
        async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False) as client:
            for kind, query in queries:
                counts[kind, await _outcome(client, query)] += 1

    await asyncio.gather(*(one_client() for _ in range(_CLIENTS)))
    return counts


async def _outcome(client: httpx.AsyncClient, query: bytes) -> str:
    """Return the status of the answer and the code of its problem."""
    try:
        answer = await client.post("/sparql", content=query, headers=_QUERY)
    except httpx.TransportError:
        return _BROKEN
    if answer.is_success:
        return str(answer.status_code)
    return f"{answer.status_code} {answer.json()['type'].rpartition(':')[2]}"


def _table(counts: Counter[tuple[str, str]]) -> Table:
    table = Table("answer", *KINDS, box=SIMPLE)
    for outcome in sorted({outcome for _, outcome in counts}):
        table.add_row(outcome, *(f"{counts[kind, outcome]:,}" for kind in KINDS))
    return table


if __name__ == "__main__":
    main()
