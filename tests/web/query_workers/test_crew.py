"""Only workers that can be watched and ended get connections."""

from __future__ import annotations

import os
import resource
import select

from asm_graph.web.query_workers.channel import channel
from asm_graph.web.query_workers.crew import Crew
from asm_graph.web.query_workers.processes import Worker
from asm_graph.web.query_workers.shared_memory import SharedMemory
from asm_graph.web.query_workers.worker import WorkerRules

RULES = WorkerRules(
    link="",
    guard={},
    root="",
    memory=0,
    cache_bytes=0,
    result_bytes=0,
    result_rows=0,
    idle_seconds=0,
    header_bytes=0,
    logs=False,
)


def test_a_worker_that_is_ready_works() -> None:
    (ours, theirs), memory = channel(), SharedMemory.create()
    crew = Crew(RULES, memory, 1, select.epoll())
    with theirs:
        worker = Worker(memory.slot(0), ours)
        crew.note_ready(worker, os.getpid())
        assert list(crew) == [worker]
        worker.close()


def test_a_worker_ends_that_becomes_ready_where_no_more_files_may_be_open() -> None:
    (ours, theirs), memory = channel(), SharedMemory.create()
    crew, limits = Crew(RULES, memory, 1, select.epoll()), resource.getrlimit(resource.RLIMIT_NOFILE)
    with theirs:
        worker = Worker(memory.slot(0), ours)
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
        try:
            crew.note_ready(worker, os.getpid())
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        assert not list(crew)
        assert not worker.is_ready
        assert theirs.recv(1) == b""
        worker.close()
