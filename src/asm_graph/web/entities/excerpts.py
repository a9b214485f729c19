"""Excerpts of documents as pages show them: the quotation in its text, and its place on a page's picture."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode

from asm_graph.graph.page_places import LOW_CONFIDENCE
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM
from asm_graph.releases.dumps import read_text
from asm_graph.releases.page_pictures import read_pages
from asm_graph.results.rows import number_of
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.cell_places import CellPlace
from asm_graph.web.entities.page_places import crop_of, page_address, read_boxes
from asm_graph.web.entities.passages import page_of
from asm_graph.web.entities.row_cells import row_cells, unnamed_cells, whole_row
from asm_graph.web.rendering.naming import link_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases.page_pictures import DocumentPages
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.description import Value
    from asm_graph.web.entities.page_places import Crop
    from asm_graph.web.entities.row_cells import RowCell, ShownCells

    Columns = Mapping[Value, tuple[str, str]]
    _ColumnsRow = tuple[NamedNode, Literal, Literal]

_COLUMNS = ASM("quotedColumns")
_LINES = re.compile(r"[\n\r\f\v]")
_AROUND = 140
"""Characters of the document before and after an excerpt: about a sentence."""
_CERTAINTIES = (Decimal("0.9"), "ocr_sure"), (LOW_CONFIDENCE, "ocr_doubtful")
"""The least confidence for each of these keys of words; below them it is unsure."""


@dataclass(frozen=True, slots=True)
class QuotedExcerpt:
    """A verbatim quotation, what it proves, and its place: characters of a text or cells of a sheet.

    `page` is the number of its page, if its document has pages; `crop` shows where on it the quotation is, if
    the release has the picture. `confidence`, from 0 to 1, is that of OCR, `certainty` the key of the words
    for it. `before` and `after` are the text around the quotation, and `place` is where the page of its
    document shows it, if the release has the text. `row` are the cells of a row of a table, and
    `shown_row` what a page shows of them.
    """

    iri: NamedNode
    address: str
    property: NamedNode
    value: Value | None
    quote: str
    document: NamedNode
    start: str | None
    end: str | None
    sheet: str | None
    cell: str | None
    page: int | None = None
    boxes: tuple[str, ...] = ()
    confidence: Decimal | None = None
    certainty: str | None = None
    before: str = ""
    after: str = ""
    place: str | None = None
    crop: Crop | None = None
    row: tuple[RowCell, ...] = ()
    shown_row: ShownCells | None = None
    cell_place: CellPlace | None = None


def certainty_of(confidence: Decimal | None) -> str:
    """Return the key of the words for how sure OCR was; without a confidence it counts as unsure.

    >>> certainty_of(Decimal("0.97")), certainty_of(Decimal("0.62")), certainty_of(None)
    ('ocr_sure', 'ocr_unsure', 'ocr_unsure')
    """
    known = confidence or Decimal(0)
    return next((key for least, key in _CERTAINTIES if known >= least), "ocr_unsure")


async def excerpts_about(reading: ReleaseReader, things: Sequence[NamedNode]) -> list[QuotedExcerpt]:
    """Read the excerpts about some things, document by document, in reading order.

    Raises:
        QueryError: the engine does not answer.
    """
    return await _excerpts(reading, page_query("entities/excerpts", thing=things))


async def excerpts_named(reading: ReleaseReader, excerpts: Sequence[NamedNode]) -> list[QuotedExcerpt]:
    """Read excerpts by their IRIs, those that the release has.

    Raises:
        QueryError: the engine does not answer.
    """
    if not excerpts:
        return []
    return await _excerpts(reading, page_query("entities/excerpts-named", excerpt=excerpts))


async def in_context(excerpts: Sequence[QuotedExcerpt], reading: ReleaseReader) -> list[QuotedExcerpt]:
    """Add to excerpts the words around them, and what shows their places."""
    if not any(each.start or each.page for each in excerpts):
        return list(excerpts)
    return await asyncio.to_thread(excerpts_in, reading.release.path, excerpts, reading.base)


def excerpts_in(folder: Path, excerpts: Sequence[QuotedExcerpt], base: Base) -> list[QuotedExcerpt]:
    """Add to excerpts what the texts and pages of a release folder show of their places."""
    slugs = {each.document: last_step(each.document.value) for each in excerpts if each.start or each.page}
    texts = {document: read_text(folder, slug) for document, slug in slugs.items()}
    pages = {document: read_pages(folder, slug) for document, slug in slugs.items()}
    found = (_around(each, texts.get(each.document), base) for each in excerpts)
    return [_on_page(each, pages.get(each.document), base) for each in found]


def _around(excerpt: QuotedExcerpt, text: str | None, base: Base) -> QuotedExcerpt:
    """Add the surrounding whole words of the same line."""
    if text is None or excerpt.start is None or excerpt.end is None:
        return excerpt
    start, end = int(excerpt.start), int(excerpt.end)
    before = _LINES.split(text[max(start - _AROUND, 0) : start])[-1]
    after = _LINES.split(text[end : end + _AROUND])[0]
    if len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    page = f"{link_to(excerpt.document.value, base)}?from={page_of(text, start)}#c{start}"
    return replace(excerpt, before=before, after=after, place=page)


def _on_page(excerpt: QuotedExcerpt, pages: DocumentPages | None, base: Base) -> QuotedExcerpt:
    """Add the crop of the page; the page itself takes the place of the text of the whole document."""
    page = pages.page(excerpt.page) if pages and excerpt.page else None
    document = link_to(excerpt.document.value, base)
    if page is None or document is None:
        return excerpt
    place = f"{page_address(document, page.number)}#{mark_id(excerpt.iri)}"
    return replace(excerpt, place=place, crop=crop_of(document, page, read_boxes(excerpt.boxes)))


def mark_id(excerpt: NamedNode) -> str:
    """Name the mark of an excerpt on the page where it stands."""
    return f"e{last_step(excerpt.value)}"


async def _excerpts(reading: ReleaseReader, query: str) -> list[QuotedExcerpt]:
    known: dict[NamedNode, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for excerpt, prop, value in (await reading.rows(query)).rows:
        known[cast("NamedNode", excerpt)][cast("NamedNode", prop)].append(cast("Value", value))
    quoted = {iri: said for iri, said in known.items() if ASM("quote") in said}
    columns = await _columns(reading, quoted.values())
    found = [each for iri, said in quoted.items() for each in _read(iri, said, columns, reading.base)]
    return sorted(found, key=lambda each: (each.document.value, int(each.start or 0), each.cell or ""))


async def _columns(
    reading: ReleaseReader, excerpts: Iterable[Mapping[NamedNode, Sequence[Value]]]
) -> Columns:
    """Read names and properties of the columns that the excerpts of rows quote."""
    nodes = {node for said in excerpts for node in said.get(_COLUMNS, ()) if isinstance(node, NamedNode)}
    if not nodes:
        return {}
    query = page_query("entities/quoted-columns", columns=sorted(nodes, key=str))
    rows = cast("Sequence[_ColumnsRow]", (await reading.rows(query)).rows)
    return {node: (names.value, stated.value) for node, names, stated in rows}


def _read(
    iri: NamedNode, said: Mapping[NamedNode, Sequence[Value]], columns: Columns, base: Base
) -> list[QuotedExcerpt]:
    """Make the excerpt once per property and value it proves."""

    def literals(name: str) -> list[Literal]:
        return [value for value in said.get(ASM(name), ()) if isinstance(value, Literal)]

    def text(name: str) -> str | None:
        return next((value.value for value in literals(name)), None)

    page, quote, cell = (text(name) or "" for name in ("page", "quote", "cell"))
    confidence = next(map(number_of, literals("confidence")), None)
    cells = _cells(said, quote, columns) if cell else ()
    values: list[Value | None] = [*said.get(ASM("statesValue"), ())] or [None]
    return [
        QuotedExcerpt(
            iri,
            link_to(iri.value, base) or iri.value,
            prop,
            value,
            quote,
            document,
            text("start"),
            text("end"),
            text("sheet"),
            cell or None,
            int(page) if page.isdecimal() else None,
            tuple(box.value for box in literals("box")),
            confidence,
            certainty_of(confidence) if base.code("read-by", "ocr") in said.get(ASM("readBy"), ()) else None,
            row=cells,
            cell_place=CellPlace.of(cell),
            shown_row=whole_row(cells),
        )
        for prop in said.get(ASM("property"), ())
        for document in said.get(ASM("document"), ())[:1]
        for value in values
        if isinstance(prop, NamedNode) and isinstance(document, NamedNode)
    ]


def _cells(said: Mapping[NamedNode, Sequence[Value]], quote: str, columns: Columns) -> tuple[RowCell, ...]:
    """Return the cells of a row, with the names of its columns where these are known."""
    names = next((columns[node] for node in said.get(_COLUMNS, ()) if node in columns), ("", ""))
    return row_cells(quote, *names) or unnamed_cells(quote)
