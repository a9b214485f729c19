"""The grouped rows of one ASM become its record: its own fields, and an action for each activity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.page_layout.cut_sentences import flows
from asm_graph.readers.asm_follow_up.columns import CLASSES, KEPT, PROPERTIES, Column
from asm_graph.readers.blank_cells import blank_kind
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.records.sources import BlankCell
from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.dates import cycles
from asm_graph.spanish.forms import compact
from asm_graph.spanish.items import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.asm_follow_up.asm_rows import AsmRows, ColumnCells
    from asm_graph.readers.asm_follow_up.cells import Cell
    from asm_graph.spanish.dates import DateCell


def section_class(text: str) -> str | None:
    """Return the class that the heading of a section names (`Aspectos interinstitucionales`)."""
    form = compact(text)
    if "aspectos" not in form:
        return None
    return next((notation for beginning, notation in CLASSES.items() if beginning in form), None)


def asm_record(group: AsmRows, annotator: Annotator) -> Asm | None:
    """Return the record of one group of rows; `None` (nothing is understood) without a text or a class."""
    shared = group.shared.by_column()
    classification = _classification(shared.get(Column.CLASSIFICATION)) or _class_of_section(group)
    if classification is None or group.number is None:
        return None
    asm = annex_record(group, annotator)
    return replace(asm, classification=classification) if asm else None


def annex_record(group: AsmRows, annotator: Annotator) -> Asm | None:
    """Return what a group of rows says by itself, which may be neither its number nor its class.

    None without the text of the ASM.
    """
    shared = group.shared.by_column()
    number, text = shared.get(Column.NUMBER), shared.get(Column.TEXT)
    if text is None:
        return None
    actions = tuple(_actions(group, annotator))
    return Asm(
        number=fact_of(number.number, number.passage) if number and number.number is not None else None,
        classification=_classification(shared.get(Column.CLASSIFICATION)),
        text=fact(annotator.clean(text.passage)),
        theme=_text(shared, Column.THEME, annotator),
        priority=_priority(shared.get(Column.PRIORITY)),
        actions=actions,
        details=None if actions else _without_action(_details(group.activities[0], annotator)),
        cycle=_cycle(shared.get(Column.START_CYCLE)),
        recommendation=_text(shared, Column.RECOMMENDATION, annotator),
        blanks=() if actions else tuple(_blanks(group, group.activities[0], text.passage)),
    )


def _blanks(group: AsmRows, activity: ColumnCells, passage: Passage) -> Iterator[BlankCell]:
    """Yield the cells of an activity that rules of absence ask about and that state nothing.

    What tells their row from others is the `passage`.
    """
    for column in KEPT:
        if column not in group.titles or column in activity.columns:
            continue
        printed = activity.missing[column].text if column in activity.missing else ""
        if kind := blank_kind(printed):
            yield BlankCell(PROPERTIES[column], kind, group.titles[column], passage=passage, raw=printed)


def _classification(cell: Cell | None) -> Fact[str] | None:
    return fact_of(cell.classification, cell.passage) if cell and cell.classification else None


def _class_of_section(group: AsmRows) -> Fact[str] | None:
    notation = section_class(group.section.text) if group.section else None
    return fact_of(notation, group.section) if group.section and notation else None


def _cycle(cell: Cell | None) -> Fact[str] | None:
    found = cycles(cell.text) if cell else ()
    return fact_of(found[0], cell.passage) if cell and len(found) == 1 else None


def _priority(cell: Cell | None) -> Fact[str] | None:
    return fact_of(cell.priority, cell.passage) if cell and cell.priority else None


def _actions(group: AsmRows, annotator: Annotator) -> Iterator[Action]:
    taken: set[int] = set()
    for activity in group.activities:
        if Column.ACTIVITY not in activity.columns:
            continue
        cells = _repaired(activity, annotator)
        details = _details_of(cells, annotator)
        for item in cells[Column.ACTIVITY].items:
            printed = item.numbers[0] if item.numbers else None
            number = printed if printed and printed not in taken else max(taken, default=0) + 1
            taken.add(number)
            blanks = tuple(_blanks(group, activity, item.body))
            yield Action(fact_of(number, item.marker or item.body), fact(item.body), details, blanks=blanks)


def _repaired(activity: ColumnCells, annotator: Annotator) -> Mapping[Column, Cell]:
    """Return the cells of an activity without the damage of conversion, their markup marked."""
    cells = {column: cell.repaired(annotator) for column, cell in activity.by_column().items()}
    for cell in cells.values():
        annotator.mark_markup(cell.passage)
    return cells


def _details(activity: ColumnCells, annotator: Annotator) -> Details:
    return _details_of(_repaired(activity, annotator), annotator)


def _details_of(cells: Mapping[Column, Cell], annotator: Annotator) -> Details:
    dates = _dates(cells.get(Column.DUE))
    progress = cells[Column.PROGRESS].progress if Column.PROGRESS in cells else None
    for parsed in (dates, progress):
        annotator.mark("label", *(parsed.labels if parsed else ()))
    return Details(
        responsible_units=_units(cells, Column.RESPONSIBLE, annotator),
        coordinating_units=_units(cells, Column.COORDINATING, annotator),
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
        evidence_documents=_list(cells, Column.EVIDENCE, annotator),
        evidence_locations=_list(cells, Column.LOCATION, annotator),
    )


def _dates(cell: Cell | None) -> DateCell | None:
    """Return what a cell says of dates; one that gives none stays not understood as a whole."""
    dates = cell.dates if cell else None
    return dates if dates and (dates.due or dates.completion) else None


def _without_action(details: Details) -> Details:
    """Turn prose about the progress of an ASM that has no action into a remark on the ASM."""
    if details.progress is not None or details.remarks is not None:
        return details
    return replace(details, remarks=details.progress_note, progress_note=None)


def _text(cells: Mapping[Column, Cell], column: Column, annotator: Annotator) -> Fact[str] | None:
    return fact(annotator.clean(cells[column].passage)) if column in cells else None


def _units(cells: Mapping[Column, Cell], column: Column, annotator: Annotator) -> Fact[str] | None:
    """Return the units of a cell, those of its paragraphs apart."""
    if column not in cells:
        return None
    named = [annotator.clean(part) for part in _paragraphs(cells[column])]
    return fact(Passage.joined(named, separator="; ")) if any(named) else None


def _list(cells: Mapping[Column, Cell], column: Column, annotator: Annotator) -> tuple[Fact[str], ...]:
    """Return the items of a cell that numbers them, else its paragraphs."""
    if column not in cells:
        return ()
    items = cells[column].items
    annotator.mark("item number", *(item.marker for item in items if item.marker))
    if items[0].numbers:
        return tuple(fact(item.body) for item in items)
    return tuple(fact(paragraph) for paragraph in _paragraphs(cells[column]))


def _paragraphs(cell: Cell) -> list[Passage]:
    """Return the paragraphs of a cell; one that a page break cut in two is whole again."""
    whole: list[Passage] = []
    for part in paragraphs(cell.passage):
        if whole and flows(whole[-1].text, part.text):
            whole[-1] = Passage.joined((whole[-1], part))
        else:
            whole.append(part)
    return whole
