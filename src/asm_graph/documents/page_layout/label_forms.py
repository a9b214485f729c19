"""Forms of labels and values in two columns that no rule divides, as at the top of an annex.

    Modalidad:
                           Secretaría de Desarrollo Urbano, Vivienda y
    Dependencia/Entidad:   Ordenamiento Territorial (SEDUVOT)

The values begin at one place, whatever the width of their labels. A label becomes one line with its value; a
value of several lines may stand around or below the line of its label.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.pages import PageWord

_ALIGNED = 2.0
"""Points by which the beginnings of values may differ."""
_LABELS_NEEDED = 2
_SAME_WIDTH = 3.0
"""Points by which labels must differ in width for the place of the values to show a column."""
_MOST_WORDS = 8
"""Words of a label."""
_APART = 2.5
"""Heights of a line above which the next one is no part of the form."""
_CLOSE = 0.8
"""The same for the first line of a label or value that goes on beside the other."""
_NO_VALUE = 0.6
"""Heights of a line by which a label without a value beside it loses a value that stands midway."""


@dataclass(slots=True)
class _Row:
    """A row of a form: what stands left of the values, and what right."""

    line: Line
    label: list[PageWord]
    value: list[PageWord]


@dataclass(slots=True)
class _Field:
    """A label and its value, with the rows that the label stands on."""

    rows: list[_Row]
    value: list[PageWord] = field(default_factory=list)

    def distance(self, row: _Row) -> float:
        """Return how far a line of a value is from the label, in points."""
        middle = row.line.box.center[1]
        first, last = (one.line.box.center[1] for one in (self.rows[0], self.rows[-1]))
        away = max(first - middle, middle - last, 0)
        has_value = any(one.value for one in self.rows)
        return away if has_value else away + _NO_VALUE * row.line.box.height


def with_forms(lines: Sequence[Line]) -> list[Line]:
    """Return lines in which each label of a form stands with its whole value."""
    found: list[Line] = []
    start = 0
    while start < len(lines):
        place = _value_place(lines[start])
        rows = [] if place is None else _aligned(lines, start, place)
        if place is not None and _is_form(rows):
            before = _rows_before(found, lines[start], place)
            del found[len(found) - len(before) :]
            found += _fields([*before, *rows])
        else:
            found += lines[start : start + max(len(rows), 1)]
        start += max(len(rows), 1)
    return found


def _value_place(line: Line) -> float | None:
    """Return where the value begins that stands beside a label on one line."""
    for index in range(1, min(len(line.words), _MOST_WORDS + 1)):
        if _ends_label(line.words[:index]):
            return line.words[index].box.left
    return None


def _aligned(lines: Sequence[Line], start: int, place: float) -> list[_Row]:
    """Return the lines from one on that may be rows of a form, whose values begin at one place."""
    rows: list[_Row] = []
    for line in islice(lines, start, None):
        row = _row(line, place)
        if row is None or (rows and (_is_apart(rows[-1].line, line, _APART) or not _may_follow(rows, row))):
            break
        rows.append(row)
    while rows and rows[-1].label and not _ends_label(rows[-1].label):
        rows.pop()
    return rows


def _is_form(rows: Sequence[_Row]) -> bool:
    """Tell whether the values begin at one place though their labels are not equally wide."""
    ends = [row.label[-1].box.right for row in rows if row.value and _ends_label(row.label)]
    return len(ends) >= _LABELS_NEEDED and max(ends) - min(ends) >= _SAME_WIDTH


def _rows_before(above: Sequence[Line], line: Line, place: float) -> list[_Row]:
    """Return the line above that the first label or value of a form begins on, if there is one."""
    if not above or _is_apart(above[-1], line, _CLOSE):
        return []
    row, first = _row(above[-1], place), line.words[0]
    if row is None or (row.label and row.value):
        return []
    word = above[-1].words[0]
    if row.value:
        is_part = abs(word.box.left - place) <= _ALIGNED
    else:
        is_part = abs(word.box.left - first.box.left) <= _ALIGNED and word.is_bold == first.is_bold
    return [row] if is_part else []


def _row(line: Line, place: float) -> _Row | None:
    """Part a line at the place where values begin; None if it runs across that."""
    label = [word for word in line.words if word.box.left < place - _ALIGNED]
    value = line.words[len(label) :]
    if len(label) > _MOST_WORDS or (label and label[-1].box.right > place + _ALIGNED):
        return None
    if value and value[0].box.left > place + _ALIGNED:
        return None
    return _Row(line, label, value)


def _may_follow(rows: Sequence[_Row], row: _Row) -> bool:
    """Tell whether a label that does not end on its first line ends on the next one, as `Entidad` and `:`."""
    above = rows[-1].label
    if not above or _ends_label(above):
        return True
    return _ends_label(row.label) and len(above) + len(row.label) <= _MOST_WORDS


def _ends_label(words: Sequence[PageWord]) -> bool:
    return bool(words) and words[-1].text.endswith(":")


def _is_apart(above: Line, below: Line, heights: float) -> bool:
    return below.box.top - above.box.bottom > heights * min(above.box.height, below.box.height)


def _fields(rows: Sequence[_Row]) -> list[Line]:
    """Return a line for each label, with the words of its value."""
    fields: list[_Field] = []
    places: list[int] = []
    for row in rows:
        if row.label and (not fields or _ends_label(fields[-1].rows[-1].label)):
            fields.append(_Field([row]))
        elif row.label:
            fields[-1].rows.append(row)
        places.append(len(fields))
    for row, place in zip(rows, places, strict=True):
        near = fields[max(place - 1, 0) : place] if row.label else fields[max(place - 1, 0) : place + 1]
        min(near, key=lambda field: field.distance(row)).value.extend(row.value)
    page = rows[0].line.page
    return [Line(page, [word for row in one.rows for word in row.label] + one.value) for one in fields]
