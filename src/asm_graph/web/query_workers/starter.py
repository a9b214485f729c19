"""The process from which workers are forked: it has imported all they need, and never serves.

Started as `python -m asm_graph.web.query_workers.starter CHANNEL MEMORY RULES`: the descriptors of its
channel and of the shared memory, and `WorkerRules` as JSON. For each channel of a worker that comes over its
own it forks that worker. It ends when the supervisor is gone, and its workers with it.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from typing import Any

from asm_graph.confinement import confine, end_with_parent, silence
from asm_graph.web.query_workers.channel import receive
from asm_graph.web.query_workers.shared_memory import SharedMemory
from asm_graph.web.query_workers.worker import QueryWorker, WorkerRules

_COLLECT_AFTER = 50_000
"""Objects after which Python looks for circles: answers leave hardly any."""


def _start(
    requests: socket.socket, channel: int, slot: int, rules: WorkerRules, memory: SharedMemory
) -> None:
    """Fork a worker; in its process this never returns. Where none can be forked, its channel ends."""
    try:
        process = os.fork()
    except OSError:  # too many processes: the supervisor tries again
        process = None
    if process != 0:
        os.close(channel)
        return
    try:
        requests.close()
        end_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        QueryWorker(rules, socket.socket(fileno=channel), memory, slot).run()
    finally:
        os._exit(0)


def main(channel: str, memory: str, rules: str) -> None:
    """Fork workers until the supervisor is gone."""
    told: dict[str, Any] = json.loads(rules)
    of, shared = WorkerRules(**told), SharedMemory(int(memory))
    confine(of.memory)
    silence()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that nobody has to wait for them
    for told_to_all in (signal.SIGTERM, signal.SIGINT):  # the server says when to end, by the channel
        signal.signal(told_to_all, signal.SIG_IGN)
    gc.set_threshold(_COLLECT_AFTER)
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(channel)) as requests:
        while True:
            select.select([requests], [], [])
            received = receive(requests)
            if received is None:
                return
            message, descriptor = received
            if descriptor is not None:
                _start(requests, descriptor, message.number, of, shared)


if __name__ == "__main__":
    main(*sys.argv[1:])
