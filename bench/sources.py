"""The data that releases are built of: the real federal tables where they are, the founding documents."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph import founding_documents
from asm_graph.releases import Releases

if TYPE_CHECKING:
    from asm_graph.releases import Release
    from bench.workspace import Workspace

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


def federal_release(workspace: Workspace) -> Release | None:
    """Return the release of all federal tables; none where nobody has built it yet."""
    folder = workspace.releases or workspace.federal_releases
    return Releases(folder).current() if (folder / "current").exists() else None


def federal_tables() -> list[Path]:
    """List the federal tables; none where the real data are absent."""
    return sorted(path for pattern in _FEDERAL for path in DATA.glob(pattern))


def founding_texts() -> list[Path]:
    """List the founding documents."""
    return list(founding_documents())
