"""A guard against work that would never end: it fails a test, where a test runner would wait forever."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SECONDS = 120
"""Far more than what the guarded work takes on any machine; far less than what it takes if it grows wrong."""


@contextmanager
def fails_if_it_hangs(seconds: int = _SECONDS) -> Iterator[None]:
    def fail(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
