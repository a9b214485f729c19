"""What is reported of an ASM beside what verifies it, and the evaluation that it arises from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from asm_graph.web.entities.kinds.references import RelatedDocument
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link, Name

_OUTCOMES = frozenset({"corroborates", "disputes"})


@dataclass(frozen=True, slots=True)
class ReportedProgress:
    """What was reported at one time: a figure in percent, a state, or the way in which both are missing."""

    link: Link
    when: str
    day: Link | Name | None
    percent: Decimal | None
    said: Link | Name | None
    document: Link | Name | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The two sides of an ASM, and where it comes from: `link_kind` says how certain its evaluation is."""

    states: tuple[Link, ...]
    reports: tuple[ReportedProgress, ...]
    verified: tuple[RelatedDocument, ...]
    evaluations: tuple[Link, ...]
    link_kind: tuple[Link, ...]
    origin: str


def follow_up_of(
    subject: PageSubject, reports: Sequence[AnswerRow], references: Sequence[RelatedDocument]
) -> FollowUp | None:
    """Put both sides together; None for what is no ASM."""
    if ASM("Asm") not in subject.description.classes:
        return None
    origin = (subject.text(ASM(name)) for name in ("recommendationOrigin", "recommendationYear"))
    return FollowUp(
        tuple(subject.links(ASM("state"))),
        tuple(map(_report, sorted(reports, key=_moment))),
        tuple(one for one in references if verifies(one)),
        tuple(subject.links(ASM("arisesFrom"))),
        tuple(subject.links(ASM("evaluationLink"))),
        ", ".join(filter(None, origin)),
    )


def verifies(reference: RelatedDocument) -> bool:
    """Whether another document confirms or disputes what is reported, and is not just about the same."""
    return last_step(reference.relation.iri) in _OUTCOMES


def _report(row: AnswerRow) -> ReportedProgress:
    quarter = row.text("quarter")
    when = f"{quarter[-4:]}-T{quarter[:2].lstrip('0')}" if quarter else ""
    said = row.cell("state") or row.cell("missing")
    return ReportedProgress(
        row.link("report"), when, row.cell("reportedOn"), row.number("value"), said, row.cell("document")
    )


def _moment(row: AnswerRow) -> tuple[str, str, str]:
    """Order reports by year and quarter, then by day."""
    quarter = row.text("quarter")
    return f"{quarter[-4:]}{quarter[:2]}", row.text("reportedOn"), row.node("report").value
