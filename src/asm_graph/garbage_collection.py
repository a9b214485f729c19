"""When garbage is collected: not during work that makes no cycles, but after work that leaves much behind."""

from __future__ import annotations

import ctypes
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def garbage_collection_off() -> Iterator[None]:
    """Suspend garbage collection; what is no longer referred to is freed all the same, but for cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def giving_memory_back() -> Iterator[None]:
    """Return freed memory to the system after the work, since its process goes on with other tasks."""
    try:
        yield
    finally:
        gc.collect()
        # glibc keeps freed memory for itself until it is told; other libraries have no such function.
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
