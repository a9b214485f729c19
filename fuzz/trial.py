"""`python -m fuzz.trial TARGET KEPT SECONDS` tries one target for so long, in a process that may die of it.

`python -m fuzz.trial TARGET KEPT FILE…` tries the inputs in these files. KEPT always holds the input that is
being tried: once this process has ended with an error, or was ended, it holds the input that did it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, Verbosity, given, settings

from asm_graph.confinement import confine

if TYPE_CHECKING:
    from types import FrameType

    from fuzz.target import Target

TOO_SLOW = 3
"""The exit code where an input took more than `PROCESSOR_SECONDS`."""
PROCESSOR_SECONDS = 5.0
"""Inputs have some 100 kB at most, and a reader of them takes a tenth of a second."""
_MEMORY = 3_000_000_000
_ROUND = settings(
    max_examples=300,
    deadline=None,
    database=None,  # the corpus is what is kept
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    print_blob=False,
    verbosity=Verbosity.quiet,
)


def attempts(target: Target, kept: Path, seconds: float) -> None:
    """Try inputs until the time is over; what the target raises is raised, its smallest input kept."""
    end = time.monotonic() + seconds
    has_failed = False

    def attempt(data: bytes) -> None:
        nonlocal has_failed
        if not has_failed and time.monotonic() > end:
            return
        kept.write_bytes(data)
        try:
            target.check(data)
        except Exception:
            has_failed = True  # what makes it smaller takes its time
            raise

    while time.monotonic() < end:
        _ROUND(given(target.inputs)(attempt))()


def replay(target: Target, kept: Path, files: list[Path]) -> None:
    """Try the inputs of these files."""
    for path in files:
        data = path.read_bytes()
        kept.write_bytes(data)
        target.check(data)


def _bounded(target: Target) -> Target:
    """Bound the processor time that the target has for each input."""

    def check(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, PROCESSOR_SECONDS)
        try:
            target.check(data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    return target._replace(check=check)


def _end(_signal: int, frame: FrameType | None) -> None:
    """End at once: the smallest slow input would take an hour to find."""
    traceback.print_stack(frame)
    sys.stderr.flush()
    os._exit(TOO_SLOW)


def main() -> None:
    """Try the target that the command line names."""
    from fuzz.targets import TARGETS  # noqa: PLC0415  whoever imports this module needs no target

    target, kept = TARGETS[sys.argv[1]], Path(sys.argv[2])
    confine(_MEMORY)
    signal.signal(signal.SIGPROF, _end)
    if sys.argv[3].replace(".", "").isdecimal():
        attempts(_bounded(target), kept, float(sys.argv[3]))
    else:
        replay(_bounded(target), kept, list(map(Path, sys.argv[3:])))


if __name__ == "__main__":
    main()
