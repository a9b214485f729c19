"""Files and folders that are complete under their names or absent, even if the process is killed."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def writing_whole(path: Path) -> Iterator[Path]:
    """Yield the place beside `path` where to write a file or make a folder, which gets its name at the end.

    When the block fails, nothing is left. Several processes may write the same file at once; the last wins.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    _remove(partial)  # of a killed process that had this number
    try:
        yield partial
        partial.replace(path)
    finally:
        _remove(partial)


def _remove(partial: Path) -> None:
    if partial.is_dir():
        shutil.rmtree(partial)
    else:
        partial.unlink(missing_ok=True)
