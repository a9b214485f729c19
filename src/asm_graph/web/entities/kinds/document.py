"""The page of a source document: how well it was understood, and its text or rows linked to their facts."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.messages.layout_names import layout_names
from asm_graph.rdf import document_iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, DCT
from asm_graph.releases.dumps import read_text
from asm_graph.releases.page_pictures import read_pages
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.excerpts import excerpts_named
from asm_graph.web.entities.marked_pages import marked_pages
from asm_graph.web.entities.marked_text import text_page
from asm_graph.web.entities.received_files import received_file
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.releases.page_pictures import DocumentPages
    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import AnswerRow, PageSubject

_ROWS = 50
_PAGES = 12
"""Pages of a document that stand on one page of the site."""
_ENDS, _AROUND = 2, 2 * _PAGES
"""Groups of pages that are linked: so many at both ends, and those within so many pages."""
_MOST_DIGITS = 6
_UNREAD_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DocumentAccount:
    """The account of a text's characters or a table's cells."""

    unit: str
    total: int
    facts: int
    known: int
    unread: int
    kinds: Mapping[str, int]
    not_understood: Sequence[Mapping[str, str]]

    def share(self, count: int) -> float:
        """Percent of the whole, to a tenth."""
        return round(100 * count / self.total, 1) if self.total else 0.0

    @property
    def parts(self) -> list[tuple[str, int, float, float]]:
        """Name, count, percent and where the part begins in a bar of a hundred."""
        counts = (("facts", self.facts), ("furniture", self.known), ("unread", self.unread))
        shares = [self.share(count) for _, count in counts]
        starts = [0.0, shares[0], shares[0] + shares[1]]
        return [
            (name, count, share, start)
            for (name, count), share, start in zip(counts, shares, starts, strict=True)
        ]


async def document_page(subject: PageSubject) -> KindPage:
    """Make the page of a source document.

    Raises:
        QueryError: the engine does not answer.
    """
    folder, slug = subject.reading.release.path, last_step(subject.thing.value)
    account = await asyncio.to_thread(_account, subject, slug)
    pages = await asyncio.to_thread(read_pages, folder, slug)
    text = None if pages else await asyncio.to_thread(read_text, folder, slug)
    parts: dict[str, object] = {
        "account": account,
        "unread_shown": _UNREAD_SHOWN,
        "file": received_file(subject.reading.release, slug),
    }
    if pages:
        parts |= {"page": None, "table": (), **await _pages(subject, pages)}
    else:
        parts["sheets"] = ()
        parts["page"] = None if text is None else await text_page(subject, text, _asked(subject))
        rows = await _rows(subject, slug) if text is None else ()
        parts |= await _table(subject, rows)
    template = "paged_document.html" if pages else "document.html"
    return KindPage(template, tuple(_told(subject, account)), parts)


def _asked(subject: PageSubject) -> int:
    """Return the number of the page to begin with; 1 where none is asked for."""
    return int(subject.start) if subject.start.isdecimal() and len(subject.start) < _MOST_DIGITS else 1


async def _pages(subject: PageSubject, pages: DocumentPages) -> Mapping[str, object]:
    """Return a group of pages with their marks, and what the document consists of."""
    total = len(pages.pages)
    first = (min(max(_asked(subject), 1), total) - 1) // _PAGES * _PAGES + 1
    shown = pages.pages[first - 1 : first - 1 + _PAGES]
    starts = [*range(1, total + 1, _PAGES)]
    near = {*starts[:_ENDS], *starts[-_ENDS:], *(start for start in starts if abs(start - first) <= _AROUND)}
    language = subject.names.language
    query = page_query("entities/document-parts", document=subject.thing)
    return {
        "sheets": await marked_pages(subject, shown),
        "groups": [(start, min(start + _PAGES - 1, total)) for start in sorted(near)],
        "first": first,
        "total": total,
        "layout_names": defaultdict(str, {name: said[language] for name, said in layout_names().items()}),
        "contents": (await subject.ask(parts=query))["parts"],
        "read_by_ocr": sum(one.read_by == "ocr" for one in pages.pages),
        "document_address": subject.link.address,
    }


async def _table(subject: PageSubject, rows: Sequence[AnswerRow]) -> Mapping[str, object]:
    """Return some rows of a table, each with its filled cells under the names of their columns."""
    shown = rows[:_ROWS]
    excerpts = await excerpts_named(subject.reading, [row.node("excerpt") for row in shown])
    by_iri = {each.iri: (each, [cell for cell in each.row if cell.text]) for each in excerpts}
    return {
        "table": [(row, *by_iri[row.node("excerpt")]) for row in shown if row.node("excerpt") in by_iri],
        "following": rows[_ROWS - 1].text("cell") if len(rows) > _ROWS else None,
        "begun": bool(subject.start),
    }


def _account(subject: PageSubject, slug: str) -> DocumentAccount | None:
    """Read the document's account from the extraction report."""
    path = subject.reading.release.reports / "extraction.json"
    report = json.loads(path.read_bytes()) if path.is_file() else {"documents": []}
    found = next((one for one in report["documents"] if one["document"] == slug), None)
    if found is None:
        return None
    if "characters" in found:
        numbers = (found["characters"], found["facts"], found["furniture"], found["notUnderstood"])
        return DocumentAccount("characters", *numbers, found["furnitureByKind"], found["notUnderstoodText"])
    numbers = (found["cells"], found["facts"], found["known"], found["notUnderstood"])
    return DocumentAccount("cells", *numbers, found["knownByKind"], found["notUnderstoodCells"])


async def _rows(subject: PageSubject, slug: str) -> tuple[AnswerRow, ...]:
    graph = subject.reading.base.graph(document_iris.evidence_graph(slug))
    query = page_query("entities/document-rows", graph=graph, after=Literal(subject.start))
    return (await subject.ask(rows=query))["rows"]


def _told(subject: PageSubject, account: DocumentAccount | None) -> Iterator[Sentence]:
    publishers = subject.links(DCT("publisher"))
    if publishers:
        yield subject.say("document-by", publishers=publishers)
    if account is None:
        return
    shares = (str(account.share(count)) for count in (account.facts, account.known))
    facts, known = shares
    yield subject.say(f"document-{account.unit}", total=account.total, facts=facts, known=known)
    if account.unread:
        yield subject.say(f"document-unread-{account.unit}", unread=account.unread)
    else:
        yield subject.say("document-understood")
    reason = subject.literal(ASM("reasonForNone"))
    if reason is not None:
        yield subject.say("document-none", reason=reason.value)
