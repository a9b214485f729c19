"""How well a cell's text fits a column: by its content in a whole row, by continuity in a cut one."""

from __future__ import annotations

import re

from asm_graph.documents import Passage
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.names import ends_open, goes_on, is_open, is_unit
from asm_graph.spanish.dates import find_dates, read_date_cell
from asm_graph.spanish.forms import compact
from asm_graph.spanish.items import split_items
from asm_graph.spanish.numbers import is_missing
from asm_graph.spanish.progress import is_progress, read_progress
from asm_graph.spanish.times import says_when

CLASSES = {
    "especific": "specific",
    "interinstitucional": "interinstitutional",
    "intergubernamental": "intergovernmental",
    "institucional": "institutional",
}
"""The beginning of the printed class (compact form) and its notation in the code list `asm-class`."""

PRIORITIES = {
    "alta": "high",
    "alto": "high",
    "media": "medium",
    "medio": "medium",
    "baja": "low",
    "bajo": "low",
}

_NUMBER = re.compile(r"\d{1,3}\s*(?:\.?-|[.)°º])?")
_ITEM = re.compile(r"\s*(?:<[^<>]*>\s*)*\d{1,2}(?:\s*(?:,|y)\s*\d{1,2})*\s*(?:\.-|[.)-])")
_TAG = re.compile(r"</?p>")
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


def as_class(text: str) -> str | None:
    """The notation of the class that a text names (`Instit ucional`), if it names nothing else."""
    form = compact(text)
    for beginning, notation in CLASSES.items():
        if form.startswith(beginning) and len(form) <= len(beginning) + len("es"):
            return notation
    return None


def as_number(text: str) -> int | None:
    """The number of an ASM (`4`, `4.`), if the text is one."""
    return int(re.sub(r"\D", "", text)) if _NUMBER.fullmatch(text.strip()) else None


def as_priority(text: str) -> str | None:
    """The notation of the priority that a text names, if it names nothing else."""
    return PRIORITIES.get(compact(text).removeprefix("prioridad"))


def is_date(cell: Passage) -> bool:
    """Whether a cell holds a date and nothing but a date and its labels."""
    return bool(find_dates(cell)) and not any(map(bool, read_date_cell(cell).rest))


def looks(cell: Passage) -> frozenset[Column]:
    """The columns of a fixed form (number, class, priority, date, progress) that a cell looks like."""
    return frozenset(column for column in _TYPED if _is(column, cell)) if cell else frozenset()


def by_content(column: Column, cell: Passage, look: frozenset[Column]) -> float:
    """How well a cell of a whole row, which `looks` so, fits a column; negative where it does not."""
    text = cell.text.strip()
    if not text:
        return 0.0
    if is_missing(text) is not None:
        return 1.0
    if column in _TYPED:
        return _typed_fit(column, cell, fits=column in look)
    if column in {Column.RESPONSIBLE, Column.COORDINATING}:
        return 4.0 if is_unit(text) else -2.0 if len(text.split()) <= _UNIT_WORDS else -8.0
    if column is Column.UNKNOWN:
        return 0.0
    return _text_fit(column, cell, look)


def by_continuity(column: Column, above: str, cell: Passage) -> float:
    """How well a fragment continues the text above it in a column."""
    text = cell.text.strip()
    if not text:
        return 0.0
    if is_repeat(above, text):
        return 3.5 if compact(above).endswith(compact(text)) else 3.0
    in_form = _continues_form(column, above, cell)
    if in_form is not None:
        return in_form
    if not above.strip() or column in _COMPLETE:
        return -3.0
    if split_items(cell)[0].numbers:
        return 4.0 if _ITEM.match(above) else -2.0
    return _flow(column, above, text)


def _continues_form(column: Column, above: str, cell: Passage) -> float | None:
    """The same for what is a date or progress, or stands below a date; `None` for other prose."""
    text = cell.text.strip()
    if column is Column.DUE and _completes_date(above, text):
        return 6.0
    if is_date(cell) or (column in _NAMES and find_dates(cell)):
        return 1.0 if column is Column.DUE else -4.0
    if column is Column.PROGRESS and _is_complete(above, cell):
        return -4.0
    if _is_part_of_progress(cell):
        return 6.0 if column is Column.PROGRESS else -4.0
    return -2.0 if column is Column.DUE and not _goes_on_to_date(above, cell) else None


def _flow(column: Column, above: str, text: str) -> float:
    """How well one piece of prose flows into the next: best where the first needs another word."""
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


def is_repeat(above: str, text: str) -> bool:
    """Whether a fragment only repeats what stands above it (a page break prints some cells twice)."""
    form, form_above = (compact(_TAG.sub("", piece)) for piece in (text, above))
    if form == form_above or len(form) < _REPEATED_LETTERS:
        return form == form_above
    return form_above.endswith(form) or (len(form) >= _REPEATED_SENTENCE and form in form_above)


_COMPLETE = frozenset({Column.NUMBER, Column.CLASSIFICATION, Column.PRIORITY})
_NAMES = frozenset({Column.THEME, Column.RESPONSIBLE, Column.COORDINATING})
_PROSE = frozenset({Column.TEXT, Column.ACTIVITY, Column.EXPECTED, Column.OBTAINED, Column.PRODUCT})
_TYPED = frozenset({Column.NUMBER, Column.CLASSIFICATION, Column.PRIORITY, Column.DUE, Column.PROGRESS})


def _completes_date(above: str, text: str) -> bool:
    """Whether two pieces together hold a date that the first does not, and nothing but dates and labels."""
    first, whole = (Passage.of(piece, 0, len(piece)) for piece in (above, f"{above} {text}"))
    before = find_dates(first)
    return len(find_dates(whole)) > len(before) and is_date(whole) and (not before or goes_on(above, text))


def _goes_on_to_date(above: str, cell: Passage) -> bool:
    """Whether a piece without a date may belong to one that is cut before and behind it."""
    return not find_dates(Passage.of(above, 0, len(above))) or not any(map(bool, read_date_cell(cell).rest))


def _is_part_of_progress(cell: Passage) -> bool:
    """Whether a cell is progress, or begins with one of its labels (`Justificación:`)."""
    labels = read_progress(cell).labels
    return is_progress(cell) or (bool(labels) and cell.text.startswith(labels[0].text))


def _is_complete(above: str, cell: Passage) -> bool:
    """Whether progress needs no more: it ends with *Replanteamiento*, or both pieces give a percentage."""
    if _RESCHEDULED.search(above):
        return True
    first = Passage.of(above, 0, len(above))
    return None not in (read_progress(first).percent, read_progress(cell).percent)


def _typed_fit(column: Column, cell: Passage, *, fits: bool) -> float:
    if column is Column.PROGRESS:
        return 8.0 if fits else -1.0
    if column is Column.DUE and not fits:
        return _undated_fit(cell)
    return 8.0 if fits else -10.0


def _undated_fit(cell: Passage) -> float:
    """How well a cell that is no date fits the column of dates: any phrase may stand there, no sentence."""
    if find_dates(cell) or "fecha" in compact(cell.text) or says_when(cell.text):
        return 2.0
    is_phrase = len(cell.text.split()) <= _PHRASE_WORDS and not cell.text.rstrip().endswith(".")
    return 0.0 if is_phrase else _NO_DATE


def _is(column: Column, cell: Passage) -> bool:
    match column:
        case Column.NUMBER:
            return as_number(cell.text) is not None
        case Column.CLASSIFICATION:
            return as_class(cell.text) is not None
        case Column.PRIORITY:
            return as_priority(cell.text) is not None
        case Column.DUE:
            return is_date(cell)
        case _:
            return is_progress(cell)


def _text_fit(column: Column, cell: Passage, look: frozenset[Column]) -> float:
    words = len(cell.text.split())
    if column in _PROSE and says_when(cell.text):
        return -3.0
    if look:
        return -1.0 if column in {Column.THEME, Column.REMARKS} and as_class(cell.text) is None else -5.0
    if column is Column.THEME:
        is_name = words <= _THEME_WORDS and not cell.text.endswith(".")
        return 2.0 if is_name else -4.0
    if column is Column.ACTIVITY and split_items(cell)[0].numbers:
        return 3.0
    if is_unit(cell.text):
        return -1.5
    return 1.0
