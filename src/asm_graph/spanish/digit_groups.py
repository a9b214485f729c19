"""The groups of digits of a plain text, and which hang together: `(55) 5481-7200` is one run of three."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"[ \t\n.()/_+-]{1,24}")
_SENTENCE = re.compile(r"\.\s|\n[ \t]*\n")
"""A period with a space behind it, or a blank line: no number goes on behind them."""
_OPEN = re.compile(r"\([^()]{1,30}\Z")
_PARTING = re.compile(r"\s/|/\s|\t")
_ITEM = re.compile(
    r"[1-9]\d?(?:\.[1-9]\d?){0,2}(?:[.)](?=\s)|[ \t]{1,2}(?!ext|(?:[yeoua]|al)[ \t])[a-z]|-[ \t])"
)
"""How a line of a list begins: `4.6 Teléfono`, `2) Padrón`."""
_YEAR = re.compile(YEAR)
_MONEY = re.compile(r"(?:\$|mxn|usd)\s{0,2}[+-]?\Z")
_AMOUNT = re.compile(r"\s?%|\s?(?:pesos|mdp|millones|miles|mil)(?![a-z])")
_ADDRESS = re.compile(r"(?:https?:?/|ftp:/|www\.|[a-z0-9-]{1,60}\.(?:com|gob|org|mx|net|edu|gov)/)\S*")
_THOUSANDS = 3
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Group:
    """Digits in a row, and where they stand."""

    start: int
    end: int
    digits: str

    def __len__(self) -> int:
        """How many digits they are."""
        return self.end - self.start

    @property
    def is_year(self) -> bool:
        """Whether they may be a year of our time."""
        return _YEAR.fullmatch(self.digits) is not None


class DigitGroups:
    """The groups of a plain text in order, found in time linear to its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.groups = [Group(*match.span(), match.group()) for match in _DIGITS.finditer(text)]
        self._starts = [group.start for group in self.groups]
        self._addresses = [match.span() for match in _ADDRESS.finditer(text)]
        self._address_ends = [end for _, end in self._addresses]
        self.gaps = [self._gap(index) for index in range(len(self.groups))]
        self.lines = self._lines()

    def _gap(self, index: int) -> str:
        """Return what is between a group and the next one if they belong together, or nothing."""
        if index + 1 == len(self.groups):
            return ""
        between = self.groups[index].end, self.groups[index + 1].start
        gap = _GAP.fullmatch(self.text, *between)
        return gap.group() if gap and not _SENTENCE.search(gap.group()) else ""

    def _lines(self) -> list[tuple[int, int]]:
        """For each group, the first and the last of those that hang together with it on its line."""
        lines: list[tuple[int, int]] = []
        first = 0
        for index, gap in enumerate(self.gaps):
            beside_figure = gap == " " and self._is_beside_figure(index)
            if not gap or "\n" in gap or self.is_parted(index) or beside_figure:
                lines += [(first, index)] * (index + 1 - first)
                first = index + 1
        return lines

    def at(self, place: int) -> int:
        """Return the number of the first group that begins at a place of the text or behind it."""
        return bisect_left(self._starts, place)

    def part(self, first: int, last: int) -> Sequence[Group]:
        """Return the groups from `first` to `last`."""
        return self.groups[first : last + 1]

    def digits(self, first: int, last: int) -> str:
        """Return the digits of these groups in a row."""
        return "".join(group.digits for group in self.part(first, last))

    def breaks_line(self, index: int) -> bool:
        """Return whether the line ends behind a group."""
        return "\n" in self.gaps[index]

    def is_parted(self, index: int) -> bool:
        """Return whether the end of a cell or a spaced slash parts a whole number from the next group."""
        return _PARTING.search(self.gaps[index]) is not None

    def begins_item(self, index: int) -> bool:
        """Return whether a group may be the number of an item of a list."""
        item = _ITEM.match(self.text, self.groups[index].start)
        return item is not None and not (
            item.group().endswith(")") and _OPEN.search(self.text[max(0, item.start() - 30) : item.start()])
        )

    def is_date(self, index: int) -> bool:
        """Return whether a date in figures begins with a group: `31/12/2008`, `2008-12-31`, `31.12.08`."""
        gaps = self.gaps[index : index + 2]
        if len(gaps) < len("-/") or gaps[0] != gaps[1] or gaps[0] not in {"/", "-", ".", " "}:
            return False
        parts = [group.digits for group in self.part(index, index + 2)]
        if gaps[0] in self.gaps[max(0, index - 1) : index] + self.gaps[index + 2 : index + 3]:
            return False
        first_is_year = _YEAR.fullmatch(parts[0]) is not None
        year, day = (parts[0], parts[2]) if first_is_year else (parts[2], parts[0])
        if not (_YEAR.fullmatch(year) or (len(year) == len("08") and gaps[0] in {"/", "."})):
            return False
        if max(map(len, (day, parts[1]))) > len("31"):
            return False
        american = not first_is_year and _is_day(int(year), day, parts[1])
        return american or _is_day(int(year), parts[1], day)

    def is_amount(self, index: int) -> bool:
        """Return whether a group is money, a percentage, or has its thousands set off by commas."""
        group = self.groups[index]
        if _MONEY.search(self.text[max(0, group.start - 6) : group.start]):
            return True
        if _AMOUNT.match(self.text, group.end):
            return True
        return self._has_comma(index) or (index > 0 and self._has_comma(index - 1))

    def _has_comma(self, index: int) -> bool:
        """Return whether a comma sets off the thousands that follow a group."""
        group, following = self.groups[index], self.groups[index + 1 : index + 2]
        if len(group) > _THOUSANDS or not following or len(following[0]) != _THOUSANDS:
            return False
        return self.text[group.end : following[0].start] == ","

    def is_decimal(self, index: int) -> bool:
        """Return whether a group stands on a side of a decimal point."""
        return self._has_one_point(index) or (index > 0 and self._has_one_point(index - 1))

    def _is_beside_figure(self, index: int) -> bool:
        """Return whether a decimal or a date ends with a group, or begins with the next."""
        if (index > 0 and self._has_one_point(index - 1)) or self._has_one_point(index + 1):
            return True
        starts = (start for start in (index - 2, index + 1) if start >= 0 and self.gaps[start] != " ")
        return any(map(self.is_date, starts))

    def _has_one_point(self, index: int) -> bool:
        """Return whether a point divides a group from the next, and no other from those beside them."""
        beside = self.gaps[max(0, index - 1) : index] + self.gaps[index + 1 : index + 2]
        return self.gaps[index] == "." and "." not in beside

    def is_in_address(self, index: int) -> bool:
        """Return whether a group stands in an address of the Web."""
        start = self.groups[index].start
        after = bisect_left(self._address_ends, start + 1)
        return after < len(self._addresses) and self._addresses[after][0] <= start

    def are_thousands(self, first: int, last: int) -> bool:
        """Return whether groups are one figure with spaces between its thousands: `12 500 000`."""
        head, *tail = self.part(first, last)
        return len(head) <= _THOUSANDS and all(len(group) == _THOUSANDS for group in tail)


def _is_day(year: int, month: str, day: str) -> bool:
    try:
        dt.date(year if year >= dt.MINYEAR + 99 else _CENTURY + year, int(month), int(day))
    except ValueError:
        return False
    return True
