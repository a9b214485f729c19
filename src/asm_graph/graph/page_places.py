"""Where quotations of a document stand on its pages, how they were read, and the W3C selectors of each.

A selector has an IRI of its own under that of its excerpt: a blank node would have another label in each
release.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, TypeVar

import pyoxigraph as ox
from pyoxigraph import NamedNode

from asm_graph.documents import Span
from asm_graph.documents.pages import Box
from asm_graph.rdf import document_iris, terms
from asm_graph.rdf.vocabulary import DCT, OA, RDF
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import JsonValue

    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.rdf.vocabulary import Base

    Object = NamedNode | ox.Literal
    Proven = tuple[NamedNode, NamedNode, Object]
    """A statement that an excerpt proves: subject, property and value."""

T = TypeVar("T")

ReadBy = Literal["text", "ocr", "spreadsheet"]
"""Entries of the code list `read-by`."""

LOW_CONFIDENCE = Decimal("0.8")
"""Below it a value that was recognized is to be reviewed, and no finding rests on it alone."""

_AROUND = 32
"""Characters before and after a quotation that tell it from others of the same words."""
_PAGE_END = "\f"
_MEDIA_FRAGMENTS = NamedNode("http://www.w3.org/TR/media-frags/")
_HUNDREDTH = Decimal("0.01")


def is_uncertain(read_by: ReadBy, confidence: Decimal | None) -> bool:
    """Tell whether characters were recognized with low confidence, or with one that nobody knows."""
    return read_by == "ocr" and (confidence or 0) < LOW_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a quotation that stands on one page: its characters, and a box for each of its lines.

    `page` is None in a document without pages; `confidence` is None where nothing was recognized. `sheet` and
    `cell` are those of a workbook that was read as lines and tables.
    """

    span: Span
    read_by: ReadBy
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    confidence: Decimal | None = None
    sheet: str = ""
    cell: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Tell whether it was recognized with low confidence."""
        return is_uncertain(self.read_by, self.confidence)


@dataclass(frozen=True, slots=True)
class UncertainValue:
    """A value of which at least a part was recognized with low confidence, and the first such part."""

    proven: Proven
    quote: str
    place: Place

    def as_json(self, base: Base) -> dict[str, JsonValue]:
        """Return it as a report lists it for review, without contact data."""
        subject, predicate, value = self.proven
        confidence = self.place.confidence
        shown = base.local(value) if isinstance(value, NamedNode) else value.value
        return {
            "entity": base.local(subject),
            "property": predicate.value,
            "value": withheld(shown, recognized=True),
            "quote": withheld(self.quote, recognized=True),
            "page": self.place.page,
            "confidence": None if confidence is None else float(confidence),
        }


@dataclass(frozen=True)
class PagePlaces:
    """The pages of a document, and its text as it is published, without contact data."""

    document: PagedDocument
    published: str

    def of(self, span: Span) -> Iterator[Place]:
        """Yield the parts of a quotation page by page, or cell by cell of a workbook.

        A cell of a table may go on over the end of a page.
        """
        words = list(self.document.words_in(span))
        cells = list(self.document.cells_in(span))
        if not words and not cells:
            yield Place(span, "text")
        for part, cell in _parts(span, [(one.span, one) for one in cells]):
            yield Place(part, "spreadsheet", sheet=cell.sheet, cell=cell.cells)
        for part, page in _parts(span, [(word.span, word.area.page) for word in words]):
            yield self._on_page(part, page)

    def _on_page(self, span: Span, page: int) -> Place:
        least = self.document.confidence(span)
        return Place(
            span,
            self._read_by.get(page, "text") if least is None else "ocr",  # of a picture on a page of text
            page,
            tuple(area.box for area in self.document.areas(span)),
            None if least is None else Decimal(least).quantize(_HUNDREDTH),
        )

    def selectors(self, excerpt: str, place: Place) -> Iterator[tuple[str, NamedNode, Object]]:
        """Yield what describes the selectors of an excerpt: the path of each, and what it says.

        `excerpt` is the path of the excerpt.
        """
        span, quoted = place.span, document_iris.selector(excerpt, "quote")
        position = document_iris.selector(excerpt, "position")
        before = self.published[max(0, span.start - _AROUND) : span.start].rpartition(_PAGE_END)[2]
        after = self.published[span.end : span.end + _AROUND].partition(_PAGE_END)[0]
        yield quoted, RDF("type"), OA("TextQuoteSelector")
        yield quoted, OA("exact"), terms.string(self.document.text[span.start : span.end])
        yield quoted, OA("prefix"), terms.string(before)
        yield quoted, OA("suffix"), terms.string(after)
        yield position, RDF("type"), OA("TextPositionSelector")
        yield position, OA("start"), terms.integer(span.start)
        yield position, OA("end"), terms.integer(span.end)
        if place.page is not None:
            fragment = document_iris.selector(excerpt, "fragment")
            box = printed_box(Box.around(place.boxes)) if place.boxes else ""
            value = f"page={place.page}" + (f"&xywh={box}" if box else "")
            yield fragment, RDF("type"), OA("FragmentSelector")
            yield fragment, DCT("conformsTo"), _MEDIA_FRAGMENTS
            yield fragment, RDF("value"), terms.string(value)

    @cached_property
    def _read_by(self) -> Mapping[int, ReadBy]:
        return {page.number: page.read_by for page in self.document.pages}


def _parts(whole: Span, placed: Sequence[tuple[Span, T]]) -> Iterator[tuple[Span, T]]:
    """Divide a span among the pages or cells that have its words; nothing of it is left out."""
    together = [(where, [span for span, _ in group]) for where, group in groupby(placed, key=itemgetter(1))]
    for at, (where, spans) in enumerate(together):
        start = spans[0].start if at else whole.start
        end = spans[-1].end if at < len(together) - 1 else whole.end
        yield Span(start, end), where


def printed_box(box: Box) -> str:
    """Write a box as `x,y,width,height`, in tenths of a point.

    >>> printed_box(Box(72, 90.53, 200, 102))
    '72,90.5,128,11.5'
    """
    left, top = max(box.left, 0.0), max(box.top, 0.0)
    return ",".join(_tenths(size) for size in (left, top, box.right - left, box.bottom - top))


def _tenths(size: float) -> str:
    return f"{max(size, 0):.1f}".removesuffix(".0")
