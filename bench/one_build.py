"""`python -m bench.one_build SOURCES OUT` builds one release and writes how many quads it has."""

from __future__ import annotations

import sys
from pathlib import Path

from asm_graph import build

if __name__ == "__main__":
    sources, out = map(Path, sys.argv[1:])
    sys.stdout.write(f"{build([sources], out).manifest.quads}\n")
