"""The gathered rows of one ASM become its record: its own fields, and an action for each activity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.asm_follow_up.fit import CLASSES, as_class, as_number, as_priority
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.dates import DateCell, read_date_cell
from asm_graph.spanish.forms import compact
from asm_graph.spanish.items import paragraphs, split_items
from asm_graph.spanish.progress import read_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.asm_follow_up.rows import AsmRows, Segment


def section_class(text: str) -> str | None:
    """The class that the heading of a section names (`Aspectos interinstitucionales`)."""
    form = compact(text)
    if "aspectos" not in form:
        return None
    return next((notation for beginning, notation in CLASSES.items() if beginning in form), None)


def asm(group: AsmRows, annotator: Annotator) -> Asm | None:
    """The record of one group of rows; `None` (nothing is understood) where it has no text or no class."""
    shared = {column: Passage.joined(pieces) for column, pieces in group.shared.cells.items()}
    number, text = shared[Column.NUMBER], shared.get(Column.TEXT)
    classification = _classification(group, shared.get(Column.CLASSIFICATION))
    value = as_number(number.text)
    if text is None or classification is None or value is None:
        return None
    actions = tuple(_actions(group, annotator))
    theme = shared.get(Column.THEME)
    return Asm(
        number=fact_of(value, number),
        classification=classification,
        text=fact(annotator.clean(text)),
        theme=fact(annotator.clean(theme)) if theme else None,
        priority=_priority(shared.get(Column.PRIORITY)),
        actions=actions,
        details=None if actions else _without_action(_details(group.segments[0], annotator)),
    )


def _classification(group: AsmRows, cell: Passage | None) -> Fact[str] | None:
    notation = as_class(cell.text) if cell else None
    if cell and notation:
        return fact_of(notation, cell)
    notation = section_class(group.section.text) if group.section else None
    return fact_of(notation, group.section) if group.section and notation else None


def _priority(cell: Passage | None) -> Fact[str] | None:
    notation = as_priority(cell.text) if cell else None
    return fact_of(notation, cell) if cell and notation else None


def _actions(group: AsmRows, annotator: Annotator) -> Iterator[Action]:
    taken: set[int] = set()
    for segment in group.segments:
        if Column.ACTIVITY not in segment.cells:
            continue
        details = _details(segment, annotator)
        activity = annotator.repair(Passage.joined(segment.cells[Column.ACTIVITY]))
        annotator.mark_markup(activity)
        for item in split_items(activity):
            printed = item.numbers[0] if item.numbers else None
            number = printed if printed and printed not in taken else max(taken, default=0) + 1
            taken.add(number)
            yield Action(fact_of(number, item.marker or item.body), fact(item.body), details)


def _details(segment: Segment, annotator: Annotator) -> Details:
    cells = {column: annotator.repair(Passage.joined(pieces)) for column, pieces in segment.cells.items()}
    for cell in cells.values():
        annotator.mark_markup(cell)
    dates = _dates(cells.get(Column.DUE))
    progress = read_progress(cells[Column.PROGRESS]) if Column.PROGRESS in cells else None
    for parsed in (dates, progress):
        annotator.mark("label", *(parsed.labels if parsed else ()))
    return Details(
        responsible_units=_text(cells, Column.RESPONSIBLE, annotator),
        coordinating_units=_text(cells, Column.COORDINATING, annotator),
        due_date=dates.due if dates else None,
        due_date_status=dates.status if dates else None,
        completion_date=dates.completion if dates else None,
        expected_results=_list(cells, Column.EXPECTED, annotator),
        obtained_result=_text(cells, Column.OBTAINED, annotator),
        products=_list(cells, Column.PRODUCT, annotator),
        progress=progress.percent if progress else None,
        progress_note=progress.note if progress else None,
        rescheduled=progress.rescheduled if progress else None,
        remarks=_text(cells, Column.REMARKS, annotator),
    )


def _dates(cell: Passage | None) -> DateCell | None:
    """What a cell says of dates; one that gives none stays not understood as a whole, labels and all."""
    dates = read_date_cell(cell) if cell else None
    return dates if dates and (dates.due or dates.completion) else None


def _without_action(details: Details) -> Details:
    """Prose about the progress of an ASM that has no action is a remark on the ASM."""
    if details.progress is not None or details.remarks is not None:
        return details
    return replace(details, remarks=details.progress_note, progress_note=None)


def _text(cells: dict[Column, Passage], column: Column, annotator: Annotator) -> Fact[str] | None:
    return fact(annotator.clean(cells[column])) if column in cells else None


def _list(cells: dict[Column, Passage], column: Column, annotator: Annotator) -> tuple[Fact[str], ...]:
    """The items of a cell that numbers them, else its paragraphs."""
    if column not in cells:
        return ()
    items = split_items(cells[column])
    annotator.mark("item number", *(item.marker for item in items if item.marker))
    if items[0].numbers:
        return tuple(fact(item.body) for item in items)
    return tuple(fact(paragraph) for paragraph in paragraphs(cells[column]))
