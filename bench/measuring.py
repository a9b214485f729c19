"""Two ways to do the same work, timed in turn so that the load of the machine falls on both."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do some work, and the median seconds that it takes."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A way to do some work and a peer to hold it against; `amount` says how much work it is."""

    work: str
    amount: str
    way: Way
    peer: Way

    @property
    def ratio(self) -> float:
        """How many times as long as the way its peer takes."""
        return self.peer.seconds / self.way.seconds


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(ways: Sequence[Callable[[], object]], rounds: int) -> tuple[float, ...]:
    """Return the median seconds of several alternatives, run in turn for some rounds."""
    times = [[seconds(way) for way in ways] for _ in range(rounds)]
    return tuple(median(column) for column in zip(*times, strict=True))
