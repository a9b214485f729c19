"""The test suites of the W3C, which stay outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

W3C = Path(os.environ.get("ASM_GRAPH_W3C", Path(__file__).parents[2] / "shared" / "w3c"))
"""The folder that holds `shacl/tests` of https://github.com/w3c/data-shapes."""

ABSENT = "no W3C tests: set ASM_GRAPH_W3C to a folder with shacl/tests of github.com/w3c/data-shapes"
