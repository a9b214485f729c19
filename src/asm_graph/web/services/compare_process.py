"""Compare two releases in a process of its own.

Started as `python -m asm_graph.web.services.compare_process MEMORY SECONDS FILE_BYTES BEFORE AFTER FOLDER`.
The kernel ends it after so long, even where nobody waits for it any more.
"""

from __future__ import annotations

import sys
from pathlib import Path

from asm_graph.confinement import ProcessLimits
from asm_graph.releases.difference import write_difference

if __name__ == "__main__":
    ProcessLimits.read(*sys.argv[1:4]).hold()
    before, after, folder = map(Path, sys.argv[4:7])
    write_difference(before, after, folder)
