"""The confinement of a worker before it meets a stranger's query: memory, core files, network."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_FIRST_TO_GO = "1000"
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def confine(memory: int) -> bool:
    """Limit the address space to `memory` bytes, drop core files and leave the network.

    Where the system runs out of memory, it ends this process before all others.

    Returns whether the network is out of reach: some systems forbid making an empty network namespace.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # not Linux
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")
    return _leave_network()


def silence() -> None:
    """Drop what is written to standard error: the last words of a crash quote the stranger's query."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())


def end_after(seconds: float) -> None:
    """Let the kernel end this process after so long, even where the server is gone; 0 calls it off."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _leave_network() -> bool:
    with contextlib.suppress(AttributeError, OSError):  # not Linux, or no C library by that name
        unshare = ctypes.CDLL(None).unshare
        return any(unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))
    return False
