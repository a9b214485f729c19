"""Which engine reads scans on this machine: tesseract where it is installed, else the one in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.scan.bundled import bundled_engine
from asm_graph.documents.scan.tesseract import installed_tesseract

if TYPE_CHECKING:
    from asm_graph.documents.scan.recognition import Engine


def installed_engine() -> Engine:
    """Return the better engine that is installed: tesseract takes half the time of the bundled one."""
    return installed_tesseract() or bundled_engine()
