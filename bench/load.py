"""Load by wrk: in Debian, itself a tenth of the load, and its requests come from a script."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

WRK = shutil.which("wrk")
_SCRIPT = Path(__file__).with_name("replay.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """Answers, those that failed, and the seconds: in all, of one in the median, of the slowest."""

    answers: int
    failed: int
    seconds: float
    median: float
    slowest: float

    @property
    def rate(self) -> float:
        """Good answers a second; none where most failed."""
        return max(0, self.answers - self.failed) / self.seconds


def load(url: str, queries: Iterable[str], folder: Path, *, clients: int = 8, seconds: float = 4) -> Load:
    """Ask a SPARQL endpoint these queries in turn, over and over, by so many clients for so many seconds."""
    paths = folder / "paths"
    address, _, path = url.removeprefix("http://").partition("/")
    paths.write_text(
        "".join(f"/{path}?query={quote(query, safe='')}\n" for query in queries), encoding="ascii"
    )
    command = [
        *(str(WRK), "--threads", "1", "--connections", str(clients), "--duration", f"{seconds:g}s"),
        *("--timeout", "60s", "--header", "Accept: application/sparql-results+json"),
        *("--script", str(_SCRIPT), f"http://{address}", "--", str(paths)),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return Load(told["answers"], told["failed"], told["seconds"], told["median"], told["slowest"])
