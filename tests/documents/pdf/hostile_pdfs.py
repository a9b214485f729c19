"""PDFs that do harm, or are of no use, to a reader that trusts them."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>/Contents 4 0 R>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def pdf(objects: Mapping[int, bytes]) -> bytes:
    """Return a PDF of these objects, by number; 1 is its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    count = max(objects) + 1
    out += b"xref\n0 %d\n" % count
    for number in range(count):
        place, kind = (places[number], b"n") if number in places else (0, b"f")
        out += b"%010d %05d %b \n" % (place, 0 if kind == b"n" else 65535, kind)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """Return a stream object; `packed` ones are compressed."""
    if packed:
        content, entries = zlib.compress(content, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def one_page(content: bytes, page: bytes = PAGE, more: Mapping[int, bytes] | None = None) -> bytes:
    """Return a PDF of one page, whose content stream is the object 4."""
    return pdf({1: CATALOG, 2: PAGES, 3: page, 4: content} | dict(more or {}))


def ordinary(pages: int = 1) -> bytes:
    """Return a PDF in which nothing is wrong."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792))
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Seguimiento de los aspectos susceptibles de mejora, página {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted() -> bytes:
    """Return a PDF that opens with a password only."""
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption("secreto", ownerPassword="dueño", strength=128))
    canvas.drawString(72, 700, "Documento reservado")
    canvas.save()
    return file.getvalue()


def of_many_pages(count: int) -> bytes:
    """Return a PDF that shows one page so many times."""
    kids = b" ".join([b"3 0 R"] * count)
    return pdf({1: CATALOG, 2: b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count), 3: PAGE, 4: stream(b"")})


def of_claimed_pages(count: int) -> bytes:
    """Return a PDF that says that it has so many pages, and has one."""
    return pdf({1: CATALOG, 2: b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count, 3: PAGE, 4: stream(b"")})


def unpacking_to(size: int) -> bytes:
    """Return a PDF whose page unpacks to so many bytes of blanks, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    return one_page(stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def with_picture(side: int) -> bytes:
    """Return a scan of so many dots each way, all of them black."""
    row = b"\0" * (side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (side, side, len(data), data)
    )
    page = PAGE.replace(b"<<>>", b"<</XObject<</P 5 0 R>>>>")
    return one_page(stream(b"q 612 0 0 792 0 0 cm /P Do Q"), page, {5: picture})


def of_many_objects(count: int) -> bytes:
    """Return a page that so many squares are painted on."""
    return one_page(stream(b"1 1 9 9 re f\n" * count, packed=True))


def of_many_letters(count: int) -> bytes:
    """Return a page that so many letters are printed on."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = PAGE.replace(b"<<>>", b"<</Font<</F 5 0 R>>>>")
    text = b"BT /F 1 Tf 1 TL 10 700 Td " + b"(%b) Tj T* " % (b"a" * 1000) * (count // 1000) + b"ET"
    return one_page(stream(text, packed=True), page, {5: font})


def calling_itself(forms: int) -> bytes:
    """Return a page of forms that each paint the next one twice, and the last one the first."""
    page = PAGE.replace(b"<<>>", b"<</XObject<</F 5 0 R>>>>")
    found = {}
    for number in range(5, 5 + forms):
        following = number + 1 if number < 4 + forms else 5
        entries = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</F %d 0 R>>>>" % following
        )
        found[number] = stream(b"/F Do /F Do 1 1 9 9 re f", entries)
    return one_page(stream(b"/F Do"), page, found)


def nested(depth: int) -> bytes:
    """Return a PDF with an array in an array, so many times, in the page and in its content."""
    brackets = b"[" * depth + b"]" * depth
    return one_page(stream(brackets + b" TJ"), PAGE.replace(b"<<>>", b"<</A %b>>" % brackets))


def of_size(width: float, height: float) -> bytes:
    """Return a PDF with a page of this size in points."""
    return one_page(stream(b"1 1 9 9 re f"), PAGE.replace(b"612 792", b"%f %f" % (width, height)))


def slow_to_draw() -> bytes:
    """Return a scan below which a pattern of the smallest tiles fills the page a thousand times."""
    pattern = stream(
        b"0 0 1 1 re f",
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .01/YStep .01"
        b"/Resources<<>>",
    )
    picture = stream(
        b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    page = PAGE.replace(b"<<>>", b"<</XObject<</P 6 0 R>>/Pattern<</T 5 0 R>>>>")
    content = b"q 612 0 0 792 0 0 cm /P Do Q /Pattern cs /T scn " + b"0 0 612 792 re f " * 1000
    return one_page(stream(content), page, {5: pattern, 6: picture})
