"""The confinement of a process before it meets what a stranger sent: memory, core files, network."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

_FIRST_TO_GO = "1000"
_FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}
"""Each arena of the C library reserves 64 MB; with one per thread a worker needs 600 MB to open a store."""
_INHERITED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1


TOLD, OVER_SIZE = 3, 4
"""Exit codes of a process that makes a file: the file says what is wrong; its limits are too small."""


_NICE = 10
"""How much a process that makes a file lets those go first that answer requests (nice(2))."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What a process that makes a file may use: bytes of address space, seconds, bytes of each file."""

    memory: int
    seconds: float
    file_bytes: int

    def hold(self) -> None:
        """Keep this process within the limits; it also leaves the network, and lets others go first."""
        os.nice(_NICE)
        end_after(self.seconds)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.file_bytes, self.file_bytes))
        confine(self.memory)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The limits as `read` takes them."""
        return str(self.memory), str(self.seconds), str(self.file_bytes)

    @classmethod
    def read(cls, memory: str, seconds: str, file_bytes: str) -> ProcessLimits:
        """Read the limits that a process was started with."""
        return cls(int(memory), float(seconds), int(file_bytes))


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


def end_with_parent() -> None:
    """Let the kernel end this process when the one that started it ends."""
    with contextlib.suppress(AttributeError, OSError):  # not Linux
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _leave_network() -> bool:
    with contextlib.suppress(AttributeError, OSError):  # not Linux, or no C library by that name
        unshare = ctypes.CDLL(None).unshare
        return any(unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))
    return False


def worker_environment() -> dict[str, str]:
    """Return the environment of a worker, without credentials."""
    return {name: os.environ[name] for name in _INHERITED if name in os.environ} | _FEW_ARENAS
