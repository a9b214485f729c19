"""Processes of our own for work that is worth several, which end with the process that they work for."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def processes(count: int | None = None) -> ProcessPoolExecutor:
    """An executor of so many processes, as many as the machine has processors if it is not said."""
    return ProcessPoolExecutor(count, mp_context=get_context("forkserver"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A process whose parent is killed would wait for work for ever: its own kind hold the queue open."""
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
