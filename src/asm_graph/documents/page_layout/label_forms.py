"""Forms of labels and values in two columns that no rule divides, as at the top of an annex.

    Modalidad:
                           Secretaría de Desarrollo Urbano, Vivienda y
    Dependencia/Entidad:   Ordenamiento Territorial (SEDUVOT)

The values begin at one place, whatever the width of their labels. A label becomes one line with its value; a
value of several lines may stand around or below the line of its label.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """A label and its value, with the lines that the label stands on."""

    label: list[PageWord]
    rows: list[_Row]
    value: list[PageWord]

    @property
    def has_value_beside(self) -> bool:
        return any(row.value for row in self.rows)

    def distance(self, row: _Row) -> float:
        """Return how far a line of a value is from the label, in points."""
        middle = row.line.box.center[1]
        places = [one.line.box.center[1] for one in self.rows]
        away = max(min(places) - middle, middle - max(places), 0)
        return away if self.has_value_beside else away + _NO_VALUE * row.line.box.height


def with_forms(lines: Sequence[Line]) -> list[Line]:
    """Return lines in which each label of a form stands with its whole value."""
    found: list[Line] = []
    start = 0
    while start < len(lines):
        place = _value_place(lines[start])
        rows = [] if place is None else _form(lines, start, place)
        if rows:
            before = [
                row for row in _rows_before(lines, start, place or 0) if found and found[-1] is row.line
            ]
            del found[len(found) - len(before) :]
            found += _fields([*before, *rows])
            start += len(rows)
        else:
            found.append(lines[start])
            start += 1
    return found


def _value_place(line: Line) -> float | None:
    """Return where the value begins that stands beside a label on one line."""
    for index in range(1, min(len(line.words), _MOST_WORDS + 1)):
        if _ends_label(line.words[:index]):
            return line.words[index].box.left
    return None


def _form(lines: Sequence[Line], start: int, place: float) -> list[_Row]:
    """Return the rows of a form from a line on; none if its values do not begin at one place."""
    rows: list[_Row] = []
    for line in islice(lines, start, None):
        row = _row(line, place)
        if row is None or (rows and (_is_apart(rows[-1].line, line, _APART) or not _may_follow(rows, row))):
            break
        rows.append(row)
    while rows and rows[-1].label and not _ends_label(rows[-1].label):
        rows.pop()
    full = [row.label[-1].box.right for row in rows if row.value and _ends_label(row.label)]
    if len(full) < _LABELS_NEEDED or max(full) - min(full) < _SAME_WIDTH:
        return []
    return rows


def _rows_before(lines: Sequence[Line], start: int, place: float) -> list[_Row]:
    """Return the line above that the first label or value of a form begins on, if there is one."""
    if not start or _is_apart(lines[start - 1], lines[start], _CLOSE):
        return []
    above, first = _row(lines[start - 1], place), lines[start].words[0]
    if above is None or (above.label and above.value):
        return []
    word = lines[start - 1].words[0]
    if above.value:
        is_part = abs(word.box.left - place) <= _ALIGNED
    else:
        is_part = abs(word.box.left - first.box.left) <= _ALIGNED and word.is_bold == first.is_bold
    return [above] if is_part else []


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


def _fields(rows: Sequence[_Row]) -> Iterator[Line]:
    """Yield a line for each label, with the words of its value."""
    fields: list[_Field] = []
    is_whole = True
    for row in rows:
        if row.label and is_whole:
            fields.append(_Field([], [], []))
        if row.label:
            fields[-1].label += row.label
            fields[-1].rows.append(row)
            is_whole = _ends_label(row.label)
    for row in rows:
        if row.value:
            own = [field for field in fields if any(one is row for one in field.rows)]
            nearest = own or [min(fields, key=lambda field: field.distance(row))]
            nearest[0].value += row.value
    for field in fields:
        yield Line(rows[0].line.page, [*field.label, *field.value])
