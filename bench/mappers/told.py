"""How a way of mapping tells what it took, to the process that asked."""

from __future__ import annotations

import sys


def tell(seconds: float, triples: int) -> None:
    """Write both to standard output, in one line."""
    sys.stdout.write(f"{seconds} {triples}\n")
