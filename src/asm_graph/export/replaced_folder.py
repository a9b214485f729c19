"""A folder written aside that takes its name when complete; until then the previous one stays."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asm_graph.errors import ExportFailed
from asm_graph.releases.content import silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.releases.content import Progress

_NEW, _OLD = "new", "old"


@contextmanager
def replacing(folder: Path, progress: Progress = silent) -> Iterator[Path]:
    """Yield an empty folder to write in, renamed to `folder` when the block succeeds.

    The one before steps aside only then. When the block fails nothing is left of it; a run that is killed is
    cleaned up by the next.

    Raises:
        ExportFailed: another process is writing there.
        OSError: the disk is full, or the place cannot be written.
    """
    folder = folder.resolve()  # `.` has no name, and a link is not what is to be replaced
    aside = folder.with_name(f".{folder.name}.export")
    aside.mkdir(parents=True, exist_ok=True)
    lock = os.open(aside, os.O_RDONLY)
    try:
        _hold(lock, folder)
        _undo(aside, folder, progress)
        (aside / _NEW).mkdir()
        try:
            yield aside / _NEW
            os.sync()
            if folder.exists():
                folder.rename(aside / _OLD)
            (aside / _NEW).rename(folder)
        finally:
            _undo(aside, folder, progress)
            aside.rmdir()
    finally:
        os.close(lock)


def _hold(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ExportFailed(f"{folder}: another process is writing there; wait until it is done.") from error


def _undo(aside: Path, folder: Path, progress: Progress) -> None:
    """Restore the previous folder and remove the rest."""
    if (aside / _OLD).exists() and not folder.exists():
        (aside / _OLD).rename(folder)
    for left in aside.iterdir():
        progress(f"Removing {left}")
        shutil.rmtree(left)
