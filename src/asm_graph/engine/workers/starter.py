"""The process from which the workers over one store are forked: it has imported all that they need.

Started as `python -m asm_graph.engine.workers.starter STORE MEMORY MAX_BYTES MAX_ROWS`, with a Unix socket as
standard input. Two file descriptors in a message there ask for a worker: its standard input and output, and
where its exit code is written once it has ended. The starter ends with its input, and its workers with it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys

from asm_graph.confinement import confine, end_with_parent
from asm_graph.engine.workers import worker

_ROOM = 16
"""Bytes of a message, of which only the file descriptors matter."""
_FIRST_OTHER_FILE = 3
"""The number of the first file that is none of the standard ones."""


class Starter:
    """Forks workers, and reports the exit code of each."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._ends: dict[int, int] = {}
        """Where the exit code of each worker goes, by the number of its process."""
        self._signals, told = socket.socketpair()
        told.settimeout(0)
        signal.set_wakeup_fd(told.detach(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # one that is ignored tells nothing

    def fork(self) -> bool:
        """Fork workers until there are no more requests; return True in each of them, False here."""
        while True:
            ready, _, _ = select.select([self._requests, self._signals], [], [])
            if self._signals in ready:
                self._signals.recv(_ROOM)
                self._tell_ends()
            if self._requests not in ready:
                continue
            message, descriptors, _, _ = socket.recv_fds(self._requests, _ROOM, 2)
            if not message:
                return False
            if self._fork(*descriptors):
                return True

    def _fork(self, channel: int, end: int) -> bool:
        """Fork a worker; where none can be forked its channel ends."""
        try:
            process = os.fork()
        except OSError:  # too many processes: the pool tries again
            os.close(end)
        else:
            if process == 0:
                for ours in (self._requests, self._signals):
                    ours.detach()  # closed later, they would take files of the worker's along
                _take_over(channel)
                return True
            self._ends[process] = end
        os.close(channel)
        return False

    def _tell_ends(self) -> None:
        """Tell the exit codes of the workers that have ended."""
        while self._ends:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            end = self._ends.pop(process)
            with contextlib.suppress(BrokenPipeError):  # the server has closed its end
                os.write(end, str(os.waitstatus_to_exitcode(status)).encode())
            os.close(end)


def _take_over(channel: int) -> None:
    """Make a channel this process's standard input and output, and keep no other file of the starter's."""
    end_with_parent()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for standard in (sys.stdin, sys.stdout):
        os.dup2(channel, standard.fileno())
    os.closerange(_FIRST_OTHER_FILE, os.sysconf("SC_OPEN_MAX"))


def main(store: str, memory: str, max_bytes: str, max_rows: str) -> None:
    """Fork workers until standard input ends."""
    confine(int(memory))
    gc.collect()
    gc.freeze()
    if Starter(socket.socket(fileno=sys.stdin.fileno())).fork():
        worker.serve(store, int(max_bytes), int(max_rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
