"""A folder of releases: which is current, which exist, how two differ, which to remove."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.errors import MissingRelease, UsageError
from asm_graph.messages import Message
from asm_graph.releases.atomic_folder import only_writer, publish_link, remove_folder
from asm_graph.releases.difference import Difference
from asm_graph.releases.manifest import FILE_NAME
from asm_graph.releases.release import CURRENT, Release, open_release

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]+")
"""How releases are called; a folder that somebody made beside them, with another name, is none."""

DRAFTS = "drafts"
"""Where a folder of releases keeps its draft."""

FAILED = "failed"
"""Where releases are kept that break a shape of integrity: with their reports, never served."""


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases in a folder. One process may write there at a time; any number may read."""

    folder: Path

    def current(self) -> Release | None:
        """Return the served release, or None before the first.

        Raises:
            ReleaseError: the current release is missing or damaged.
        """
        return open_release(self.folder) if (self.folder / CURRENT).is_symlink() else None

    def changed(self) -> dt.datetime:
        """Return when a release was last added, removed or made current (UTC), by the folder's time."""
        return dt.datetime.fromtimestamp(int(self.folder.stat().st_mtime), dt.UTC)

    def list(self) -> tuple[str, ...]:
        """List the names of all releases, oldest first."""
        return _names(self.folder)

    def failed(self) -> tuple[str, ...]:
        """List the names of builds that failed their checks, oldest first."""
        return _names(self.folder / FAILED)

    def drafts(self) -> tuple[str, ...]:
        """Return the name of the draft, if there is one; see `asm_graph.releases.drafts`."""
        link = self.folder / DRAFTS / CURRENT
        return (link.readlink().name,) if link.exists() else ()

    def open(self, name: str) -> Release:
        """Open the release of this name.

        Raises:
            MissingRelease: there is none of this name.
            ReleaseError: it is damaged.
        """
        if name not in self.list():
            raise MissingRelease(
                Message(
                    "{folder}: has no release {name}; `asm-graph releases list` shows their names.",
                    folder=self.folder,
                    name=name,
                )
            )
        return open_release(self.folder / name)

    def switch(self, name: str) -> Release:
        """Make a release the current one.

        Raises:
            ReleaseError: there is none of this name, it is damaged, or the folder is in use.
        """
        self.open(name)  # before the lock too, which would make a folder that is not there
        with only_writer(self.folder):
            release = self.open(name)
            publish_link(self.folder / CURRENT, name)
        return release

    def diff(self, before: str, after: str) -> Difference:
        """Compare one release with another.

        Raises:
            ReleaseError: one of them is missing or damaged.
        """
        return Difference(self.open(before).path, self.open(after).path)

    def prune(self, keep: int) -> tuple[str, ...]:
        """Remove all but the newest `keep` releases and failed builds, never the current one; name them.

        Raises:
            UsageError: `keep` is less than one.
            ReleaseError: the folder is in use.
        """
        if keep < 1:
            raise UsageError(Message("keep={keep}: at least one release is kept; give 1 or more.", keep=keep))
        with only_writer(self.folder):
            link = self.folder / CURRENT
            served = link.readlink().name if link.is_symlink() else None
            doomed = [self.folder / name for name in self.list()[:-keep] if name != served]
            doomed += [self.folder / FAILED / name for name in self.failed()[:-keep]]
            for path in doomed:
                remove_folder(path)
        return tuple(path.name for path in doomed)


def _names(folder: Path) -> tuple[str, ...]:
    names = (path.parent.name for path in folder.glob(f"[0-9]*/{FILE_NAME}"))
    return tuple(sorted(filter(_NAME.fullmatch, names)))
