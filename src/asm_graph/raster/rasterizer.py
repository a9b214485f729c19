"""Rasterization for the server: one picture at a time, bounded in pixels and time, a process for each."""

from __future__ import annotations

import asyncio
import math
import sys
from typing import Final

from asm_graph.engine.workers.process import worker_environment
from asm_graph.errors import PictureFailed

PNG: Final = "image/png"
_SHARP = 2.0
"""Pixels for each unit of a drawing, as screens of today have them, where it is not too large."""
_MOST_PIXELS = 24_000_000
"""With four bytes each, a tenth of the address space that the process may have."""
_MEMORY = 1_000_000_000
_SECONDS = 10.0


class Rasterizer:
    """Makes PNGs of drawings one at a time; others wait at most ten seconds."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def png(self, drawing: str, width: float, height: float) -> bytes:
        """Rasterize an SVG of this size in its own units.

        Raises:
            PictureFailed: it is not made in time, or not at all.
        """
        zoom = min(_SHARP, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
        try:
            async with asyncio.timeout(_SECONDS), self._turn:
                return await _drawn(drawing, zoom)
        except TimeoutError as error:
            raise PictureFailed("the picture was not made in time; take the drawing as SVG.") from error


async def _drawn(drawing: str, zoom: float) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "asm_graph.raster.worker", str(zoom), str(_MEMORY), str(_SECONDS)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=worker_environment(),
        start_new_session=True,  # an interrupt at the terminal is the server's to handle
    )
    try:
        picture, _ = await process.communicate(drawing.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not picture:
        raise PictureFailed("the picture could not be made; take the drawing as SVG.")
    return picture
