"""Build a release and be killed in front of a step: `killed_build.py STEP OUT SOURCE…`."""

import os
import signal
import sys
from pathlib import Path

from asm_graph.build.pipeline import build

if __name__ == "__main__":
    step, out, *sources = sys.argv[1:]

    def progress(line: str) -> None:
        if step in str(line):
            os.kill(os.getpid(), signal.SIGKILL)

    build(map(Path, sources), out, progress=progress)
