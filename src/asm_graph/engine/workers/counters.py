"""What the workers of a server have been through, whatever release they answer from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class WorkerCounters:
    """Queries that wait for a worker, and that have one; workers killed or dead in the middle of a query."""

    waiting: int = 0
    under_way: int = 0
    killed: int = 0
