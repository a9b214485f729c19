"""Comparing two releases as a process: `python -m asm_graph.releases.comparing BEFORE AFTER FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from asm_graph.releases.difference import write_difference

if __name__ == "__main__":
    write_difference(*map(Path, sys.argv[1:]))
