"""The items of lists and the paragraphs of prose among the lines that fill in a field of a form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.bullets import LINE_BULLETS
from asm_graph.readers.parts.part_lines import ends_paragraph, usual_leading
from asm_graph.spanish.forms import DASHES
from asm_graph.spanish.word_lists import unfolded, words_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asm_graph.documents import Passage
    from asm_graph.readers.parts.part_lines import PartLine

_NAMED = "|".join(map(unfolded, words_beside(__file__)["numbered_items"]))
_OPENING = r"[^\W\d_]|[\"“«‘'¿¡(]"
_MARKERS = {
    "bullet": re.compile(
        rf"\A\s*+(?:(?P<sign>[{LINE_BULLETS}\ue000-\uf8ff])\s*+"
        rf"|(?P<dash>[{DASHES}*])\s*+(?={_OPENING})"
        r"|(?P<letter>o)\s++(?=[A-ZÁÉÍÓÚÑ]))"
    ),
    "named": re.compile(
        rf"\A\s*+(?:{_NAMED})\s++(?:n[oú°º]?m?\.?\s*|#\s*)?(?P<value>\d{{1,2}})\b\s?[{DASHES}.:)]*+\s*+",
        re.IGNORECASE,
    ),
    "number": re.compile(
        rf"\A\s*+(?P<value>\d{{1,2}})\s?(?:[.)]{{1,2}}\s?[{DASHES}]?|[{DASHES}:])\s*+(?={_OPENING}|\Z)"
    ),
    "roman": re.compile(rf"\A\s*+(?P<value>[IVX]{{1,5}})\s?[.)]\s?[{DASHES}]?\s*+(?=[A-ZÁÉÍÓÚÑ])"),
    "letter": re.compile(rf"\A\s*+(?P<value>[a-z])\s?\)\s?[{DASHES}.]?\s*+(?={_OPENING})"),
}
_MISREAD = re.compile(r"\s*+(?P<sign>[e¢©«»+*°.]{1,2})\s++(?=[A-ZÁÉÍÓÚÑ])")
"""A bullet as OCR may read it; it is one at the beginning, and where several lines begin so."""
_ROMAN = {"I": 1, "V": 5, "X": 10}
_HIGHEST_FIRST = 3
"""The first number of a list may be wrong or lost, not by much."""
_SAME_INDENT = 5.0
_SENTENCE_ENDS = (".", ":", ";")


@dataclass(frozen=True, slots=True)
class _Marker:
    kind: str
    sign: str
    value: int | None
    end: int


@dataclass(slots=True)
class ListedText:
    """An item of a list, or a paragraph; its lines are without their marker, which `markers` has.

    `number` is printed before an item (`2.`, `II.`), `value` what it is.
    """

    lines: list[PartLine]
    number: Passage | None = None
    value: int | None = None
    markers: list[Passage] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        """Whether it has a marker of its own."""
        return bool(self.markers)


def listed_texts(
    lines: Sequence[PartLine], stands_alone: Callable[[str], bool] = lambda _: False
) -> tuple[ListedText, ...]:
    """Divide lines into the items of their list, or into paragraphs where there is none.

    Lists within an item belong to it. A line that `stands_alone` is neither more of the text before it nor of
    the one behind it.
    """
    return _Division(lines, stands_alone).texts()


class _Division:
    def __init__(self, lines: Sequence[PartLine], stands_alone: Callable[[str], bool]) -> None:
        self._lines = lines
        self._alone = [
            stands_alone(line.text) and (index == 0 or self._may_end(lines[index - 1], line))
            for index, line in enumerate(lines)
        ]
        self._leading = usual_leading(lines)
        misread = [sign["sign"] for line in lines if (sign := _MISREAD.match(line.text))]
        first = _MISREAD.match(lines[0].text) if lines else None
        self._misread = {sign for sign, count in Counter(misread).items() if count > 1}
        self._misread |= {first["sign"]} if first else set()
        self._markers = [self._marker(line) for line in lines]
        self._top: _Marker | None = None
        self._indent: float | None = None
        self._is_nested = False
        self._last = 0
        self._texts: list[ListedText] = []

    def texts(self) -> tuple[ListedText, ...]:
        for index, (line, marker) in enumerate(zip(self._lines, self._markers, strict=True)):
            if self._alone[index]:
                self._texts.append(ListedText([line]))
            elif marker is not None and self._is_top(line, marker):
                self._begin_item(line, marker)
            elif marker is not None and self._texts and self._texts[-1].is_item:
                self._add_nested(line, marker)
            elif self._texts and not self._begins_paragraph(index):
                self._texts[-1].lines.append(line)
            else:
                self._texts.append(ListedText([line]))
        return tuple(self._texts)

    @staticmethod
    def _may_end(line: PartLine, following: PartLine) -> bool:
        return line.text.rstrip()[-1:] in _SENTENCE_ENDS or ends_paragraph(line, following)

    def _marker(self, line: PartLine) -> _Marker | None:
        for kind, pattern in _MARKERS.items():
            if (found := pattern.match(line.text)) is not None:
                if kind == "bullet":
                    return _Marker(kind, found[0].strip(), None, found.end())
                return _Marker(kind, kind, _value(found["value"], kind), found.end())
        found = _MISREAD.match(line.text)
        if found is not None and found["sign"] in self._misread:
            return _Marker("bullet", found["sign"], None, found.end())
        return None

    def _is_top(self, line: PartLine, marker: _Marker) -> bool:
        """Tell whether a marker begins an item of the list itself, not of one within an item."""
        is_first = self._top is None or not self._texts or not self._texts[-1].is_item
        if is_first:
            return marker.value is None or marker.value <= _HIGHEST_FIRST or marker.value == self._last + 1
        if self._top is None or marker.kind != self._top.kind:
            return False
        if marker.value is not None:
            return marker.value == self._last + 1
        if line.left is None or self._indent is None or line.left <= self._indent + _SAME_INDENT:
            self._is_nested = False
            return True
        self._is_nested = self._is_nested or marker.sign != self._top.sign or self._announces_list()
        return not self._is_nested

    def _announces_list(self) -> bool:
        return self._texts[-1].lines[-1].text.rstrip().endswith(":")

    def _add_nested(self, line: PartLine, marker: _Marker) -> None:
        """Add an item of a list within an item; its number is part of the text, a bullet is not."""
        if marker.value is None:
            self._texts[-1].markers.append(line.cut(0, marker.end).passage.strip())
            line = line.cut(marker.end)
        self._texts[-1].lines.append(line)

    def _begin_item(self, line: PartLine, marker: _Marker) -> None:
        if self._top is None or not self._texts or not self._texts[-1].is_item:
            self._top, self._indent = marker, line.left
        self._last = marker.value or 0
        printed = line.cut(0, marker.end).passage.strip()
        number = printed if marker.value is not None else None
        self._texts.append(ListedText([line.cut(marker.end)], number, marker.value, [printed]))

    def _begins_paragraph(self, index: int) -> bool:
        """Tell whether an unmarked line is no more of the text before it."""
        line, before = self._lines[index], self._lines[index - 1]
        if self._alone[index - 1]:
            return True
        text = self._texts[-1]
        if not any(one.passage for one in text.lines):
            return False
        if line.text.lstrip()[:1].islower() or (text.value is not None and self._goes_on(index, text.value)):
            return False
        is_over = ends_paragraph(before, line, self._leading)
        inner = text.lines[0].left
        if not text.is_item or line.left is None or inner is None:
            return is_over
        is_outdented = line.left < inner - _SAME_INDENT
        was_indented = before.left is not None and before.left >= inner - _SAME_INDENT
        return is_outdented and (is_over or (was_indented and len(text.lines) > 1))

    def _goes_on(self, index: int, value: int) -> bool:
        """Tell whether the next number of a list comes later."""
        kind = self._top.kind if self._top else ""
        return any(
            marker is not None and marker.kind == kind and marker.value == value + 1
            for marker in self._markers[index:]
        )


def _value(printed: str, kind: str) -> int:
    if kind in ("number", "named"):
        return int(printed)
    if kind == "letter":
        return ord(printed) - ord("a") + 1
    values = [_ROMAN[sign] for sign in printed]
    return sum(
        -value if index + 1 < len(values) and value < values[index + 1] else value
        for index, value in enumerate(values)
    )
