"""The styles of OpenDocument spreadsheets that change what numbers say (OpenDocument 1.3, part 3, 16.29).

A data style is written out as the code of a number format, which `number_formats` reads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.workbooks.number_formats import NumberFormat, parse_format
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA_STYLES = {"number-style", "percentage-style", "currency-style"}
_NUMBERS = {"number", "scientific-number", "fraction"}
_WRITTEN = {"text", "currency-symbol"}
_MOST_STYLES = 65_536
_DEEPEST = 20
"""So many styles may stand on each other."""


@dataclass(slots=True)
class _DataStyle:
    """A data style; `maps` are the conditions under which another one holds, with its name."""

    code: str = ""
    is_percentage: bool = False
    maps: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _CellStyle:
    parent: str
    data_style: str


class OdsStyles:
    """The handlers of expat for what stands in `styles.xml` and `content.xml`, and what they found."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._cells: dict[str, _CellStyle] = {}
        self._data: dict[str, _DataStyle] = {}
        self._current: _DataStyle | None = None
        self._table = ""
        self._is_written = False
        self._formats: dict[str, NumberFormat] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of the beginning of an element."""
        prefix, _, name = tag.partition(":")
        if prefix == "number":
            self._start_number(name, attributes)
        elif tag == "style:style":
            self._start_style(attributes)
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_tables.add(self._table)
        elif tag == "style:map" and self._current is not None:
            condition = attributes.get("style:condition", "").removeprefix("value()")
            self._current.maps.append((condition, attributes.get("style:apply-style-name", "")))

    def end(self, tag: str) -> None:
        """Take note of the end of an element."""
        prefix, _, name = tag.partition(":")
        if prefix == "number" and name in _DATA_STYLES:
            self._current = None
        self._is_written = False

    def text(self, text: str) -> None:
        """Take note of what a data style writes beside the number."""
        if self._current is not None and self._is_written:
            self._current.code += f'"{text.replace(chr(34), "")}"'

    def format_of(self, style: str) -> NumberFormat:
        """Return the format of the numbers in a cell style."""
        if style not in self._formats:
            self._formats[style] = parse_format(self._code(self._data_style(style)))
        return self._formats[style]

    def _start_number(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _DATA_STYLES:
            self._current = _DataStyle(is_percentage=name == "percentage-style")
            self._data[attributes.get("style:name", "")] = self._current
        elif self._current is not None and name in _NUMBERS:
            factor = float(attributes.get("number:display-factor", 1))
            thousands = round(math.log10(factor) / 3) if 1 <= factor < math.inf else 0
            self._current.code += "0" + "," * thousands + "%" * self._current.is_percentage
        self._is_written = name in _WRITTEN

    def _start_style(self, attributes: Mapping[str, str]) -> None:
        name, family = attributes.get("style:name", ""), attributes.get("style:family")
        self._table = name if family == "table" else ""
        if family == "table-cell":
            parent, data_style = (attributes.get(f"style:{key}-style-name", "") for key in ("parent", "data"))
            self._cells[name] = _CellStyle(parent, data_style)
        if max(len(self._cells), len(self._data)) > _MOST_STYLES:
            raise ValueError(Message("has more than {limit:,} styles", limit=_MOST_STYLES))

    def _data_style(self, style: str) -> str:
        """Return the data style of a cell style, or of the nearest style on which it stands."""
        for _ in range(_DEEPEST):
            cell = self._cells.get(style)
            if cell is None:
                break
            if cell.data_style:
                return cell.data_style
            style = cell.parent
        return ""

    def _code(self, name: str) -> str:
        """Write a data style and those that it maps to as the sections of one code."""
        style = self._data.get(name, _DataStyle())
        mapped = [
            f"[{condition}]{self._data[other].code}" for condition, other in style.maps if other in self._data
        ]
        return ";".join([*mapped, style.code])
