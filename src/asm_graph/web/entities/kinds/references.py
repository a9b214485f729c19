"""What other documents state about the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.rendering.naming import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.web.entities.sentences import Sentence
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """What another document states about the same, and how the two relate."""

    relation: Link
    object: Link
    justification: Name | None


def related_documents(rows: Sequence[AnswerRow], subject: PageSubject) -> tuple[RelatedDocument, ...]:
    """Return each cross-reference once, justified in the language of the reader where it can be."""
    best: dict[str, AnswerRow] = {}
    for row in rows:
        cell = row.cell("justification")
        fits = isinstance(cell, Name) and cell.language == subject.names.language
        if fits or row.node("reference").value not in best:
            best[row.node("reference").value] = row
    return tuple(
        RelatedDocument(row.link("relation"), row.link("object"), cell if isinstance(cell, Name) else None)
        for row in best.values()
        for cell in [row.cell("justification")]
    )


def told_of(references: Sequence[RelatedDocument], subject: PageSubject) -> Iterator[Sentence]:
    """Say how many documents dispute the thing, and how many confirm it."""
    for kind in ("disputes", "corroborates"):
        total = sum(reference.relation.iri.endswith(f"/{kind}") for reference in references)
        if total:
            yield subject.say(f"references-{kind}", total=total)
