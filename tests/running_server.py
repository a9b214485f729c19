"""A server as people run it: a process of its own, on a free port.

It is forked from a process that has imported all it needs: that takes longer than the rest of its start.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from asm_graph.settings import Settings
from asm_graph.web.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from multiprocessing.context import ForkServerProcess


@dataclass(frozen=True)
class ServerProcess:
    """The process of a server."""

    started: ForkServerProcess

    @property
    def pid(self) -> int:
        assert self.started.pid is not None
        return self.started.pid

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.started.is_alive():
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.started.kill()

    def wait(self, seconds: float | None = None) -> int | None:
        """Wait for its end; its exit code, or None if it still runs."""
        self.started.join(seconds)
        return self.started.exitcode


@dataclass(frozen=True)
class Server:
    url: str
    process: ServerProcess
    log: Path

    def client(self, **options: object) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30, **options)

    def workers(self) -> list[int]:
        """The worker processes that run for this server; those of an engine are forked from its starter."""
        return [
            worker
            for child in _children(self.process.pid)
            for worker in (_children(child) if _is_starter(child) else [child])
        ]


def _children(process: int) -> list[int]:
    with contextlib.suppress(OSError):  # it has just ended
        return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _is_starter(process: int) -> bool:
    with contextlib.suppress(OSError):
        return b"engine.workers.starter" in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


@contextlib.contextmanager
def running(releases: Path, log: Path, said: Path | None = None, **settings: object) -> Iterator[Server]:
    """A server with these settings, and a file for what it says; it must end by itself when told to."""
    environment = {f"ASM_GRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    environment = {**os.environ, "ASM_GRAPH_PORT": "0", "ASM_GRAPH_RELEASES": str(releases), **environment}
    log.write_text("")
    begun = get_context("forkserver").Process(
        target=_serve, args=(environment, said or Path(os.devnull), log)
    )
    begun.start()
    process = ServerProcess(begun)
    try:
        yield Server(_address(process, log), process, log)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) is not None, "the server did not end"
    finally:
        process.kill()
        process.wait()


def _serve(environment: Mapping[str, str], said: Path, log: Path) -> None:
    """Serve in this process, by the settings of an environment and with files for what is said and logged."""
    os.environ.clear()
    os.environ.update(environment)
    for path, descriptor in ((said, 1), (log, 2)):
        with path.open("w") as file:
            os.dup2(file.fileno(), descriptor)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    serve(Settings())


def _address(process: ServerProcess, log: Path) -> str:
    for _ in range(600):
        if match := re.search(r"listening on (\S+)", log.read_text()):
            url = match[1]
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{url}/health", timeout=20)
                return url
        if process.wait(0.05) is not None:
            break
    raise AssertionError(f"the server did not start: {log.read_text()}")
