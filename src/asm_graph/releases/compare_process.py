"""Compare two releases in a process of its own.

Started as `python -m asm_graph.releases.compare_process BEFORE AFTER FOLDER SECONDS`.
The kernel ends it after so long, even where nobody waits for it any more.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from asm_graph.releases.difference import write_difference

if __name__ == "__main__":
    signal.setitimer(signal.ITIMER_REAL, float(sys.argv[4]))
    write_difference(*map(Path, sys.argv[1:4]))
