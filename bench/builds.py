"""One build in a process of its own, with what it took."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.processes import watched

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


def built(sources: Iterable[Path], out: Path, way: str = "processes") -> Built:
    """Build a release of these sources in a folder, in one of the ways of `bench.one_build`.

    Raises:
        RuntimeError: the build failed; the message ends with what it said.
    """
    ran = watched([sys.executable, "-m", "bench.one_build", way, str(out), *map(str, sources)])
    quads, used = ran.printed.split()[-2:]
    return Built(int(quads), ran.seconds, float(used), ran.megabytes)
