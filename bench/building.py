"""Building a release of the founding documents: the shares of SHACL and of reading."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from asm_graph import build
from asm_graph.build.pipeline import founding_documents
from bench.measuring import Comparison, Way, seconds

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.releases import Release

_ROUNDS = 3
_CHECKS = ("Checking integrity",)
"""How the steps of a build begin that SHACL takes, by the names that its progress gives them."""


@dataclass
class _Clock:
    """Seconds of the steps of a build; it is told when each of them begins."""

    begun: list[tuple[str, float]] = field(default_factory=list)

    def __call__(self, step: str) -> None:
        self.begun.append((step, time.perf_counter()))

    def spent(self, steps: tuple[str, ...]) -> float:
        ends = [at for _, at in self.begun[1:]]
        return sum(
            end - at for (step, at), end in zip(self.begun, ends, strict=False) if step.startswith(steps)
        )


def building(folder: Path) -> tuple[Release, tuple[Comparison, Comparison]]:
    """Measure building a release of the founding documents; the first build is not counted."""
    documents = founding_documents()
    release = build(documents, folder / "first")
    builds, checks, readings = [], [], []
    reading = tuple(f"Reading {path.name}" for path in documents)
    for number in range(_ROUNDS):
        clock = _Clock()
        builds.append(seconds(partial(build, documents, folder / str(number), progress=clock)))
        checks.append(clock.spent(_CHECKS))
        readings.append(clock.spent(reading))
    amount = f"{len(documents)} documents, {release.manifest.quads:,} quads"
    whole = Way("whole build", median(builds))
    return release, (
        Comparison("checking in a build", amount, Way("SHACL checks", median(checks)), whole),
        Comparison("reading in a build", amount, Way("reading and mapping", median(readings)), whole),
    )
