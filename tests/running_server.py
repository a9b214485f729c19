"""A server as people run it: a process of its own, on a free port."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROGRAM = """
import logging
from asm_graph.settings import Settings
from asm_graph.web.server import serve
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
serve(Settings())
"""


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[str]
    log: Path

    def client(self, **options: object) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30, **options)

    def workers(self) -> list[int]:
        """The worker processes that run for this server."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in task.read_text().split()]


@contextlib.contextmanager
def running(releases: Path, log: Path, said: Path | None = None, **settings: object) -> Iterator[Server]:
    """A server with these settings, and a file for what it says; it must end by itself when told to."""
    environment = {f"ASM_GRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    with log.open("w") as errors, Path(said or os.devnull).open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "ASM_GRAPH_PORT": "0", "ASM_GRAPH_RELEASES": str(releases), **environment},
            stdout=output,
            stderr=errors,
            text=True,
        )
    try:
        yield Server(_address(process, log), process, log)
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    for _ in range(600):
        if match := re.search(r"listening on (\S+)", log.read_text()):
            url = match[1]
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{url}/health", timeout=20)
                return url
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            break
    raise AssertionError(f"the server did not start: {log.read_text()}")
