"""What the text layer of a page is worth: all of the page, some of it, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box
from asm_graph.documents.pdf.paths import common

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents.pages import PageWord, TextLayer
    from asm_graph.documents.pdf.characters import Character
    from asm_graph.documents.pdf.page_objects import PageObjects

_WHOLE_PAGE = 0.8
"""Share of a page from which a picture on it is a scan of it."""
_PARTS = 0.12
"""Share of a page from which pictures that stand beside its text are read as well; logos take less."""
_PART = 0.03
_PRINTED_ON = 0.1
"""Share of a picture from which it is the background of the text that is printed on it."""
FEW_WORDS = 30
"""Words, at most, that are printed on a scan, or beside it: its number, a stamp, a running head."""
_DRAWN = 50
"""Paths from which a page without a character has its letters drawn."""
_LOST = 0.2
"""Share of characters without a code from which the fonts of a page do not say what they print."""
_BELOW = 0.9
"""Share of the text that is painted below the picture of its page, as programs for OCR do."""


def text_layer(characters: Sequence[Character], objects: PageObjects, size: tuple[float, float]) -> TextLayer:
    """Tell what the text layer of a page of this size is, by its characters and what is painted there."""
    pictures = list(_shown(objects.pictures, size))
    visible = [one for one in characters if not one.style.is_invisible]
    if not visible and not pictures and len(objects.paths) < _DRAWN:
        return "text"  # a blank page
    is_scan = max(map(_area, pictures), default=0) >= _WHOLE_PAGE * size[0] * size[1]
    is_below = objects.texts_below >= _BELOW * objects.texts
    if characters and (not visible or (is_scan and is_below)):
        return "ocr"
    if not visible:
        return "none"
    lost = sum(one.is_lost for one in visible)
    return "garbled" if lost >= _LOST * len(visible) else "text"


def pictures_to_read(
    pictures: Sequence[Box], words: Sequence[PageWord], size: tuple[float, float]
) -> list[Box]:
    """Return where pictures stand beside the text of a page that are so large that they can hold some."""
    found: list[Box] = []
    for picture in _shown(pictures, size):
        if _area(picture) < _PART * size[0] * size[1]:
            continue
        meeting = [other for other in found if common(other, picture)]
        found = [other for other in found if other not in meeting]
        found.append(Box.around([picture, *meeting]))
    found = [one for one in found if not _is_background(one, words)]
    return found if sum(map(_area, found)) >= _PARTS * size[0] * size[1] else []


def _is_background(picture: Box, words: Iterable[PageWord]) -> bool:
    """Tell whether text is printed on a picture, more than the stamp and number of a scan."""
    inside = [word.box for word in words if picture.has(*word.box.center)]
    return len(inside) > FEW_WORDS or sum(map(_area, inside)) > _PRINTED_ON * _area(picture)


def _shown(pictures: Iterable[Box], size: tuple[float, float]) -> Iterable[Box]:
    """Return the parts of pictures that are on the page."""
    page = Box(0, 0, *size)
    return (shown for picture in pictures if (shown := common(picture, page)) is not None)


def _area(box: Box) -> float:
    return box.width * box.height
