"""The processes of workers, from the supervisor's side: started, told, ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from asm_graph.confinement import worker_environment
from asm_graph.web.query_workers.channel import Message, MessageKind, channel, send

if TYPE_CHECKING:
    from asm_graph.web.query_workers.shared_memory import SharedMemory, Slot
    from asm_graph.web.query_workers.worker import WorkerRules

_OF_PROCESS = 2
"""How Linux numbers the clock of another process: its inverted number, and this (clock_getcpuclockid)."""
_END_SECONDS = 2.0
_ALLOCATION = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=500:glibc.malloc.tcache_max=65536"}
"""Lets the C library keep what the engine frees after a query for the next one: a tenth of a query's time."""


class Worker:
    """A worker: its slot, its channel, and the numbers of the connections that it was given."""

    def __init__(self, slot: Slot, end: socket.socket) -> None:
        self.slot = slot
        self.channel = end
        self.connections: set[int] = set()
        self.watched: tuple[int, float] | None = None
        """What it served when it was looked at last, and since when."""
        self.used_before = 0.0
        self._process: int | None = None
        self._handle: int | None = None

    @property
    def is_ready(self) -> bool:
        """Whether connections may be given to it."""
        return self._handle is not None

    def be_ready(self, process: int) -> None:
        """Note that it runs, as this process; raise `OSError` where no more files may be open."""
        with contextlib.suppress(ProcessLookupError):
            self._handle = os.pidfd_open(process)
            self._process = process

    def tell(self, message: Message, descriptor: int | None = None) -> bool:
        """Send a message; False where the worker is gone, or does not receive."""
        try:
            send(self.channel, message, descriptor)
        except OSError:
            return False
        return True

    def processor_seconds(self) -> float:
        """Return the CPU seconds of the process; those of a dead one do not grow."""
        try:
            return time.clock_gettime((~(self._process or 0) << 3) | _OF_PROCESS)
        except OSError:
            return self.used_before

    def kill(self) -> None:
        """End the process at once; the end of its channel tells that it is gone."""
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def dismiss(self) -> None:
        """Have it end, as after the end of its channel, which tells that it is gone."""
        self.channel.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of a worker that is gone."""
        self.channel.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Starter:
    """The process that forks workers."""

    def __init__(self, rules: WorkerRules, memory: SharedMemory) -> None:
        self._memory = memory
        self._channel, theirs = channel()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [
                    *(sys.executable, "-m", "asm_graph.web.query_workers.starter"),
                    *(str(theirs.fileno()), str(memory.descriptor), json.dumps(asdict(rules))),
                ],
                stdin=subprocess.DEVNULL,
                stdout=None if rules.logs else subprocess.DEVNULL,
                env=worker_environment() | _ALLOCATION,
                pass_fds=(theirs.fileno(), memory.descriptor),
                start_new_session=True,  # an interrupt at the terminal is the server's to handle
            )

    def start(self, index: int) -> Worker:
        """Start the worker of a slot; raise `OSError` where the starter is gone."""
        ours, theirs = channel()
        with theirs:
            send(self._channel, Message(MessageKind.CONNECTION, index), theirs.fileno())
        ours.settimeout(0)
        return Worker(self._memory.slot(index), ours)

    def close(self) -> None:
        """End it, and the workers that there still are."""
        self._channel.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
