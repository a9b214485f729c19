"""Processes that work for another: they do its work, and do not outlive it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.build.worker_processes import processes

if TYPE_CHECKING:
    from collections.abc import Callable

MASTER = """
import sys
from asm_graph.build.worker_processes import processes
from tests.build.test_worker_processes import busy

if __name__ == "__main__":
    with processes(2) as pool:
        list(pool.map(busy, [sys.argv[1]] * 2))
"""


def busy(folder: str) -> None:
    """Say who works, and work for long."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def alive(number: str) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def within(seconds: float, told: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not told() and time.monotonic() < until:
        time.sleep(0.05)
    return told()


def test_they_do_the_work() -> None:
    with processes(2) as pool:
        assert list(pool.map(abs, [-1, 2, -3])) == [1, 2, 3]


def test_they_end_when_their_master_is_killed(tmp_path: Path) -> None:
    workers = tmp_path / "workers"
    workers.mkdir()
    program = tmp_path / "master.py"
    program.write_text(MASTER)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, program, workers], env=environment) as master:
        assert within(30, lambda: len(list(workers.iterdir())) == 2)
        master.kill()
    names = [path.name for path in workers.iterdir()]
    assert within(10, lambda: not any(map(alive, names)))
