"""What the parts of the bench share: a folder to write to, the time that is left, and the federal data."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph import founding_documents
from asm_graph.releases import Releases

if TYPE_CHECKING:
    from asm_graph.releases import Release

DATA = Path(os.environ.get("ASM_GRAPH_DATA", Path(__file__).parents[2] / "shared" / "data"))
"""Where the real data are, if they are there."""
_FEDERAL = (
    "federal/*.csv",
    "federal/*.xlsx",
    "federal/ppef-2027/*.json",
    "federal/alignment/*.csv",
    "federal/official/[!D]*.csv",
    "federal/official/Vinc*.xlsx",
    "state/*.csv",
)
"""All tables of the federation, and that of a state; dictionaries of columns state nothing."""


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

    def federal_release(self) -> Release | None:
        """Return the release of all federal tables; none where nobody has built it yet."""
        folder = self.releases or self.federal_releases
        return Releases(folder).current() if (folder / "current").exists() else None


def federal_tables() -> list[Path]:
    """List the federal tables; none where the real data are absent."""
    return sorted(path for pattern in _FEDERAL for path in DATA.glob(pattern))


def founding_texts() -> list[Path]:
    """List the founding documents."""
    return list(founding_documents())
