"""The ways in which Mexicans write a telephone number, without any word beside it that says so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers

from asm_graph.spanish.telephone_words import CODE, COUNTED, TOLD_BEHIND

if TYPE_CHECKING:
    from asm_graph.spanish.digit_groups import DigitGroups

NATIONAL = 10
"""The digits of a Mexican number with its area code (*Plan Técnico Fundamental de Numeración*)."""
LENGTHS = frozenset({7, 8, NATIONAL, 11, 12, 13})
"""The digits of a whole number: local, national, or with a prefix for long distance or from abroad."""

_MOST_GROUPS = 6
_LONGEST = 15
"""The digits of a number with its country (ITU-T E.164)."""
_SHORTEST_LOCAL = 6
_AREA_CODES_OF_TWO = ("55", "56", "33", "81")
_PREFIX = re.compile(r"(01|04[45]|01152|001?521?|521?)([2-9]\d{9})")
"""Prefixes for long distance (01), mobiles (044, 045, 1) and the country (52), some no longer in use."""
_BEGINS_PREFIX = re.compile(r"0\d|52")
_FREE = re.compile(r"01[89]00\d{6,9}")
_PREFIXES = frozenset({"01", "044", "045", "52"})
_IN_BRACKETS = re.compile(r"(?:01|04[45]|521?|001?52|01152)?(?:\d{2,3})?")
_USUAL = frozenset({(2, 3, 4), (2, 4, 4), (3, 3, 4), (3, 4, 4), (2, 7), (2, 8), (3, 7), (3, 8)})
_ISBN = frozenset({"978", "979"})
_AREA_CODE_LENGTHS = (2, 3)
_FEWEST_GROUPS = 3
_CAPITAL = "5"
"""Numbers of Mexico City began so while they had eight digits."""
_PLUS = re.compile(r"(?:^|[^\w)])\+\s?\(?\Z")
_GOES_ON = re.compile(r"(?!ext|x\s?\d)[a-z_]")
_TIGHT = re.compile(r"[-_./]")
_GLUED = re.compile(r"\d[.,/-]\Z|[a-z]/\Z|_\Z|(?:^|[^a-z])[a-z]{1,3}\Z")
"""What goes on with digits: a figure, a key of one to three letters, but no word that has lost its space."""
_REACH = 48


@lru_cache(maxsize=4096)
def is_mexican(digits: str) -> bool:
    """Return whether Mexico assigns a number of ten digits, by the metadata of `phonenumbers`."""
    if len(digits) != NATIONAL or digits[0] in "01":
        return False
    return phonenumbers.is_valid_number(phonenumbers.parse(digits, "MX"))


@lru_cache(maxsize=4096)
def _is_foreign(digits: str) -> bool:
    """Return whether a number with its country may be one."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def number_at(groups: DigitGroups, first: int, since: int) -> int | None:
    """Return the last group of the number that begins with a group and is known by its form alone, if any.

    The groups before `since` are accounted for.
    """
    number = Written(groups, first, since)
    if number.is_marked:
        for last in number.ends:
            if number.is_from_abroad(last) or number.is_bracketed(last):
                return last
    if number.ends and not is_inside_something(groups, first):
        for last in number.ends:
            if number.has_form(last) and number.is_whole(last):
                return last
    return None


def looks_like_number(groups: DigitGroups, first: int, last: int) -> bool:
    """Return whether the groups may be a whole number, if something else says that they are one."""
    part = groups.part(first, last)
    if sum(map(len, part)) not in LENGTHS or groups.is_date(first) or all(group.is_year for group in part):
        return False
    if groups.is_amount(first) or groups.is_amount(last) or names_code(groups, first):
        return False
    if is_counted(groups, last) and groups.are_thousands(first, last):
        return False
    return max(map(len, part)) <= len("5481") or tuple(map(len, part)) in _USUAL or len(part) == 1


def names_code(groups: DigitGroups, index: int) -> bool:
    """Return whether the words before a group call it a folio, a key, a page: `clave presupuestal 20…`."""
    start = groups.groups[index].start
    return CODE.search(groups.text[max(0, start - _REACH) : start]) is not None


def is_counted(groups: DigitGroups, last: int) -> bool:
    """Return whether what stands behind a group is counted by it: `25 familias`, but not `25 y 26`."""
    return COUNTED.match(groups.text, groups.groups[last].end) is not None


def is_inside_something(groups: DigitGroups, first: int) -> bool:
    """Return whether a word, a figure, a date or an address goes on with this group."""
    if _GLUED.search(groups.text[max(0, groups.groups[first].start - 4) : groups.groups[first].start]):
        return True
    return groups.is_in_address(first) or groups.is_date(first) or groups.is_amount(first)


class Written:
    """Groups from `first` on, as a number may be written with them; each form says if it ends at a group."""

    def __init__(self, groups: DigitGroups, first: int, since: int) -> None:
        self._groups = groups
        self._first = first
        self._since = since
        self._head = groups.groups[first].digits
        self._before = groups.text[max(0, groups.groups[first].start - 4) : groups.groups[first].start]
        self.is_marked = self._before.endswith(("(", "( ", "+", "+ "))
        self.ends = self._ends()

    def _ends(self) -> list[int]:
        """Yield the groups with which a number may end, the longest number first."""
        groups, last, total, breaks = self._groups, self._first, len(self._head), 0
        ends = [last] if total >= min(LENGTHS) else []
        while groups.gaps[last]:
            if groups.is_parted(last) and ends:
                break
            breaks += groups.breaks_line(last)
            last += 1
            total += len(groups.groups[last])
            if total > _LONGEST or breaks > 1 or (groups.breaks_line(last - 1) and groups.begins_item(last)):
                break
            if total >= min(LENGTHS):
                ends.append(last)
        return ends[::-1]

    def is_whole(self, last: int) -> bool:
        """Return whether nothing behind the groups continues them; one line may end in them."""
        groups = self._groups
        counts = last == self._first and groups.is_amount(last)
        if counts or _GOES_ON.match(groups.text, groups.groups[last].end):
            return False
        if _TIGHT.fullmatch(groups.gaps[last]) and len(groups.groups[last + 1]) < min(LENGTHS):
            return groups.gaps[last] != "." and groups.lines[last][1] == last + 1
        breaks = sum(map(groups.breaks_line, range(self._first, last)))
        return breaks == 0 or (breaks == 1 and self._others(last) <= 1)

    def has_form(self, last: int) -> bool:
        """Return whether the groups up to one are written as a number."""
        american = self._head == "1" and last - self._first == len(("800", "123", "4567"))
        if (american or _BEGINS_PREFIX.match(self._head)) and self.is_prefixed(last):
            return True
        if last == self._first:
            return self.is_undivided() or self.is_local(last)
        if len(self._head) in _AREA_CODE_LENGTHS and (self.is_usual(last) or self.is_even(last)):
            return True
        return self.is_local(last)

    def _others(self, last: int) -> int:
        """How many other groups hang together with these on their lines: a row of a table has many."""
        groups = self._groups
        before = self._first - max(groups.lines[self._first][0], self._since)
        again = last + 1 + last - self._first
        behind = groups.lines[last][1]
        if behind >= again and self._lengths(last + 1, again) == self._lengths(self._first, last):
            behind = last
        return before + behind - last

    def _lengths(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(map(len, self._groups.part(first, last)))

    def _gaps(self, last: int) -> list[str]:
        """Return what is between the groups: a space, or one sign."""
        return [gap.strip() or " " for gap in self._groups.gaps[self._first : last]]

    def is_from_abroad(self, last: int) -> bool:
        """`+52 55 5481 7200`, `+525554817200`, `+1 202 555 0123`."""
        if not _PLUS.search(self._before):
            return False
        digits = self._groups.digits(self._first, last)
        if digits.startswith("52"):
            return _PREFIX.fullmatch(digits) is not None or self._is_long_distance(last)
        return len(digits) > NATIONAL and _is_foreign(digits)

    def is_bracketed(self, last: int) -> bool:
        """`(55) 5481 7200`, `(0155) 5481 7200`, `(01 55) 54 81 72 00`, `(492) 92 5 65 40`."""
        groups, first = self._groups, self._first
        closing = next((one for one in range(first, last) if ")" in groups.gaps[one]), last)
        if closing == last:
            return False
        code, rest = groups.digits(first, closing), groups.digits(closing + 1, last)
        if not _IN_BRACKETS.fullmatch(code) or _GOES_ON.match(groups.text, groups.groups[last].end):
            return False
        if is_mexican(code + rest) or _PREFIX.fullmatch(code + rest):
            return True
        years = all(group.is_year for group in groups.part(closing + 1, last))
        counts = is_counted(groups, last) or groups.is_amount(last)
        if years or counts or groups.are_thousands(closing + 1, last):
            return False
        ended = any(
            groups.breaks_line(one) and is_mexican(code + groups.digits(closing + 1, one))
            for one in range(closing + 1, last)
        )
        again = len(rest) == NATIONAL and rest.startswith(code) and not ended
        return again or _SHORTEST_LOCAL <= len(rest) <= NATIONAL - len("55")

    def is_prefixed(self, last: int) -> bool:
        """`01 55 5481 7200`, `01800 123 4567`, `044 614 429 3300`, `52 1 55 5481 7200`."""
        digits = self._groups.digits(self._first, last)
        number = _PREFIX.fullmatch(digits)
        if number is None:
            return _FREE.fullmatch(digits) is not None or self._is_long_distance(last)
        if number[1].startswith("0") and last > self._first:
            return True
        known = is_mexican(number[2]) and self._others(last) <= 1
        return known and not names_code(self._groups, self._first)

    def _is_long_distance(self, last: int) -> bool:
        """`01 55 548 1720`: a prefix and groups as usual, though digits are missing; `1 800 123 4567`."""
        lengths = self._lengths(self._first + 1, last)
        american = self._head == "1" and lengths == (3, 3, 4)
        return (american or (self._head in _PREFIXES and lengths in _USUAL)) and self._others(last) <= 1

    def is_usual(self, last: int) -> bool:
        """`55 5481 7200`, `614-429-3300`, `55 54817200`: as most are written, whatever their area code."""
        groups, lengths, gaps = self._groups, self._lengths(self._first, last), self._gaps(last)
        if lengths not in _USUAL or max(map(len, gaps)) > 1 or self._head in _ISBN:
            return False
        mexican = is_mexican(groups.digits(self._first, last))
        if mexican and len(set(gaps)) == 1 and gaps[0] != " " and (gaps[0] != "." or len(gaps) > 1):
            return True
        if self._others(last) > mexican:
            return False
        if "." in gaps:
            return mexican and lengths == (2, 4, 4)
        if mexican:
            return True
        fours = [group.is_year for group in groups.part(self._first, last) if len(group) == len("2008")]
        counts = groups.is_amount(last) or (len(gaps) == 1 and is_counted(groups, last))
        figures = (bool(fours) and all(fours)) or counts
        return not figures and "/" not in gaps and not names_code(groups, self._first)

    def is_even(self, last: int) -> bool:
        """`55 54 81 72 00`, `614 429 33 00`, `982 12 4 95 18`, `982-59-60-603`: groups of one to four."""
        groups, lengths, gaps = self._groups, self._lengths(self._first, last), self._gaps(last)
        if not _FEWEST_GROUPS <= len(lengths) <= _MOST_GROUPS:
            return False
        if max(lengths) > len("5481") or len(set(gaps[1:])) > 1 or max(map(len, gaps)) > 1:
            return False
        if set(lengths) == {2} and set(gaps) == {" "} and self._head not in _AREA_CODES_OF_TWO:
            return False
        known = is_mexican(groups.digits(self._first, last))
        return known and self._others(last) <= 1 and not names_code(groups, self._first)

    def is_undivided(self) -> bool:
        """`5554817200`, unless a word says what it is or counts."""
        groups, first = self._groups, self._first
        if not is_mexican(self._head):
            return False
        if _TIGHT.fullmatch(groups.gaps[first]) and not is_mexican(groups.groups[first + 1].digits):
            return False
        return not is_counted(groups, first) and not names_code(groups, first)

    def is_local(self, last: int) -> bool:
        """`5481-7200`, a number of Mexico City; any local number, where an extension or `(cel.)` follows."""
        groups, first = self._groups, self._first
        if TOLD_BEHIND.match(groups.text, groups.groups[last].end):
            return looks_like_number(groups, first, last)
        if self._head[0] != _CAPITAL or self._lengths(first, last) != (4, 4) or groups.gaps[first] != "-":
            return False
        return not (is_counted(groups, last) or names_code(groups, first) or self._others(last))
