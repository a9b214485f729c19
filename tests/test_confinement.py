"""What a confined process can still do."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys

import pytest

PROGRAM = """
import json, resource, socket, sys
from asm_graph.confinement import confine, end_after
isolated = confine(2_000_000_000)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5).close()
    reached = True
except OSError:
    reached = False
limits = [resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CORE)]
favor = int(open("/proc/self/oom_score_adj").read())
print(json.dumps([isolated, reached, favor, *limits]))
end_after(0.2)
while True:
    pass
"""


def test_memory_core_network_and_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        process = subprocess.run(
            [sys.executable, "-c", PROGRAM, port], capture_output=True, timeout=60, check=False
        )
    isolated, reached, favor, memory, core = json.loads(process.stdout)
    assert memory == [2_000_000_000, 2_000_000_000]
    assert core == [0, 0]
    assert favor == 1000  # the first that a system without memory ends
    assert process.returncode == -signal.SIGALRM
    if not isolated:
        pytest.skip("this system does not let a process leave the network")
    assert not reached
