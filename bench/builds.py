"""One build in a process of its own, with what it took."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.processes import Peak

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Built:
    """Quads of a release; seconds, processor seconds and the most megabytes of all processes together."""

    quads: int
    seconds: float
    processor_seconds: float
    megabytes: float

    @property
    def microseconds(self) -> float:
        """Processor time of a quad."""
        return 1e6 * self.processor_seconds / self.quads


def built(sources: Iterable[Path], out: Path) -> Built:
    """Build a release of these sources in a folder.

    Raises:
        RuntimeError: the build failed; the message ends with what it said.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "bench.one_build", str(out), *map(str, sources)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = Peak(process.pid)
        peak.start()
        printed, told = process.communicate()
    if process.returncode:
        raise RuntimeError(told[-500:] or f"the build ended with {process.returncode}")
    quads, used = printed.split()
    return Built(int(quads), time.perf_counter() - start, float(used), peak.end() / 1e6)
