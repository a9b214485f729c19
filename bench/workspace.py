"""What the parts of the bench share: a folder to write to, and the time that is left."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that is thrown away afterwards, and when the part is to have ended (`time.monotonic`).

    `releases` is a folder of releases to ask in place of one that is built for it.
    """

    folder: Path
    end: float
    releases: Path | None = None

    @property
    def left(self) -> float:
        """The seconds that are left to the part."""
        return self.end - time.monotonic()

    def sub(self, name: str) -> Path:
        """Make a folder of this name."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def federal_releases(self) -> Path:
        """Where the part `building` leaves the release of all federal tables."""
        return self.folder / "federal" / "releases"
