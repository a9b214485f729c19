"""`python -m bench.one_part MODULE FOLDER SECONDS OUTPUT [RELEASES]` measures one part.

Each piece is written as soon as it is found: the process may be ended when its time is over.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path

from bench.pieces import to_json
from bench.workspace import Workspace


def main(module: str, folder: str, seconds: str, output: str, releases: str = "") -> None:
    """Measure the part with this module."""
    end = time.monotonic() + float(seconds)
    workspace = Workspace(Path(folder), end, Path(releases) if releases else None)
    with Path(output).open("w", encoding="utf-8") as file:
        for piece in import_module(module).measure(workspace):
            file.write(to_json(piece) + "\n")
            file.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
