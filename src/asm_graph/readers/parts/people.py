"""Fields that name people: their names, units and positions, in columns or one below the other.

Names of officials and evaluators are public by the norms that ask for them; how to reach them is withheld.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents import Span
from asm_graph.readers.parts.field_values import text_of
from asm_graph.readers.parts.labels import Place, find_labels, lines_between
from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.part_lines import joined
from asm_graph.records.texts import Fact, fact
from asm_graph.spanish.forms import fold
from asm_graph.spanish.word_lists import any_of, words_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.labels import FoundLabel, Label
    from asm_graph.readers.parts.listed_texts import ListedText
    from asm_graph.readers.parts.part_lines import PartLine

_WORDS = words_beside(__file__)
_POSITION = re.compile(any_of(_WORDS["positions"]))
_SAME_ROW = 5.0
_INDENT = 10.0
_BETWEEN_NAMES = re.compile(
    r"(?<!\s)\s*+;\s*+|(?<!\s)\s*+,\s++(?=[A-ZÁÉÍÓÚÑ])|(?<!\s)\s++[yeYE]\s++(?=[A-ZÁÉÍÓÚÑ])"
    rf"|(?<=[a-záéíóúñ])\s++(?={any_of(_WORDS['honorifics'])}\s*+[A-ZÁÉÍÓÚÑ])"
)
_BETWEEN_WORDS = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "en", "san"})
"""Small words that names have."""
_FEWEST_WORDS = 2
_ROLE = re.compile(r"(?<!\s)\s*+\([^()]*+\)")
_CONTACT_WORDS = re.compile(
    r"\b(?:e-?mail|mail|correos?|tel(?:efonos?)?|cel(?:ular)?|ext(?:ension)?|fax|lada|clave)\b"
)


@dataclass(frozen=True, slots=True)
class LabeledLines:
    """A label within a field, and the lines that belong to it; `key` is empty for those before the first."""

    key: str
    label: tuple[Passage, ...]
    lines: tuple[PartLine, ...]


@dataclass(slots=True)
class People:
    """Who a field names, in order."""

    names: list[Fact[str]] = field(default_factory=list)
    units: list[Fact[str]] = field(default_factory=list)


def in_columns(lines: Sequence[PartLine], labels: Sequence[Label]) -> tuple[LabeledLines, ...]:
    """Divide lines at labels with a colon; below labels of one row, lines belong to that of their column."""
    found = find_labels(lines, labels, "colon")
    starts = [one.start for one in found] + [Place(len(lines), 0)]
    divided = [LabeledLines("", (), lines_between(lines, Place(0, 0), starts[0]))]
    for row in _rows(lines, found):
        last = found.index(row[-1])
        inside = [
            line
            for one, following in zip(row, [*(one.start for one in row[1:]), starts[last + 1]], strict=True)
            for line in lines_between(lines, one.end, following)
        ]
        columns = _columns(lines, row, inside)
        for one, own in zip(row, columns, strict=True):
            label = tuple(line.passage.strip() for line in lines_between(lines, one.start, one.end))
            divided.append(LabeledLines(one.label.key, label, own))
    return tuple(one for one in divided if one.lines or one.label)


def _rows(lines: Sequence[PartLine], found: Sequence[FoundLabel]) -> Iterator[tuple[FoundLabel, ...]]:
    """Yield the labels that stand side by side together, the others alone."""
    row: list[FoundLabel] = []
    for one in found:
        if row and not _is_beside(lines[row[0].start.line], lines[one.start.line]):
            yield tuple(row)
            row = []
        row.append(one)
    if row:
        yield tuple(row)


def _is_beside(line: PartLine, other: PartLine) -> bool:
    if line.top is None or other.top is None:
        return line is other
    return line.page == other.page and abs(line.top - other.top) <= _SAME_ROW


def _columns(
    lines: Sequence[PartLine], row: Sequence[FoundLabel], inside: Sequence[PartLine]
) -> tuple[tuple[PartLine, ...], ...]:
    """Return the lines of each label of a row by where their words stand."""
    if len(row) == 1:
        return (tuple(inside),)
    edges = [lines[one.start.line].cut(one.start.at).left for one in row]
    columns: list[list[PartLine]] = [[] for _ in row]
    for line in inside:
        for index, piece in _pieces(line, edges):
            columns[index].append(piece)
    return tuple(map(tuple, columns))


def _pieces(line: PartLine, edges: Sequence[float | None]) -> Iterator[tuple[int, PartLine]]:
    """Cut a line where its words pass over to the next column."""
    if not line.words or None in edges:
        yield 0, line
        return
    offsets = line.whole.offsets
    runs: list[tuple[int, int]] = []
    for word in line.words:
        left = word.area.box.left
        index = max(
            (i for i, edge in enumerate(edges) if edge is not None and left >= edge - _INDENT), default=0
        )
        if not runs or runs[-1][0] != index:
            at = max(word.span.start, offsets[line.start])
            runs.append((index, next(i for i in range(line.start, line.end) if offsets[i] >= at)))
    ends = [*(start for _, start in runs[1:]), line.end]
    for (index, start), end in zip(runs, ends, strict=True):
        yield index, line.cut(start - line.start, end - line.start)


def people_of(lines: Sequence[PartLine], labels: Sequence[Label], annotator: Annotator) -> People:
    """Return who a field names.

    The keys of labels are `name`, `unit`, `position` and `contact`. Where no label calls a name one, names
    stand before the label of their unit.
    """
    divided = in_columns(lines, labels)
    has_names = any(one.key == "name" for one in divided)
    people = People()
    units: list[PartLine] = []
    for index, one in enumerate(divided):
        annotator.mark("label", *one.label)
        own, name = one.lines, one.lines[:0]
        if one.key == "unit" and not has_names and any(other.key == "unit" for other in divided[index + 1 :]):
            own, name = _without_last_text(own)
        if one.key == "unit":
            units += own
            people.units += units_of(own, annotator)
        elif one.key == "contact":
            people.names += names_of(_behind_contact(own, annotator), annotator)
        elif one.key == "position":
            annotator.mark("position", *(line.passage.strip() for line in own))
        elif one.key == "name" or not has_names:
            people.names += names_of(own, annotator)
        people.names += names_of(name, annotator)
    if len(people.units) > 1 and len(people.names) == 1:
        whole = text_of(without_contact(units, annotator), annotator)
        people.units = [whole] if whole else []
    return people


def _behind_contact(lines: Sequence[PartLine], annotator: Annotator) -> tuple[PartLine, ...]:
    """Keep back how to reach somebody; return the lines behind that which name somebody else."""
    names = tuple(
        line for line in lines[1:] if not annotator.contact_spans(line.text) and _is_name(line.text)
    )
    annotator.mark("field not published", *(line.passage.strip() for line in lines if line not in names))
    return names


def _without_last_text(lines: Sequence[PartLine]) -> tuple[tuple[PartLine, ...], tuple[PartLine, ...]]:
    *texts, last = listed_texts(lines)
    if not texts:
        return tuple(lines), ()
    return tuple(line for text in texts for line in text.lines), tuple(last.lines)


def names_of(lines: Sequence[PartLine], annotator: Annotator) -> list[Fact[str]]:
    """Return the names of people; positions are known to belong to them, contact data is kept back."""
    names: list[Fact[str]] = []
    for text in _whole_names(listed_texts(without_contact(lines, annotator))):
        annotator.mark("list marker", *text.markers)
        passage = _without_roles(joined(text.lines), annotator).strip(' .:_"')
        position = _POSITION.search(fold(passage.text))
        if position is not None:
            annotator.mark("position", passage.slice(position.start()).strip())
            passage = passage.slice(0, position.start()).strip(" ,.-")
        names += names_in(passage, annotator)
    return names


def _without_roles(passage: Passage, annotator: Annotator) -> Passage:
    """Return a name without what stands in parentheses behind it (`(auxiliar de investigación)`)."""
    roles = list(_ROLE.finditer(passage.text))
    annotator.mark("position", *map(passage.group, roles))
    return passage.without([Span(*role.span()) for role in roles])


def _whole_names(texts: Iterable[ListedText]) -> list[ListedText]:
    """Join a name that goes on in another line: the first has but a title and a word, or a role follows."""
    whole: list[ListedText] = []
    for text in texts:
        before = joined(whole[-1].lines).text if whole else ""
        words = sum(not word.endswith(".") for word in before.split())
        is_role = before.count("(") > before.count(")") or text.lines[0].text.lstrip().startswith("(")
        if before and not text.is_item and (words < _FEWEST_WORDS or is_role):
            whole[-1].lines += text.lines
        else:
            whole.append(text)
    return whole


def names_in(passage: Passage, annotator: Annotator) -> Iterator[Fact[str]]:
    """Yield the names of an enumeration, or all of the text if its parts are no names."""
    parts = list(passage.split(_BETWEEN_NAMES))
    if all(_is_name(part.text) for part in parts):
        annotator.mark("separator", *map(passage.group, _BETWEEN_NAMES.finditer(passage.text)))
    else:
        parts = [passage]
    for part in parts:
        cleaned = annotator.clean(part)
        if any(map(str.isalpha, cleaned.text)):
            yield fact(cleaned)


def _is_name(text: str) -> bool:
    """Tell whether a text may be the name of a person: capitals, and small words between them."""
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return (
        words[:1] != []
        and words[0][:1].isupper()
        and capitals >= _FEWEST_WORDS
        and all(word[:1].isupper() or word in _BETWEEN_WORDS for word in words)
    )


def without_contact(lines: Sequence[PartLine], annotator: Annotator) -> tuple[PartLine, ...]:
    """Return the lines without what says how to reach somebody, which is kept back."""
    kept: list[PartLine] = []
    for line in lines:
        spans = annotator.contact_spans(line.text)
        if not spans:
            kept.append(line)
            continue
        label = _CONTACT_WORDS.search(fold(line.text))
        start = min(spans[0].start, label.start()) if label else spans[0].start
        annotator.mark("field not published", line.passage.slice(start).strip())
        if any(map(str.isalpha, line.text[:start])):
            kept.append(line.cut(0, start))
    return tuple(kept)


def units_of(lines: Sequence[PartLine], annotator: Annotator) -> list[Fact[str]]:
    """Return the units that a field names, one for each paragraph or item."""
    units: list[Fact[str]] = []
    for text in listed_texts(without_contact(lines, annotator)):
        annotator.mark("list marker", *text.markers)
        if (unit := text_of(text.lines, annotator)) is not None:
            units.append(unit)
    return units
