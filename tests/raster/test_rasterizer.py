"""Pictures: of the right size, with their text, the same each time, and never a danger to the server."""

from __future__ import annotations

import asyncio
import struct

import pytest

from asm_graph.errors import PictureFailed
from asm_graph.raster import Rasterizer

SIGNATURE = b"\x89PNG\r\n\x1a\n"
STYLE = "<style>text { font: 12px system-ui, sans-serif } .grave { font-weight: 600 }</style>"


def drawing(inside: str, width: int = 120, height: int = 40) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{STYLE}{inside}</svg>'
    )


def picture(svg: str, width: float = 120, height: float = 40) -> bytes:
    return asyncio.run(Rasterizer().png(svg, width, height))


def size(png: bytes) -> tuple[int, int]:
    """Width and height, as the header of a PNG has them (RFC 2083, 4.1.1)."""
    assert png.startswith(SIGNATURE)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_has_two_pixels_for_each_unit() -> None:
    assert size(picture(drawing("<rect width='9' height='9'/>"))) == (240, 80)


def test_text_is_drawn_with_the_fonts_that_come_along() -> None:
    blank, plain = picture(drawing("")), picture(drawing("<text y='20'>Ñandú 2009</text>"))
    heavy = picture(drawing("<text y='20' class='grave'>Ñandú 2009</text>"))
    assert len({blank, plain, heavy}) == 3
    assert picture(drawing("<text y='20'>Ñandú 2009</text>")) == plain


def test_a_large_drawing_becomes_a_picture_of_bounded_size() -> None:
    width, height = size(picture(drawing("", 20_000, 20_000), 20_000, 20_000))
    assert width * height <= 24_100_000


@pytest.mark.parametrize("broken", ["", "<svg", drawing("", 200_000, 200_000)])
def test_what_cannot_be_drawn_is_told_and_harms_nobody(broken: str) -> None:
    """The last one asks for more memory than there is, and says that it is small."""
    with pytest.raises(PictureFailed, match="SVG"):
        picture(broken, 10, 10)


def test_those_who_ask_at_once_wait_for_each_other() -> None:
    async def several() -> list[bytes]:
        rasterizer = Rasterizer()
        return await asyncio.gather(*(rasterizer.png(drawing(""), 120, 40) for _ in range(3)))

    assert len(set(asyncio.run(several()))) == 1
