"""`python -m bench.one_build OUT SOURCE…` builds one release; writes its quads and its processor seconds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from asm_graph import build
from bench.processes import processor_seconds

if __name__ == "__main__":
    out, *sources = map(Path, sys.argv[1:])
    quads = build(sources, out).manifest.quads
    # Asked here, where the processes that the build has started are still its own.
    sys.stdout.write(f"{quads} {processor_seconds(os.getpid())}\n")
