"""The numbers that Word writes before the paragraphs of lists; a reader sees them, the text has none.

ECMA-376, part 1, 17.9: a list is an instance of an abstract one, whose levels count and write their numbers;
instances of one abstract list go on counting where the other stopped, unless they begin anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asm_graph.documents.word.styles import W, attribute, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement

    from asm_graph.documents.word.styles import ListPlace

BULLET = "•"

_PLACE = re.compile(r"%([1-9])")
_LETTERS = 26
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 5_000
"""The largest number that is written in Roman numerals or letters."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of an abstract list; `pattern` has `%1` for the number of the first level."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    restarts: bool = True
    is_plain: bool = False


class Numbering:
    """The lists of a document, and how far each of them has counted."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[int, tuple[str, dict[int, _Level]]] = {}
        self._starts: dict[tuple[int, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        links = {}
        for one in root.iterchildren(f"{W}abstractNum"):
            key = attribute(one, "abstractNumId")
            self._abstract[key] = _levels(one)
            links[attribute(one.find(f"{W}styleLink"))] = key
        for one in root.iterchildren(f"{W}abstractNum"):
            linked = attribute(one.find(f"{W}numStyleLink"))
            if linked and linked in links:
                self._abstract[attribute(one, "abstractNumId")] = self._abstract[links[linked]]
        for one in root.iterchildren(f"{W}num"):
            self._add_list(one)

    def label(self, place: ListPlace) -> str:
        """Count a paragraph of a list, and return what is written before it, such as `2.1.`."""
        if place.number not in self._lists:
            return ""
        key, levels = self._lists[place.number]
        level = levels.get(place.level, _Level())
        counts = self._counts.setdefault(key, {})
        start = self._starts.pop((place.number, place.level), None)
        if start is not None:
            counts[place.level] = start
        else:
            counts[place.level] = counts[place.level] + 1 if place.level in counts else level.start
        for deeper in [one for one in counts if one > place.level and levels.get(one, level).restarts]:
            del counts[deeper]
        if level.style == "bullet":
            return BULLET
        return _PLACE.sub(
            lambda found: self._written(counts, levels, int(found[1]) - 1, level), level.pattern
        )

    def _written(
        self, counts: Mapping[int, int], levels: Mapping[int, _Level], of: int, level: _Level
    ) -> str:
        counted = levels.get(of, _Level())
        return _number(counts.get(of, counted.start), "decimal" if level.is_plain else counted.style)

    def _add_list(self, element: BaseOxmlElement) -> None:
        number = whole_number(element.attrib, "numId", 0)
        key = attribute(element.find(f"{W}abstractNumId"))
        levels = dict(self._abstract.get(key, {}))
        for override in element.iterchildren(f"{W}lvlOverride"):
            at = whole_number(override.attrib, "ilvl", 0)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                self._starts[number, at] = whole_number(start.attrib, "val", 1)
                levels[at] = replace(levels.get(at, _Level()), start=self._starts[number, at])
        self._lists[number] = key, levels


def _levels(element: BaseOxmlElement) -> dict[int, _Level]:
    levels = {}
    for level in element.iterchildren(f"{W}lvl"):
        start, restart = level.find(f"{W}start"), level.find(f"{W}lvlRestart")
        levels[whole_number(level.attrib, "ilvl", 0)] = _Level(
            1 if start is None else whole_number(start.attrib, "val", 1),
            attribute(level.find(f"{W}numFmt")) or "decimal",
            attribute(level.find(f"{W}lvlText")),
            attribute(restart) != "0",
            level.find(f"{W}isLgl") is not None,
        )
    return levels


def _number(value: int, style: str) -> str:
    """Write a number in a style; one of many languages and alphabets is written in figures.

    >>> [_number(28, style) for style in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "none")]
    ['28', 'bb', 'XXVIII', '28', '']
    """
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{value:02}"
    if 0 < value <= _LARGEST:
        if style in {"lowerLetter", "upperLetter"}:
            repeats, letter = divmod(value - 1, _LETTERS)
            text = chr(ord("a") + letter) * (repeats + 1)
            return text.upper() if style == "upperLetter" else text
        if style in {"lowerRoman", "upperRoman"}:
            return _roman(value).upper() if style == "upperRoman" else _roman(value)
    return str(value)


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        text += sign * count
    return text
