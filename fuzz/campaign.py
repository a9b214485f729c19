"""Trials watched from outside: how each ended, and the input that ended it put into the corpus."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fuzz.trial import PROCESSOR_SECONDS, TOO_SLOW

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOT = Path(__file__).parents[1]
CORPUS = _ROOT / "fuzz" / "corpus"
"""Inputs that once did harm, by target; each has the name of its hash."""
STALL_SECONDS = 120.0
"""A trial that begins no other input for so long hangs where Python cannot end it."""
_LOOK_SECONDS = 0.2
_SHOWN = 4_000


class Failure(NamedTuple):
    """An input that its target does not stand; `report` is the end of what the trial said.

    There is no input where the trial ended before it tried any.
    """

    reason: str
    data: bytes | None
    report: str


def search(target: str, seconds: float) -> Failure | None:
    """Try new inputs of a target for so long; the first that does harm."""
    return _trial(target, [str(seconds)])


def replay(target: str) -> Failure | None:
    """Try what the corpus holds for a target; the first that does harm again."""
    return _trial(target, [str(path) for path in corpus(target)])


def corpus(target: str) -> list[Path]:
    """List the files of the corpus for a target."""
    return sorted((CORPUS / target).glob("*"))


def keep(target: str, data: bytes) -> Path:
    """Put an input into the corpus."""
    path = CORPUS / target / hashlib.sha256(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _trial(target: str, arguments: Sequence[str]) -> Failure | None:
    with tempfile.TemporaryDirectory(prefix="asm-graph-fuzz-") as folder:
        kept = Path(folder) / "input"
        return watch([sys.executable, "-m", "fuzz.trial", target, str(kept), *arguments], kept)


def watch(command: Sequence[str], kept: Path, stall_seconds: float = STALL_SECONDS) -> Failure | None:
    """Run a trial to its end, or end it; None where it did well."""
    begun = time.time()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=_ROOT, stdout=said, stderr=subprocess.STDOUT)
        while (code := process.poll()) is None:
            time.sleep(_LOOK_SECONDS)
            last = kept.stat().st_mtime if kept.exists() else begun
            if time.time() - last > stall_seconds:
                process.kill()
                process.wait()
                break
        said.seek(0)
        report = said.read().decode(errors="replace")[-_SHOWN:]
    if code == 0:
        return None
    reason = f"hung for {stall_seconds:g} s" if code is None else _reason(code)
    return Failure(reason, kept.read_bytes() if kept.exists() else None, report)


def _reason(code: int) -> str:
    if code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return f"took over {PROCESSOR_SECONDS:g} s of a processor" if code == TOO_SLOW else "raised an error"
