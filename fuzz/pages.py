"""The target among what reads pages: PDFs of a text and a table, damaged, uncompressed or not."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from asm_graph.documents.pdf.pdf_file import is_pdf, read_pages
from asm_graph.errors import UnreadableDocument
from fuzz.inputs import PIECES, damaged
from fuzz.target import Target

_NAME = "informe.pdf"
_OUR_FAULT = "its reader does not know"


def _drawn(*, packed: bool) -> bytes:
    """Draw a page with a heading, a turned word, a ruled table with a colored header and a form."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792), pageCompression=int(packed), invariant=1)
    canvas.drawString(72, 740, "Anexo B. Documento de trabajo")
    canvas.setFillGray(0.8)
    canvas.rect(72, 680, 300, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    for top in (700, 680, 660):
        canvas.line(72, top, 372, top)
    for left in (72, 172, 372):
        canvas.line(left, 700, left, 660)
        canvas.drawString(min(left, 272) + 4, 686, "Aspecto")
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(500, -420, "Observaciones")
    canvas.restoreState()
    canvas.acroForm.textfield(x=72, y=600, width=200, height=20, value="Avance 50 %")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def _wholes() -> tuple[bytes, ...]:
    return _drawn(packed=False), _drawn(packed=True)


def check(data: bytes) -> None:
    """Read pages, or refuse them in one sentence that names the file and is no fault of our own code."""
    if not is_pdf(data):
        return
    try:
        pages = read_pages(Path(_NAME), data)
    except UnreadableDocument as error:
        message = str(error)
        assert message.startswith(_NAME)
        assert "\n" not in message
        assert _OUR_FAULT not in message, message
        return
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        for word in page.words:
            word.text.encode()


TARGETS = (Target("pdf", damaged(_wholes(), PIECES["pdf"]), check),)
