"""The text of a document with what was read of it marked: each piece knows the facts that it proves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.rdf import document_iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.passages import CoveredRange, Piece, page_starts, pieces

if TYPE_CHECKING:
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link


@dataclass(frozen=True, slots=True)
class ProvenFact:
    """What an excerpt proves: a property of a thing."""

    subject: Link
    property: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of a text in pieces; `number` counts from 1."""

    number: int
    total: int
    pieces: tuple[Piece[ProvenFact], ...]


async def text_page(subject: PageSubject, text: str, asked: int) -> TextPage:
    """Return a page of the text of the document that a page is about: the one asked for, or the nearest.

    Raises:
        QueryError: the engine does not answer.
    """
    starts = [*page_starts(text), len(text)]
    number = min(max(asked, 1), len(starts) - 1)
    first, last = list(pairwise(starts))[number - 1]
    return TextPage(number, len(starts) - 1, await marked_pieces(subject, text, first, last))


async def marked_pieces(
    subject: PageSubject, text: str, first: int, last: int
) -> tuple[Piece[ProvenFact], ...]:
    """Split the characters from `first` up to `last` into pieces that are proof of the same.

    Raises:
        QueryError: the engine does not answer.
    """
    graph = subject.reading.base.graph(document_iris.evidence_graph(last_step(subject.thing.value)))
    query = page_query("entities/document-excerpts", graph=graph, first=Literal(first), last=Literal(last))
    rows = (await subject.ask(excerpts=query))["excerpts"]
    covering = [CoveredRange(_place(row, "start"), _place(row, "end"), proven_fact(row)) for row in rows]
    return tuple(pieces(text, first, last, covering))


def _place(row: AnswerRow, column: str) -> int:
    return int(row.text(column))


def proven_fact(row: AnswerRow) -> ProvenFact:
    """Return what the excerpt of a row proves."""
    return ProvenFact(row.link("subject"), row.link("property").name.text)
