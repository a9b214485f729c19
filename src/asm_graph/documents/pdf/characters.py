"""The characters of a PDF page, with how and where they are printed."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from asm_graph.documents.pdf.placement import QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfTextPage

_LOST = "\ufffd"
_PRIVATE = "\ue000", "\uf8ff"
_LINE_END_HYPHEN = 0x2
"""What pdfium gives for a hyphen at the end of a line, where it takes the word to go on."""
_SPACE, _FIRST_PRINTED = 0x20, 0x21
_BREAKS = frozenset(map(ord, "\t\n\v\f\r"))
_SYMBOLS = {
    0xF020: " ", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF075: "◆", 0xF076: "❖", 0xF09F: "•",
    0xF0A7: "▪", 0xF0A8: "◻", 0xF0B7: "•", 0xF0D8: "➢", 0xF0E0: "→", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0FE: "☑",
}  # fmt: skip
"""Bullets and boxes of the fonts Symbol and Wingdings, whose codes are private ones."""
_BOLD_NAMES = ("bold", "negrita", "black", "heavy", "negreta")
_BOLD_WEIGHT = 600
_NAME_BYTES = 128
_STRAIGHT = math.radians(8)
"""How far text may lean from a line that runs across, up or down."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is printed; `quarters` tells the direction that it runs in user space.

    It counts quarter turns against the clock, None for text at a slant. `size` is in points.
    """

    size: float
    is_bold: bool
    is_invisible: bool
    quarters: int | None


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character and its box in user space: left, bottom, right, top.

    It `follows` the one before it if nothing is printed between them, on one line; `after_blank` tells that
    pdfium supposes a blank there all the same, by the gap.
    """

    text: str
    bounds: tuple[float, float, float, float]
    style: TextStyle
    follows: bool
    after_blank: bool

    @property
    def is_lost(self) -> bool:
        """Whether its font does not say which character it is."""
        return self.text == _LOST or _PRIVATE[0] <= self.text <= _PRIVATE[1]


class Characters:
    """Reads the characters of a page in the order of its file."""

    def __init__(self, text: PdfTextPage) -> None:
        self._text = text.raw
        self._bounds = pdfium.FS_RECTF()
        self._styles: dict[int, TextStyle] = {}

    def __iter__(self) -> Iterator[Character]:
        """Yield what is printed; blanks, and the line ends that pdfium supposes, part one from the next."""
        follows = after_blank = False
        for index in range(pdfium.FPDFText_CountChars(self._text)):
            code = pdfium.FPDFText_GetUnicode(self._text, index)
            if code == _SPACE:
                after_blank = pdfium.FPDFText_IsGenerated(self._text, index) == 1
                follows = follows and after_blank
            elif code in _BREAKS:
                follows = False
            elif sign := _sign(code).strip():
                yield Character(sign, self._box(index), self._style(index), follows, after_blank)
                follows, after_blank = True, False

    def _box(self, index: int) -> tuple[float, float, float, float]:
        bounds = self._bounds
        pdfium.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(bounds))
        return bounds.left, bounds.bottom, bounds.right, bounds.top

    def _style(self, index: int) -> TextStyle:
        printed = pdfium.FPDFText_GetTextObject(self._text, index)
        address = ctypes.addressof(printed.contents) if printed else 0
        style = self._styles.get(address)
        if style is None:
            style = self._styles[address] = self._read_style(index, printed)
        return style

    def _read_style(self, index: int, printed: object) -> TextStyle:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        angle = math.atan2(matrix.b, matrix.a)
        quarters = round(angle / math.radians(QUARTER)) if math.isfinite(angle) else 0
        is_straight = abs(angle - quarters * math.radians(QUARTER)) < _STRAIGHT
        mode = pdfium.FPDFTextObj_GetTextRenderMode(printed) if printed else 0
        return TextStyle(
            size=pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d),
            is_bold=mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE or self._is_bold(index),
            is_invisible=mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
            quarters=quarters % 4 if is_straight else None,
        )

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text, index) >= _BOLD_WEIGHT:
            return True
        name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, index, name, _NAME_BYTES, flags)
        lowered = name.value.decode(errors="replace").lower()
        return any(bold in lowered for bold in _BOLD_NAMES)


def _sign(code: int) -> str:
    if code == _LINE_END_HYPHEN:
        return "-"
    if code < _FIRST_PRINTED or code in {0x7F, 0xFFFE, 0xFFFF}:
        return _LOST
    return _SYMBOLS.get(code) or chr(code)
