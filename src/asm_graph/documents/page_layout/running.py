"""Running headers and footers: what stands at the edge of page after page, the number of the page included.

A heading may stand at the same place of a few pages, too. So lines are taken from the edge inward, as long as
each is repeated; and where only figures differ, one of them has to count the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from asm_graph.documents.pages import Box

_MARGIN = 0.13
"""Share of a page's height, at its top and bottom, in which running lines stand."""
_SAME_PLACE = 5.0
"""Points by which a running line may be moved from page to page."""
_PAGES_NEEDED = 3
_PAGES_OF_FEW = 2
"""The same in a document that has no more than `_PAGES_NEEDED` pages."""
_USUAL = 0.5
"""Share of the pages from which on a place of running lines is one, whatever stands there on some page."""
_COUNTED = 0.6
"""Share of the lines of one form whose figure counts the pages."""

_NUMBER = re.compile(r"\d+")
_AROUND_NUMBERS = " -–—|·•.,()[]~_"
_PAGE_NUMBER = re.compile(
    r"(?:p[áa]g(?:ina|s?\.|s)? ?)?(?P<number>\d{1,4}|[ivxlc]{1,8})(?: ?(?:de|/|\|) ?\d{1,4})?"
    r"(?: ?\|? ?(?:p[áa]g(?:ina|\.)?|p á g i n a))?",
    re.IGNORECASE,
)
_HEADINGS = re.compile(
    r"\W*+(?:anexo|formato|tabla|cuadro|cap[íi]tulo|apartado|secci[óo]n|pregunta|gr[áa]fica|figura)\b",
    re.IGNORECASE,
)
"""Words of headings, whose numbers count up as those of pages do where each stands on its own page."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A line or a small box at the edge of a page: how far it is from that edge, in points."""

    page: int
    text: str
    distance: float
    at_top: bool

    @property
    def form(self) -> str:
        """The letters and digits, by which lines are compared."""
        return "".join(filter(str.isalnum, self.text.casefold()))


def margin_lines(page: int, height: float, lines: Iterable[tuple[str, Box]]) -> Iterator[MarginLine | None]:
    """Yield what stands at an edge of a page for each line; None for one that does not, or has no text."""
    for text, box in lines:
        is_at_top = box.bottom <= _MARGIN * height or (
            box.top < 0.5 * _MARGIN * height and box.center[1] <= _MARGIN * height
        )
        if not text:
            yield None
        elif is_at_top:
            yield MarginLine(page, text, box.top, at_top=True)
        elif box.center[1] >= (1 - _MARGIN) * height:
            yield MarginLine(page, text, height - box.bottom, at_top=False)
        else:
            yield None


def running_lines(lines: Sequence[MarginLine], page_count: int) -> set[MarginLine]:
    """Return which lines at the edges of pages are running ones."""
    needed = _PAGES_NEEDED if page_count > _PAGES_NEEDED else _PAGES_OF_FEW
    repeated = {
        *_page_numbers(lines),
        *_alike(lines, lambda line: line.form, needed),
        *(line for form in _groups(lines, _masked) for line in _counting(form, needed)),
    }
    repeated |= set(_at_usual_places(lines, repeated, page_count))
    return set(_from_edges(lines, repeated))


def _groups(lines: Iterable[MarginLine], form: Callable[[MarginLine], str]) -> Iterator[list[MarginLine]]:
    """Yield the lines of one form that stand at the same place."""
    by_form: defaultdict[tuple[str, bool], list[MarginLine]] = defaultdict(list)
    for line in lines:
        by_form[form(line), line.at_top].append(line)
    for same in by_form.values():
        group: list[MarginLine] = []
        for line in sorted(same, key=lambda line: line.distance):
            if group and line.distance - group[-1].distance > _SAME_PLACE:
                yield group
                group = []
            group.append(line)
        yield group


def _alike(
    lines: Iterable[MarginLine], form: Callable[[MarginLine], str], needed: int
) -> Iterator[MarginLine]:
    for group in _groups(lines, form):
        if len({line.page for line in group}) >= needed:
            yield from group


def _masked(line: MarginLine) -> str:
    return _NUMBER.sub("", line.form)


def _counting(group: Sequence[MarginLine], needed: int) -> Iterator[MarginLine]:
    """Yield the lines of which one figure counts the pages."""
    if len(group) < needed or not _masked(group[0]) or _HEADINGS.match(group[0].text):
        return
    offsets = Counter(
        offset for line in group for offset in {int(n) - line.page for n in _NUMBER.findall(line.text)[:9]}
    )
    for offset, count in offsets.most_common(1):
        if count >= max(_COUNTED * len(group), needed):
            yield from (line for line in group if str(line.page + offset) in _NUMBER.findall(line.text))


def _page_numbers(lines: Iterable[MarginLine]) -> Iterator[MarginLine]:
    """Yield the lines that say no more than the number of the page, by which the pages are counted."""
    found = [(line, number) for line in lines if (number := _page_number(line.text)) is not None]
    offsets = Counter(number - line.page for line, number in found)
    for line, number in found:
        if number == line.page or offsets[number - line.page] > 1:
            yield line


def _page_number(text: str) -> int | None:
    match = _PAGE_NUMBER.fullmatch(text.strip(_AROUND_NUMBERS))
    if match is None:
        return None
    number = match["number"]
    if number.isdigit():
        return int(number)
    values = [_ROMAN[sign] for sign in number.casefold()]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def _at_usual_places(
    lines: Iterable[MarginLine], repeated: set[MarginLine], page_count: int
) -> Iterator[MarginLine]:
    """Yield lines at a place where most pages have a running line: the title of a short section."""
    for group in _groups(lines, lambda _: ""):
        pages = {line.page for line in group if line in repeated}
        if (
            len(pages) >= max(_USUAL * page_count, _PAGES_NEEDED)
            and group[-1].distance - group[0].distance < _SAME_PLACE
        ):
            yield from group


def _from_edges(lines: Iterable[MarginLine], repeated: set[MarginLine]) -> Iterator[MarginLine]:
    """Yield the repeated lines that have nothing but such lines between them and the edge of the page."""
    order = sorted(lines, key=lambda line: (line.page, line.at_top, line.distance))
    for _, edge in groupby(order, key=lambda line: (line.page, line.at_top)):
        for line in edge:
            if line not in repeated:
                break
            yield line
