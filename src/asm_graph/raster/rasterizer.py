"""Rasterization for the server: bounded in pixels and time, a process with a place in a queue for each."""

from __future__ import annotations

import asyncio
import math
import tempfile
from typing import TYPE_CHECKING, Final

from asm_graph.confinement import ProcessLimits
from asm_graph.conversion.places import ConversionPlaces
from asm_graph.conversion.process import Job
from asm_graph.errors import AsmGraphError, PictureFailed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

PNG: Final = "image/png"
_SHARP = 2.0
"""Pixels for each unit of a drawing, as screens of today have them, where it is not too large."""
_MOST_PIXELS = 24_000_000
"""With four bytes each, a tenth of the address space that the process may have."""
_LIMITS = ProcessLimits(memory=1_000_000_000, seconds=10.0, file_bytes=100_000_000)
_MODULE = "asm_graph.raster.worker"


class Rasterizer:
    """Makes PNGs of drawings in places of a queue, where nobody waits longer than ten seconds."""

    def __init__(self, places: ConversionPlaces | None = None) -> None:
        self._places = places or ConversionPlaces(1, _LIMITS.seconds)

    async def png(
        self,
        drawing: str,
        width: float,
        height: float,
        client: str = "",
        kept: Callable[[], bytes | None] = lambda: None,
    ) -> bytes:
        """Rasterize an SVG of this size in its own units.

        `kept` gets the picture where it was made for another client while this one waited.

        Raises:
            PictureFailed: it is not made in time, or not at all.
        """
        zoom = min(_SHARP, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
        try:
            async with asyncio.timeout(_LIMITS.seconds), self._places.place(client, is_long=False):
                return kept() or await _drawn(drawing, zoom)
        except TimeoutError as error:
            raise PictureFailed("the picture was not made in time; take the drawing as SVG.") from error
        except AsmGraphError as error:
            message = f"the picture could not be made ({error}); take the drawing as SVG."
            raise PictureFailed(message) from error


async def _drawn(drawing: str, zoom: float) -> bytes:
    with tempfile.TemporaryFile() as file:
        await Job(_MODULE, _LIMITS, (str(zoom),)).run(_pieces(drawing), file)
        file.seek(0)
        return file.read()


async def _pieces(drawing: str) -> AsyncIterator[bytes]:
    yield drawing.encode()
