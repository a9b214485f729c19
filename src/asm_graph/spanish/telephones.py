"""Where telephone numbers stand in a plain text: behind a word that says so, or known by their form alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.spanish.digit_groups import DigitGroups
from asm_graph.spanish.telephone_forms import (
    LENGTHS,
    NATIONAL,
    is_counted,
    is_inside_something,
    looks_like_number,
    number_at,
)
from asm_graph.spanish.telephone_words import (
    AT_ONCE,
    DIRECTLY,
    LABEL,
    LIST,
    MORE_EXTENSION,
    OF_MONTH,
    RANGE,
    SOON,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURE = re.compile(r",\d{3}(?!\d)|\s?%|\s?(?:pesos|mdp|millones)(?![a-z])")
_ASSIGNED = re.compile(r"[:=.]|wa\.me/")
_POINT = re.compile(r"[.:/=]")
_OPENING = re.compile(r"(?:\+\s?)?[(]?(?:\+\s?)?\Z")
_CELL = re.compile(r"[(+]?\d.*\d")
_LONGEST_TITLE = 40
_MOST_GROUPS = 8
_SHORTEST = 4
_SHORT = 6
"""Extensions and the ends of ranges (`5481 7200 al 7210`) have at most so many digits."""


def telephone_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a plain text has telephone numbers, with the words that name them directly; they may overlap."""
    groups = DigitGroups(text)
    if groups.groups:
        yield from _labeled(groups)
        yield from _bare(groups)
        yield from _in_columns(text)


def _in_columns(text: str) -> Iterator[tuple[int, int]]:
    """Numbers below a cell that says so, in the rows of a table with tabs between its cells."""
    start = 0
    columns: frozenset[int] = frozenset()
    for line in text.splitlines(keepends=True):
        cells = line.split("\t") if "\t" in line else []
        titles = frozenset(index for index, cell in enumerate(cells) if _is_title(cell))
        columns = titles or (columns if cells else titles)
        at = start
        for index, cell in enumerate(cells):
            number = _CELL.search(cell) if index in columns else None
            if number:
                yield at + number.start(), at + number.end()
            at += len(cell) + 1
        start += len(line)


def _is_title(cell: str) -> bool:
    """Return whether a cell of a table is the title of a column of telephones."""
    label = LABEL.search(cell) if len(cell) < _LONGEST_TITLE and not _CELL.search(cell) else None
    return label is not None and not label["call"]


def _labeled(groups: DigitGroups) -> Iterator[tuple[int, int]]:
    """Numbers behind a word that says so; the word goes with its number where nothing stands between."""
    covered = 0
    for label in LABEL.finditer(groups.text):
        found = _behind(groups, label) if label.start() >= covered else None
        if found:
            covered = found[1]
            yield found


def _bare(groups: DigitGroups) -> Iterator[tuple[int, int]]:
    """Numbers that are written as only telephone numbers are."""
    index = since = 0
    while index < len(groups.groups):
        last = number_at(groups, index, since)
        if last is None:
            index += 1
            continue
        start, end = _beginning(groups, index), _end(groups, _with_rest(groups, last))
        yield start, _closed(groups.text, start, end)
        index = since = groups.at(end)


def _behind(groups: DigitGroups, label: re.Match[str]) -> tuple[int, int] | None:
    """Find the number after a label, if there is one."""
    if label["extension"]:
        return _directly_behind(groups, label)
    if label["call"]:
        return _soon_behind(groups, AT_ONCE.match(groups.text, label.end()))
    return _directly_behind(groups, label) or _soon_behind(groups, SOON.match(groups.text, label.end()))


def _directly_behind(groups: DigitGroups, label: re.Match[str]) -> tuple[int, int] | None:
    """Find a number right after its label, whatever it looks like, with only signs between."""
    between = DIRECTLY.match(groups.text, label.end())
    if between is None:
        return None
    first = groups.at(between.end())
    last = first if label["extension"] else _extent(groups, first)
    if not _is_told(groups, label, first, last):
        return None
    return label.start(), _closed(groups.text, label.start(), _end(groups, last))


def _soon_behind(groups: DigitGroups, words: re.Match[str] | None) -> tuple[int, int] | None:
    """Find a number after a label with words between, if it looks like one."""
    if words is None:
        return None
    first = groups.at(words.end())
    last = _whole(groups, first, _extent(groups, first))
    if last is None or is_inside_something(groups, first):
        return None
    start = _beginning(groups, first)
    return start, _closed(groups.text, start, _end(groups, last))


def _whole(groups: DigitGroups, first: int, last: int) -> int | None:
    """Return the last group of the longest number that the groups look like; not of `059/2018`."""
    for end in range(min(last, first + _MOST_GROUPS), first - 1, -1):
        of_year = groups.groups[end].is_year and "/" in groups.gaps[first:end]
        if looks_like_number(groups, first, end) and not of_year:
            return end
    return None


def _is_told(groups: DigitGroups, label: re.Match[str], first: int, last: int) -> bool:
    """Return whether digits behind a word are a number, not so `celular 2018`, `extensión 120 metros`."""
    written = groups.text[label.start() : groups.groups[first].start]
    part = groups.part(first, last)
    total = sum(map(len, part))
    if groups.is_in_address(first) and not _ASSIGNED.search(written):
        return False
    if groups.is_date(first) and groups.gaps[first] == "/":
        return False
    if not _POINT.search(written):
        counted = groups.is_amount(first) or is_counted(groups, last) or part[0].is_year
        if all(group.is_year for group in part) or (total < min(LENGTHS) and counted):
            return False
    if label["extension"] or label.group().startswith("lada"):
        return total > 1
    return total >= _SHORTEST and not _is_figure(groups, first)


def _extent(groups: DigitGroups, first: int) -> int:
    """Return the last of the groups that belong to one behind a word, up to the end of the line or number."""
    last, total = first, len(groups.groups[first])
    while groups.gaps[last] and not _stops(groups, last, total):
        last += 1
        total += len(groups.groups[last])
    counts = last > first and len(groups.groups[last]) <= _SHORTEST and groups.gaps[last - 1].isspace()
    if counts and is_counted(groups, last) and total - len(groups.groups[last]) in LENGTHS:
        return last - 1
    return last


def _stops(groups: DigitGroups, last: int, total: int) -> bool:
    """Return whether a number of so many digits ends with a group, though another hangs together with it."""
    following = last + 1
    if groups.breaks_line(last):
        rest = len(groups.digits(following, groups.lines[following][1])) if total >= min(LENGTHS) else 0
        return groups.begins_item(following) or (rest > 0 and total + rest != NATIONAL)
    if total < min(LENGTHS):
        return False
    another = len(groups.groups[following]) >= min(LENGTHS) and groups.gaps[last].strip() in {"/", "-"}
    return another or groups.is_parted(last) or groups.is_date(following) or _is_figure(groups, following)


def _is_figure(groups: DigitGroups, index: int) -> bool:
    """Return whether a group is money, a percentage or has its thousands set off by commas."""
    group = groups.groups[index]
    return _FIGURE.match(groups.text, group.end) is not None and len(group) <= len("999")


def _end(groups: DigitGroups, last: int) -> int:
    """Where a number ends with its extensions, and with the numbers that are listed behind it."""
    text, end = groups.text, groups.groups[last].end
    while True:
        extension = MORE_EXTENSION.match(text, end)
        following = extension or LIST.match(text, end)
        if following is None:
            return end
        last = groups.at(following.end())
        if not extension:
            listed = _listed(groups, last, following)
            if listed is None:
                return end
            last = listed
        end = groups.groups[last].end


def _listed(groups: DigitGroups, first: int, link: re.Match[str]) -> int | None:
    """Return the last group of what continues a list: a number, an extension or the end of a range."""
    last = _extent(groups, first)
    whole = _whole(groups, first, last)
    if whole is None:
        whole = number_at(groups, first, first)
    if whole is not None:
        return whole
    last = first if last > first and len(groups.groups[first]) > len("02") else last
    total = len(groups.digits(first, last))
    if total > _SHORT or groups.is_date(first) or _is_figure(groups, first) or is_counted(groups, last):
        return None
    if OF_MONTH.match(groups.text, groups.groups[last].end):
        return None
    alone = total == 1 and not RANGE.search(link.group())
    return None if alone or ("\n" in link.group() and groups.begins_item(first)) else last


def _with_rest(groups: DigitGroups, last: int) -> int:
    """Return the last group with what is close behind a number, such as the end of `5481 7200-01`."""
    following = last + 1
    if not groups.gaps[last] or groups.breaks_line(last) or groups.lines[last][1] != following:
        return last
    rest = groups.groups[following]
    if len(rest) > _SHORT or groups.is_amount(following) or is_counted(groups, following):
        return last
    return following


def _beginning(groups: DigitGroups, first: int) -> int:
    """Where a number begins, with the bracket and the plus before its digits."""
    start = groups.groups[first].start
    before = groups.text[max(0, start - 4) : start]
    return start - len(before) + len(_OPENING.sub("", before))


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of a number, behind the bracket that closes one of its own."""
    piece = text[start:end]
    return end + (text[end : end + 1] == ")" and piece.count("(") > piece.count(")"))
