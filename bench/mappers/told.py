"""How a way of mapping tells what it took, to the process that asked."""

from __future__ import annotations

import sys


def tell(seconds: float, statements: int) -> None:
    """Write processor seconds and the statements that were made to standard output, in one line."""
    sys.stdout.write(f"{seconds} {statements}\n")
