"""Files that are derived from others and kept: made again only when one of these has changed.

A kept file is named by the hash of all that it depends on, so that it never has to be compared or corrected:
what is found under the name is what would be made.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.atomic_files import writing_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """A folder of kept files and folders; `decisive` is what all of them depend on, such as the software.

    What is asked for gets the time of that, by which a build knows what it need not keep any longer.
    """

    folder: Path
    decisive: tuple[str, ...] = ()

    def path(self, inputs: Iterable[str], suffix: str) -> Path:
        """Return the place of what is made from these inputs, whether or not it is there."""
        digest = hashlib.sha256(repr((self.decisive, suffix, tuple(inputs))).encode()).hexdigest()
        return self.folder / f"{digest}{suffix}"

    def has(self, path: Path) -> bool:
        """Tell whether a file or folder is there; if so, it is kept for the next build."""
        try:
            os.utime(path)
        except FileNotFoundError:
            return False
        return True

    def made(self, inputs: Iterable[str], suffix: str, make: Callable[[Path], None]) -> Path:
        """Return the file or folder that is made from these inputs, and make it if it is not there.

        `make` is given the path to write to; the inputs must name everything that it looks at.
        """
        path = self.path(inputs, suffix)
        if not self.has(path):
            with writing_whole(path) as partial:
                make(partial)
        return path


def content_hash(path: Path) -> str:
    """Hash the content of a file (SHA-256)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def named_by_content(path: Path) -> Path:
    """Return a second name of a file of quads, by its content: what is made of it may then be kept."""
    target = path.with_name(f"{content_hash(path)}.nq")
    if not target.exists():
        with writing_whole(target) as partial:
            shutil.copyfile(path, partial)
    return target


def link_files(source: Path, target: Path, copied: Callable[[Path], bool] = lambda _: False) -> None:
    """Make a folder of the files of another without copying them, but for those to be `copied`.

    For files that nobody changes in place: both names lead to the same bytes. Where the disk knows no hard
    links they are copied.
    """
    target.mkdir()
    for path in source.iterdir():
        place = target / path.name
        if copied(path):
            shutil.copyfile(path, place)
            continue
        try:
            os.link(path, place)
        except OSError:
            shutil.copyfile(path, place)
