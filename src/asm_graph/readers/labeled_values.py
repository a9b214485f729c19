"""What stands above a table: labels and their values, side by side, below each other or crosswise.

A value may stand on a line of its own, above or below the middle of its label; a label may go over two lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.documents import Passage
from asm_graph.readers.asm_forms.phrases import FIELDS
from asm_graph.readers.cut_text import ends_open, goes_on
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIMILAR = 90.0
_LEAST_LETTERS = 6
_MOST_WORDS = 7
_LABEL_LETTERS = 70


@dataclass(slots=True)
class LabeledValue:
    """A field: the name of its label, the label, and the pieces of its value in order."""

    name: str
    label: list[Passage]
    value: list[Passage] = field(default_factory=list)


def field_name(label: str) -> str | None:
    """Return the field that a label names, which may have one letter wrong in ten."""
    form = compact(label)
    if form in FIELDS or len(form) < _LEAST_LETTERS:
        return FIELDS.get(form)
    match = process.extractOne(form, FIELDS.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return FIELDS[match[0]] if match else None


def labeled_value(text: Passage) -> LabeledValue | None:
    """Return the label that a line begins with, and what stands behind its colon."""
    before, colon, _ = text.text.partition(":")
    name = field_name(before) if colon and len(before) <= _LABEL_LETTERS else None
    return _parted(name, text, len(before) + 1) if name else None


def begins_field(lines: Sequence[Passage]) -> bool:
    """Return whether a field begins with the first of the lines."""
    return bool(lines) and _field_at(lines, 0)[0] is not None


def read_fields(lines: Sequence[Passage]) -> tuple[list[LabeledValue], list[Passage]]:
    """Return the fields of some lines, and the lines that belong to none."""
    if reversed_fields := _values_first(lines):
        return reversed_fields, []
    found: list[LabeledValue] = []
    loose: list[Passage] = []
    waiting: list[Passage] = []
    index = 0
    while index < len(lines):
        begun, taken = _field_at(lines, index)
        if begun is None:
            below = _field_at(lines, index + 1)[0] if index + 1 < len(lines) else None
            _take_value(lines[index], found, waiting, goes_on_below=bool(below and below.value))
        else:
            if waiting and begun.value and ends_open(waiting[-1].text):
                begun.value[:0] = waiting
            else:
                loose += waiting
            waiting = []
            found.append(begun)
        index += taken
    return found, loose + waiting


def _values_first(lines: Sequence[Passage]) -> list[LabeledValue]:
    """Return the fields of lines in which each value stands above its label; none of other lines."""
    values, labels = lines[::2], [labeled_value(line) for line in lines[1::2]]
    if len(values) != len(labels) or any(labeled_value(value) for value in values):
        return []
    fields = [label for label in labels if label and not label.value]
    if len(fields) != len(labels):
        return []
    for one, value in zip(fields, values, strict=True):
        one.value.append(value)
    return fields


def _field_at(lines: Sequence[Passage], index: int) -> tuple[LabeledValue | None, int]:
    """Return the field that begins with a line, and over how many lines its label goes."""
    line = lines[index]
    if index + 1 < len(lines):
        below = lines[index + 1]
        if ":" not in line.text and (begun := labeled_value(Passage.joined((line, below)))):
            return begun, 2
        if below.text.startswith(":") and (begun := _label_before_colon(line)):
            return begun, 1
    return labeled_value(line), 1


def _label_before_colon(line: Passage) -> LabeledValue | None:
    """Return the label that a line begins with whose colon stands on the line below."""
    words = line.text.split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = FIELDS.get(compact(" ".join(words[:count])))
        if name:
            return _parted(name, line, _end_of_words(line.text, count))
    return None


def _take_value(
    line: Passage, found: Sequence[LabeledValue], waiting: list[Passage], *, goes_on_below: bool
) -> None:
    """Give a line without a label to the field above it, or let it wait for the one below."""
    last = found[-1] if found else None
    if last and line.text.startswith(":"):
        last.label.append(line.slice(0, 1))
        last.value.append(line.slice(1).strip())
    elif last and not waiting and not (goes_on_below and ends_open(line.text)) and _may_follow(last, line):
        last.value.append(line)
    else:
        waiting.append(line)


def _may_follow(above: LabeledValue, line: Passage) -> bool:
    return not above.value or goes_on(above.value[-1].text, line.text) or line.text[:1].islower()


def _parted(name: str, text: Passage, end: int) -> LabeledValue:
    value = text.slice(end).strip()
    return LabeledValue(name, [text.slice(0, end)], [value] if value else [])


def _end_of_words(text: str, count: int) -> int:
    end = 0
    for word in text.split()[:count]:
        end = text.index(word, end) + len(word)
    return end
