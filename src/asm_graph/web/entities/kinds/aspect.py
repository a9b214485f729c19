"""The page of an ASM or an action: what is reported and verified, due dates, timeline, other documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import ASM
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.charts import draw_timeline
from asm_graph.web.entities.kinds.follow_up import follow_up_of, verifies
from asm_graph.web.entities.kinds.references import related_documents, told_of
from asm_graph.web.entities.subject import KindPage
from asm_graph.web.entities.timeline import DatedAction, timeline_of
from asm_graph.web.rendering.naming import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from asm_graph.web.entities.sentences import Sentence, Told
    from asm_graph.web.entities.subject import AnswerRow, PageSubject
    from asm_graph.web.rendering.naming import Link


_DETAILS = ("expected", "product", "result", "note")


@dataclass(frozen=True, slots=True)
class ActionSummary:
    """An action with the values from all rows about it."""

    row: AnswerRow
    units: tuple[Link, ...]
    details: tuple[tuple[str, tuple[Name, ...]], ...]

    @property
    def progress(self) -> Decimal | None:
        """Percent; None where none is reported."""
        return self.row.number("progress")


async def aspect_page(subject: PageSubject) -> KindPage:
    """Make the page of an ASM or an action.

    Raises:
        QueryError: the engine does not answer.
    """
    rows = await subject.ask(
        actions=page_query("entities/asm-actions", asm=subject.thing),
        references=page_query("entities/cross-references", thing=subject.thing),
        reports=page_query("entities/asm-reports", asm=subject.thing),
    )
    actions = _actions(rows["actions"])
    references = related_documents(rows["references"], subject)
    timeline = timeline_of([_dated(action, subject) for action in actions])
    follow_up = follow_up_of(subject, rows["reports"], references)
    parts = {
        "actions": actions,
        "follow_up": follow_up,
        "mean": subject.mean_progress(),
        "references": [one for one in references if follow_up is None or not verifies(one)],
    }
    told = [*_identity(subject), *_committed(subject, actions), *told_of(references, subject)]
    return KindPage("aspect.html", tuple(told), parts, drawing=draw_timeline(subject, timeline))


def _actions(rows: Sequence[AnswerRow]) -> tuple[ActionSummary, ...]:
    """Each action once; an answer has a row for each of its units, results and products."""
    by_action: dict[str, list[AnswerRow]] = {}
    for row in rows:
        by_action.setdefault(row.node("action").value, []).append(row)
    return tuple(_action(same) for same in by_action.values())


def _action(rows: Sequence[AnswerRow]) -> ActionSummary:
    units = dict.fromkeys(row.link("unit") for row in rows if row.node_or_none("unit"))
    details = []
    for column in _DETAILS:
        texts = dict.fromkeys(cell for row in rows if isinstance(cell := row.cell(column), Name))
        if texts:
            details.append((column, tuple(texts)))
    return ActionSummary(rows[0], tuple(units), tuple(details))


def _dated(action: ActionSummary, subject: PageSubject) -> DatedAction:
    due, done, number = (action.row.text(column) for column in ("dueBy", "completionDate", "number"))
    labels = (
        "".join(piece.text for piece in subject.say(key, number=number, date=date) if isinstance(piece, Name))
        for key, date in (
            ("action-due", _text(action.row.cell("dueDate"))),
            ("action-done", _text(action.row.cell("completionDate"))),
        )
    )
    return DatedAction(number, due, done, *labels)


def _text(cell: Link | Name | None) -> str:
    return cell.text if isinstance(cell, Name) else ""


def _identity(subject: PageSubject) -> Iterator[Sentence]:
    classes, programs = subject.links(ASM("classification")), subject.links(ASM("program"))
    number, cycle, theme = (subject.text(ASM(name)) for name in ("number", "cycle", "theme"))
    if classes and programs:
        facts: dict[str, Told] = {"number": number, "kind": classes[0], "cycle": cycle, "programs": programs}
        if theme:
            yield subject.say("asm-about", **facts, theme=theme)
        else:
            yield subject.say("asm-is", **facts)
    elif ASM("Action") in subject.description.classes:
        above = [
            link
            for each in subject.description.links
            if each.property == ASM("hasAction")
            for link in map(subject.names.link, each.sources)
        ]
        yield from [subject.say("action-of", number=number, asms=above)] if above else []
        yield from _term(subject)


def _term(subject: PageSubject) -> Iterator[Sentence]:
    """When an action was due, and how far it is."""
    due, progress = subject.text(ASM("dueDate")), subject.text(ASM("progress"))
    if due:
        yield subject.say("due", date=due)
    if progress:
        yield subject.say("progress", progress=progress)
    else:
        yield subject.say("no-progress")


def _committed(subject: PageSubject, actions: Sequence[ActionSummary]) -> Iterator[Sentence]:
    if not actions:
        if ASM("Asm") in subject.description.classes:
            yield subject.say("asm-no-actions")
        return
    reported = sum(action.progress is not None for action in actions)
    mean = subject.mean_progress()
    if reported and mean is not None:
        yield subject.say("actions-with-progress", total=len(actions), reported=reported, mean=mean)
    else:
        yield subject.say("actions", total=len(actions))
    last = max(actions, key=lambda action: action.row.text("dueBy"))
    if last.row.text("dueBy"):
        yield subject.say("actions-due", date=_text(last.row.cell("dueDate")))
