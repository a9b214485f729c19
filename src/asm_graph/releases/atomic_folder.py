"""Changes to a folder that are complete or absent, whenever the machine stops."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asm_graph.errors import ExportFailed, ReleaseError, UnusableFolder
from asm_graph.messages import Message, system_reason
from asm_graph.releases.content import silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.errors import AsmGraphError
    from asm_graph.releases.content import Progress

STAGING = ".staging-"
"""The prefix of names being written or removed; the next writer sweeps what a crash left."""
_NEW, _OLD = "new", "old"


def ensure_usable(folder: Path) -> None:
    """Check before long work that releases can be written to a folder; nothing is created.

    Raises:
        UnusableFolder: it is no folder or cannot be written.
    """
    whole = folder.absolute()
    nearest = next(path for path in (whole, *whole.parents) if os.access(path, os.F_OK))
    if not nearest.is_dir():
        raise _unusable(folder, Message("{path} is no folder", path=nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise _unusable(folder, Message("{path} may not be written to", path=nearest))


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder of releases; the system frees it however the process ends.

    Raises:
        UnusableFolder: the folder cannot be written.
        ReleaseError: another process is writing there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("ab")
    except OSError as error:
        raise _unusable(folder, system_reason(error)) from error
    with lock:
        busy = Message(
            "{folder}: another process is writing releases there; wait until it is done.", folder=folder
        )
        _hold(lock.fileno(), ReleaseError(busy))
        sweep(folder)
        yield


def sweep(folder: Path) -> None:
    """Remove what an interrupted writer left; only for the holder of the lock."""
    for path in folder.glob(f"{STAGING}*"):
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path)


def publish_folder(source: Path, target: Path) -> None:
    """Rename a finished folder once everything in it has reached the disk."""
    for path in sorted(source.rglob("*"), reverse=True):
        _sync(path)
    _sync(source)
    rename_whole(source, target)


def rename_whole(source: Path, target: Path) -> None:
    """Give a folder that is whole on the disk another name, in the same file system."""
    source.rename(target)
    _sync(target.parent)


@contextmanager
def replacing(folder: Path, progress: Progress = silent) -> Iterator[Path]:
    """Yield an empty folder to write in, which replaces `folder` when the block succeeds.

    The previous folder steps aside only then. When the block fails nothing is left of it; a run that is
    killed is cleaned up by the next.

    Raises:
        ExportFailed: another process is writing there.
        OSError: the disk is full, or the place cannot be written.
    """
    folder = folder.resolve()  # `.` has no name, and a link is not what is to be replaced
    aside = folder.with_name(f".{folder.name}.export")
    aside.mkdir(parents=True, exist_ok=True)
    lock = os.open(aside, os.O_RDONLY)
    try:
        _hold(
            lock,
            ExportFailed(
                Message("{folder}: another process is writing there; wait until it is done.", folder=folder)
            ),
        )
        _restore(aside, folder, progress)
        (aside / _NEW).mkdir()
        try:
            yield aside / _NEW
            os.sync()  # file by file, a site of many thousands would take minutes
            if folder.exists():
                folder.rename(aside / _OLD)
            (aside / _NEW).rename(folder)
        finally:
            _restore(aside, folder, progress)
            aside.rmdir()
    finally:
        os.close(lock)


def _restore(aside: Path, folder: Path, progress: Progress) -> None:
    """Put the previous folder back if nothing took its place, and remove the rest."""
    if (aside / _OLD).exists() and not folder.exists():
        (aside / _OLD).rename(folder)
    for left in aside.iterdir():
        progress(Message("Removing {left}", left=left))
        shutil.rmtree(left)


def publish_link(link: Path, target: str) -> None:
    """Point a relative link to `target` atomically, whether or not it exists."""
    temporary = link.with_name(f"{STAGING}link")
    temporary.symlink_to(target)
    temporary.replace(link)
    _sync(link.parent)


def remove_folder(path: Path) -> None:
    """Remove a folder so that it is never seen half empty under its name."""
    doomed = path.with_name(f"{STAGING}removed")
    path.rename(doomed)
    _sync(path.parent)
    shutil.rmtree(doomed)


def _hold(lock: int, busy: AsmGraphError) -> None:
    """Lock a file descriptor without waiting, or raise `busy`."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise busy from error


def _unusable(folder: Path, reason: str | None) -> UnusableFolder:
    return UnusableFolder(
        Message(
            "{folder}: cannot hold releases ({reason}); choose another folder.", folder=folder, reason=reason
        )
    )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
