"""Number formats of spreadsheets that change what a number says (ECMA-376, part 1, 18.8.30 and 18.8.31).

A cell that holds 0.755 and shows 75.5 % says 75.5 %; one that holds 1,234,500,000 and shows 1,234.5 under
`#,##0.0,,` says 1,234.5. Decimals that a format leaves out are kept: they are known, only not shown.
"""

from __future__ import annotations

import math
import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BUILT_IN: Mapping[int, str] = {9: "0%", 10: "0.00%"}
"""The formats without a code in the workbook that scale (18.8.30)."""

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracketed>[^\[\]]*)\]|.', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)", re.ASCII)
_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne, "<": operator.lt, ">": operator.gt,
    "=": operator.eq,
}  # fmt: skip
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
"""Commas behind the last digit of a part: each leaves out three digits."""
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_DIGITS = 15
"""A spreadsheet shows no more digits of a number; what a double has besides is noise of the computation."""
_FOR_NUMBERS = 3
"""So many sections are for numbers: above zero, below, and zero; a fourth is for texts."""


@dataclass(frozen=True, slots=True)
class _Section:
    """What a section of a format does to the numbers for which it `holds`.

    `power` is that of ten by which it shows them, `sign` what it writes behind them.
    """

    holds: Callable[[float], bool]
    power: int = 0
    sign: str = ""

    @property
    def changes_numbers(self) -> bool:
        return bool(self.power or self.sign)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The sections of a format, each for some numbers; the last one is for all that are left."""

    sections: Sequence[_Section]

    @property
    def changes_numbers(self) -> bool:
        """Whether some number says something else in a cell of this format than in a plain one."""
        return any(section.changes_numbers for section in self.sections)

    def shown(self, value: float) -> str | None:
        """Return what the cell says, as `75.5%`; None where that is the plain number.

        >>> parse_format("0.0%;[Red]-0.0%").shown(0.755), parse_format("#,##0.0,,").shown(1234500000)
        ('75.5%', '1234.5')
        """
        section = next((one for one in self.sections if one.holds(value)), self.sections[-1])
        if not section.changes_numbers or not math.isfinite(value):
            return None
        text = f"{Decimal(f'{value:.{_DIGITS}g}').scaleb(section.power):f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) + section.sign


@lru_cache(maxsize=1024)
def parse_format(code: str) -> NumberFormat:
    """Read the code of a format; whatever is no percentage and no scale leaves numbers as they are."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token[0] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    above = operator.ge if len(sections) < _FOR_NUMBERS else operator.gt
    defaults = (above, operator.lt, operator.eq)
    return NumberFormat(
        tuple(
            _section(tokens, partial(_compared, compare, 0))
            for tokens, compare in zip(sections, defaults, strict=False)
        )
    )


def counts_elapsed_time(code: str) -> bool:
    """Tell whether a format shows a time that goes on beyond a day.

    >>> counts_elapsed_time("[h]:mm"), counts_elapsed_time("[Red]h:mm")
    (True, False)
    """
    return any(_ELAPSED.fullmatch(token["bracketed"] or "") for token in _TOKEN.finditer(code))


def _section(tokens: Sequence[re.Match[str]], holds: Callable[[float], bool]) -> _Section:
    signs = literal = ""
    for token in tokens:
        bracketed = token["bracketed"]
        written = token["quoted"] or token["escaped"]
        if bracketed is None:
            literal += written or ""
            signs += token[0] if written is None and len(token[0]) == 1 else " "
        elif _ELAPSED.fullmatch(bracketed):
            return _Section(holds)
        elif condition := _CONDITION.fullmatch(bracketed):
            holds = partial(_compared, _COMPARISONS[condition[1]], float(condition[2]))
    if _DATE.search(signs):
        return _Section(holds)
    percent = signs.count("%")
    power = 2 * percent - 3 * sum(len(match[1]) for match in _THOUSANDS.finditer(signs))
    return _Section(holds, power, _sign(percent, power, literal.strip()))


def _compared(compare: Callable[[float, float], bool], bound: float, value: float) -> bool:
    return compare(value, bound)


def _sign(percent: int, power: int, literal: str) -> str:
    """Find what stands behind the number: a percent sign, or the words that a scaled number is shown with.

    `1.2 M` may mean 1.2 of the column's million or 1.2 of the column's unit a million times over: with its
    word it is no number, and whoever reads the table asks.
    """
    if percent or literal in {"%", "٪", "％"}:
        return "%"
    return f" {literal}" if power and any(map(str.isalnum, literal)) else ""
