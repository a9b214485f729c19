"""A pool of worker processes that end with their parent."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def processes(count: int | None = None, modules: Sequence[str] = ()) -> ProcessPoolExecutor:
    """Start a process pool of `count` workers (default: one per CPU).

    The process that they are forked from imports the `modules` once, if this is the first pool.
    """
    context = get_context("forkserver")
    if modules:
        context.set_forkserver_preload(list(modules))
    return ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Exit when the parent dies; sibling workers would otherwise keep the queue open and block forever."""
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
