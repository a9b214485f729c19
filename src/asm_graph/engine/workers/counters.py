"""Counters of a server's workers, across releases."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class WorkerCounters:
    """Queries waiting and running; workers killed or dead during a query."""

    waiting: int = 0
    under_way: int = 0
    killed: int = 0
