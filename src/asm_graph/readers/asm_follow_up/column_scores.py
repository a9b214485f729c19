"""How well a cell fits a column: by its content in a whole row, by continuity in a row that was cut.

Only the order of scores counts: 8 is a cell that can stand nowhere else, -10 one that cannot stand here, and
the prices of leaving out a cell or a column (`placement`) lie between. Follow-ups generated with damage hold
them (`tests/documents_of_ours`).
"""

from __future__ import annotations

import re

from asm_graph.documents import Passage
from asm_graph.readers.asm_follow_up.cells import TYPED, Cell
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.cut_text import ends_open, goes_on, is_open

_ITEM = re.compile(r"\s*(?:<[^<>]*>\s*)*\d{1,2}(?:\s*(?:,|y)\s*\d{1,2})*\s*(?:\.-|[.)-])")
_THEME_WORDS = 5
_UNIT_WORDS = 15
_PHRASE_WORDS = 6
_NO_DATE = -4.0
_REPEATED_LETTERS = 12
_REPEATED_SENTENCE = 40
"""Letters from which a piece repeats what stands above it, wherever there; a shorter one only its end."""
_AFTER_A_PHRASE = frozenset('%)]»”"')
"""Signs behind which a sentence may end or go on."""
_RESCHEDULED = re.compile(r"replanteamiento\W*(?:s[ií]|no)\W*$", re.IGNORECASE)

_COMPLETE = frozenset({Column.NUMBER, Column.CLASSIFICATION, Column.PRIORITY})
"""Columns whose cells are so short that no page break cuts them."""
_NAMES = frozenset({Column.THEME, Column.RESPONSIBLE, Column.COORDINATING})
_PROSE = frozenset({Column.TEXT, Column.ACTIVITY, Column.EXPECTED, Column.OBTAINED, Column.PRODUCT})


def by_content(column: Column, cell: Cell) -> float:
    """Score how well a cell of a whole row fits a column; negative where it does not."""
    text = cell.text.strip()
    if not text:
        return 0.0
    if cell.missing is not None:
        return 1.0
    if column in TYPED:
        return _typed_fit(column, cell)
    if column in {Column.RESPONSIBLE, Column.COORDINATING}:
        return 4.0 if cell.is_unit else -2.0 if len(text.split()) <= _UNIT_WORDS else -8.0
    if column is Column.UNKNOWN:
        return 0.0
    return _text_fit(column, cell)


def by_continuity(column: Column, above: Cell, cell: Cell) -> float:
    """Score how well a fragment continues the text above it in a column."""
    text = cell.text.strip()
    if not text:
        return 0.0
    if is_repeat(above, cell):
        return 3.5 if above.form.endswith(cell.form) else 3.0
    in_form = _continues_form(column, above, cell)
    if in_form is not None:
        return in_form
    if not above or column in _COMPLETE:
        return -3.0
    if cell.items[0].numbers:
        return 4.0 if _ITEM.match(above.text) else -2.0
    return _flow(column, above.text, text)


def _continues_form(column: Column, above: Cell, cell: Cell) -> float | None:
    """Score what is a date or progress, or stands below a date; `None` for other prose."""
    if column is Column.DUE and _completes_date(above, cell):
        return 6.0
    if cell.dates.is_only_dates or (column in _NAMES and cell.dates.dates):
        return 1.0 if column is Column.DUE else -4.0
    if column is Column.PROGRESS and _is_complete(above, cell):
        return -4.0
    if _is_part_of_progress(cell):
        return 6.0 if column is Column.PROGRESS else -4.0
    return -2.0 if column is Column.DUE and not _goes_on_to_date(above, cell) else None


def _flow(column: Column, above: str, text: str) -> float:
    """Score how well one piece of prose flows into the next: best where the first needs another word."""
    goes_on_below = text[:1].islower() or text[:1].isdigit()
    if ends_open(above):
        return 5.0
    if above.rstrip()[-1:] in _AFTER_A_PHRASE and goes_on_below:
        return 2.5
    if not is_open(above):
        return -2.0 if goes_on_below or column in _NAMES else 1.0
    if column in _NAMES and not goes_on(above, text):
        return 1.0
    return 3.5 if goes_on_below else 1.5


def is_repeat(above: Cell, cell: Cell) -> bool:
    """Return whether a fragment only repeats what stands above it (a page break prints some cells twice)."""
    form, form_above = cell.form_without_tags, above.form_without_tags
    if form == form_above or len(form) < _REPEATED_LETTERS:
        return form == form_above
    return form_above.endswith(form) or (len(form) >= _REPEATED_SENTENCE and form in form_above)


def _completes_date(above: Cell, cell: Cell) -> bool:
    """Return whether both pieces hold a date that the first does not, and nothing but dates and labels."""
    whole = Cell(Passage.joined((above.passage, cell.passage.strip()))) if above else cell
    before = above.dates.dates
    return (
        len(whole.dates.dates) > len(before)
        and whole.dates.is_only_dates
        and (not before or goes_on(above.text, cell.text.strip()))
    )


def _goes_on_to_date(above: Cell, cell: Cell) -> bool:
    """Return whether a piece without a date may belong to one that is cut before and behind it."""
    return not above.dates.dates or not any(map(bool, cell.dates.rest))


def _is_part_of_progress(cell: Cell) -> bool:
    """Return whether a cell is progress, or begins with one of its labels (`Justificación:`)."""
    labels = cell.progress.labels
    return cell.progress.is_recognizable or (bool(labels) and cell.text.strip().startswith(labels[0].text))


def _is_complete(above: Cell, cell: Cell) -> bool:
    """Return whether progress needs no more: it ends with *Replanteamiento*, or both have a percentage."""
    if _RESCHEDULED.search(above.text):
        return True
    return None not in (above.progress.percent, cell.progress.percent)


def _typed_fit(column: Column, cell: Cell) -> float:
    if column in cell.candidates:
        return 8.0
    if column is Column.PROGRESS:
        # Prose may stand under progress: a note without a figure.
        return -1.0
    return _undated_fit(cell) if column is Column.DUE else -10.0


def _undated_fit(cell: Cell) -> float:
    """Score a cell without a date under the column of dates: any phrase may stand there, but no sentence."""
    if cell.dates.dates or "fecha" in cell.form or cell.says_when:
        return 2.0
    is_phrase = len(cell.text.split()) <= _PHRASE_WORDS and not cell.text.rstrip().endswith(".")
    return 0.0 if is_phrase else _NO_DATE


def _text_fit(column: Column, cell: Cell) -> float:
    words = len(cell.text.split())
    if column in _PROSE and cell.says_when:
        return -3.0
    if cell.candidates:
        return -1.0 if column in {Column.THEME, Column.REMARKS} and cell.classification is None else -5.0
    if column is Column.THEME:
        is_name = words <= _THEME_WORDS and not cell.text.endswith(".")
        return 2.0 if is_name else -4.0
    if column is Column.ACTIVITY and cell.items[0].numbers:
        return 3.0
    return -1.5 if cell.is_unit else 1.0
