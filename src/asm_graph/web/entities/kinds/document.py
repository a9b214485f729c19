"""The page of a source document: how well it was understood, and its text or rows linked to their facts."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf import iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, DCT
from asm_graph.releases.dumps import read_text
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.passages import CoveredRange, Piece, page_starts, pieces
from asm_graph.web.entities.subject import KindPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link

_ROWS = 50
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


@dataclass(frozen=True, slots=True)
class ProvenStatement:
    """What an excerpt proves: a property of a thing."""

    subject: Link
    property: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of a text in pieces; `number` counts from 1."""

    number: int
    total: int
    pieces: tuple[Piece[ProvenStatement], ...]


async def document_page(subject: PageSubject) -> KindPage:
    """Make the page of a source document.

    Raises:
        QueryError: the engine does not answer.
    """
    slug = last_step(subject.thing.value)
    account = await asyncio.to_thread(_account, subject, slug)
    text = await asyncio.to_thread(read_text, subject.reading.release.path, slug)
    page = None if text is None else await _text_page(subject, slug, text)
    rows = await _rows(subject, slug) if text is None else ()
    parts = {
        "account": account,
        "page": page,
        "table": rows[:_ROWS],
        "following": rows[_ROWS - 1].text("cell") if len(rows) > _ROWS else None,
        "begun": bool(subject.start),
        "unread_shown": _UNREAD_SHOWN,
    }
    return KindPage("document.html", tuple(_told(subject, account)), parts)


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


async def _text_page(subject: PageSubject, slug: str, text: str) -> TextPage:
    """Return the requested page by number, or else the first or last."""
    starts = [*page_starts(text), len(text)]
    asked = int(subject.start) if subject.start.isdecimal() and len(subject.start) < _MOST_DIGITS else 1
    number = min(max(asked, 1), len(starts) - 1)
    first, last = list(pairwise(starts))[number - 1]
    graph = subject.reading.base.graph(iris.evidence_graph(slug))
    query = page_query("entities/document-excerpts", graph=graph, first=Literal(first), last=Literal(last))
    rows = (await subject.ask(excerpts=query))["excerpts"]
    covering = [CoveredRange(_place(row, "start"), _place(row, "end"), _proven(row)) for row in rows]
    return TextPage(number, len(starts) - 1, tuple(pieces(text, first, last, covering)))


def _place(row: AnswerRow, column: str) -> int:
    return int(row.text(column))


def _proven(row: AnswerRow) -> ProvenStatement:
    return ProvenStatement(row.link("subject"), row.link("property").name.text)


async def _rows(subject: PageSubject, slug: str) -> tuple[AnswerRow, ...]:
    graph = subject.reading.base.graph(iris.evidence_graph(slug))
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
