"""The command line on a machine whose language is Spanish."""

from __future__ import annotations

import os
import subprocess
import sys


def asm_graph(*arguments: object) -> tuple[int, str]:
    """Run a command: its exit code, and all that it says."""
    done = subprocess.run(
        [sys.executable, "-m", "asm_graph", *map(str, arguments)],
        env={**os.environ, "LANG": "es_MX.UTF-8", "LC_ALL": "es_MX.UTF-8", "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout
