"""What the styles of a Word document say of its paragraphs and runs (ECMA-376, part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement

W = f"{{{nsmap['w']}}}"
"""The namespace of WordprocessingML, as it stands before the names of elements."""

_OFF = {"0", "false", "off"}
_DEEPEST = 20
"""So many styles may stand on each other."""
_HEADING = re.compile(r"(?:heading|título|titulo|title)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """To which list a paragraph belongs, and at which level, from 0."""

    number: int
    level: int


class Styles:
    """The styles, by their identifiers."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        self._styles: dict[str, BaseOxmlElement] = {}
        self._default = ""
        self._defaults: BaseOxmlElement | None = None
        if root is None:
            return
        for style in root.iterchildren(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._styles[key] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
                self._default = key
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def of_paragraph(self, paragraph: BaseOxmlElement) -> str:
        """Return the style of a paragraph."""
        return attribute(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default

    def is_heading(self, style: str) -> bool:
        """Tell whether a style is that of headings, by its name or its place in the outline."""
        return any(
            _HEADING.match(attribute(one.find(f"{W}name"))) or one.find(f"{W}pPr/{W}outlineLvl") is not None
            for one in self._chain(style)
        )

    def is_on(self, name: str, run: BaseOxmlElement, style: str) -> bool:
        """Tell whether a run has a property (`b`, `vanish`): by itself, its style, or its paragraph."""
        for properties in self._properties(run, style):
            found = properties.find(f"{W}{name}")
            if found is not None:
                return found.get(f"{W}val") not in _OFF
        return False

    def size(self, run: BaseOxmlElement, style: str) -> float:
        """Return the size of a run's type in points, 0 if nothing says it."""
        for properties in self._properties(run, style):
            half_points = attribute(properties.find(f"{W}sz"))
            if half_points.isdecimal():
                return int(half_points) / 2
        return 0

    def list_place(self, paragraph: BaseOxmlElement, style: str) -> ListPlace | None:
        """Return the place of a paragraph in a list, by itself or by its style."""
        sources = [paragraph, *self._chain(style)]
        numbers = [found for one in sources if (found := one.find(f"{W}pPr/{W}numPr")) is not None]
        number = next(
            (value for one in numbers if (value := _whole(one.find(f"{W}numId"))) is not None), None
        )
        level = next((value for one in numbers if (value := _whole(one.find(f"{W}ilvl"))) is not None), 0)
        return ListPlace(number, level) if number else None

    def _chain(self, style: str) -> Iterator[BaseOxmlElement]:
        """Yield a style and those on which it stands."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = attribute(found.find(f"{W}basedOn"))

    def _properties(self, run: BaseOxmlElement, style: str) -> Iterator[BaseOxmlElement]:
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own
            for one in self._chain(attribute(own.find(f"{W}rStyle"))):
                yield from one.iterchildren(f"{W}rPr")
        for one in self._chain(style):
            yield from one.iterchildren(f"{W}rPr")
        if self._defaults is not None:
            yield self._defaults


def attribute(element: BaseOxmlElement | None, name: str = "val") -> str:
    """Return an attribute of WordprocessingML, empty if the element or the attribute is missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


def _whole(element: BaseOxmlElement | None) -> int | None:
    text = attribute(element)
    return int(text) if text.isdecimal() else None


def whole_number(attributes: Mapping[str, str], name: str, default: int) -> int:
    """Return an attribute that is a whole number, or a default where it is none."""
    text = attributes.get(f"{W}{name}", "")
    return int(text) if text.isdecimal() else default
