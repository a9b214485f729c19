"""Small PDFs that tests draw: lines of type at places, in points from the top left."""

from __future__ import annotations

import ctypes
import io
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = tuple[float, float, str]
"""Left, baseline from the top, and the text."""


def pdf(*pages: Sequence[Line], width: float = 612, height: float = 792, rotation: int = 0) -> bytes:
    """Return a PDF whose pages have these lines in Helvetica of 12 points; `rotation` is that of viewers."""
    document = pypdfium2.PdfDocument.new()
    for lines in pages:
        page = document.new_page(width, height)
        for left, baseline, text in lines:
            drawn = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 12)
            encoded = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\x00\x00")
            pdfium.FPDFText_SetText(drawn, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
            pdfium.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, left, height - baseline)
            pdfium.FPDFPage_InsertObject(page, drawn)
        pdfium.FPDFPage_GenerateContent(page)
        page.set_rotation(rotation)
        page.close()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()
