"""The publishers' real data, which stay outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def open_data() -> Path:
    """The folder of the real data; tests on it skip where it is absent."""
    folder = Path(os.environ.get("ASM_GRAPH_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (folder / "README.md").is_file():
        pytest.skip("no real data: set ASM_GRAPH_DATA to the folder whose README.md names its publishers")
    return folder
