"""A pool of worker processes that end with their parent."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def processes(count: int | None = None) -> ProcessPoolExecutor:
    """Start a process pool of `count` workers (default: one per CPU)."""
    return ProcessPoolExecutor(count, mp_context=get_context("forkserver"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Exit when the parent dies; sibling workers would otherwise keep the queue open and block forever."""
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
