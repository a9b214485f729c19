"""Dates in every written form, and cells that hold a committed and an actual one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.records.texts import Date, Fact, YearMonth, fact_of
from asm_graph.spanish.forms import fold, loose
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import Passage

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_MONTH = (
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    r"|(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|set|oct|nov|dic)\b\.?"
)
_YEAR = r"(?:19|20)\s?\d\d(?!\d)"
_OF = r"(?:\s*,\s*|\s+del?\s+(?:a[nñ]o\s+)?|\s+)"
_DATE = re.compile(
    rf"(?<![\d/])(?<!\d[.-])(?:"
    rf"(?P<day1>\d{{1,2}})\s?(?P<sign>[/.-])\s?(?P<month1>\d{{1,2}})\s?(?P=sign)\s?(?P<year1>{_YEAR}|\d\d)"
    rf"|(?P<year2>\d{{4}})(?P<mark>[/-])(?P<month2>\d{{1,2}})(?P=mark)(?P<day2>\d{{1,2}})"
    rf"|(?P<day3>\d{{1,2}})\s?(?:°|º|o\b|ro\b|er\b)?\.?\s*(?:de\s+)?(?P<month3>{_MONTH}){_OF}(?P<year3>{_YEAR})"
    rf"|(?P<day4>\d{{1,2}})\s?[-/.]\s?(?P<month4>{_MONTH})\s?[-/.]\s?(?P<year4>{_YEAR}|\d\d)"
    rf"|(?P<month5>\d{{1,2}})\s?/\s?(?P<year5>{_YEAR})"
    rf")(?![\d/]|[.-]\d)"
    rf"|(?<![^\W_])(?P<month6>{_MONTH})(?:{_OF}(?P<year6>{_YEAR})|[-/'’](?P<year7>{_YEAR}|\d\d))(?![\d/])",
    re.ASCII,
)

_COMMITTED = ("comprometida", "comprometido", "compromiso")
_PRELIMINARY = ("preliminar",)
_COMPLETED = (
    "real",
    "concluida",
    "concluido",
    "concluyó",
    "finalizada",
    "finalizado",
    "cumplida",
    "cumplido",
)
_NEUTRAL = (
    "fecha", "fechas", "documento", "trabajo", "término", "terminación", "conclusión", "actividad",
    "actividades", "acción", "propuesta", "programada", "estimada", "límite", "entrega", "cumplimiento",
    "inicio", "en", "el", "la", "las", "los", "de", "del", "al", "se", "y", "e", "para", "su",
)  # fmt: skip
_KIND = {
    **dict.fromkeys(_COMMITTED, "committed"),
    **dict.fromkeys(_PRELIMINARY, "preliminary"),
    **dict.fromkeys(_COMPLETED, "completed"),
}
_WORDS = sorted((*_KIND, *_NEUTRAL), key=len, reverse=True)
_LABEL_WORD = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(loose, _WORDS))})(?![^\W_])")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Found:
    """A date and the characters that print it."""

    date: Date
    passage: Passage


@dataclass(frozen=True, slots=True)
class DateCell:
    """What a cell of a date column says.

    `status` is `committed` or `preliminary`, only where words say so; `labels` are those words, `rest` is
    what is neither date nor label.
    """

    due: Fact[Date] | None = None
    status: Fact[str] | None = None
    completion: Fact[Date] | None = None
    labels: tuple[Passage, ...] = ()
    rest: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    kind: str | None
    passage: Passage


def find_dates(passage: Passage) -> tuple[Found, ...]:
    """The dates of a text in reading order; a day that no calendar has is none, two-digit years are 20xx."""
    return tuple(Found(date, passage.group(match)) for match, date in _matches(passage.text))


def read_date_cell(passage: Passage) -> DateCell:
    """The committed or planned date, the actual one, and the words around them, in whichever order."""
    if is_missing(passage.text) is not None:
        return DateCell(labels=(passage.strip(),) if passage else ())
    dates = list(_matches(passage.text))
    bounds = [0, *(edge for match, _ in dates for edge in match.span()), len(passage)]
    gaps = [passage.slice(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    labels = [list(_labels(gap)) for gap in gaps]
    rest = [piece for gap in gaps for piece in _rest(gap)]
    found = [Found(date, passage.group(match)) for match, date in dates]
    return _assembled(found, labels, rest)


def _matches(text: str) -> Iterator[tuple[re.Match[str], Date]]:
    for match in _DATE.finditer(fold(text)):
        date = _date({name[:-1]: part for name, part in match.groupdict().items() if part})
        if date is not None:
            yield match, date


def _date(parts: dict[str, str]) -> Date | None:
    digits = re.sub(r"\s", "", parts["year"])
    year = int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004  as printed
    month = int(parts["month"]) if parts["month"].isdigit() else _month(parts["month"])
    try:
        day = dt.date(year, month, int(parts.get("day", "1")))
    except ValueError:
        return None
    return day if "day" in parts else YearMonth(year, month)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].replace("set", "sep")) + 1


def _labels(gap: Passage) -> Iterator[_Label]:
    """The label words of the text between two dates, those that say the same together."""
    start, kind = None, None
    end = 0
    folded = fold(gap.text)
    for word in _LABEL_WORD.finditer(folded):
        if start is not None and _LETTER.search(folded, end, word.start()):
            yield _Label(kind, gap.slice(start, end))
            start, kind = None, None
        start = word.start() if start is None else start
        kind = _kind(word[0]) or kind
        end = word.end()
    if start is not None:
        yield _Label(kind, gap.slice(start, end))


def _kind(word: str) -> str | None:
    letters = re.sub(r"\s", "", word)
    return next((kind for name, kind in _KIND.items() if fold(name) == letters), None)


def _rest(gap: Passage) -> Iterator[Passage]:
    folded = fold(gap.text)
    start = 0
    for word in [*(match.span() for match in _LABEL_WORD.finditer(folded)), (len(folded), len(folded))]:
        if _LETTER.search(folded, start, word[0]):
            yield gap.slice(start, word[0]).strip()
        start = word[1]


def _assembled(found: list[Found], labels: list[list[_Label]], rest: list[Passage]) -> DateCell:
    due: Fact[Date] | None = None
    status: Fact[str] | None = None
    completion: Fact[Date] | None = None
    for date, label in zip(found, _label_of_each(labels), strict=True):
        fact: Fact[Date] = fact_of(date.date, date.passage)
        if label is not None and label.kind == "completed" and completion is None:
            completion = fact
        elif due is None:
            due = fact
            if label is not None and label.kind is not None:
                status = fact_of(label.kind, label.passage)
        else:
            rest.append(date.passage)
    known = tuple(label.passage for gap in labels for label in gap)
    return DateCell(due, status, completion, known, tuple(rest))


def _label_of_each(labels: list[list[_Label]]) -> list[_Label | None]:
    """The label of each date: the last one before it, or the first one after where none opens the cell."""
    spoken = [[label for label in gap if label.kind] for gap in labels]
    if not spoken[0] and spoken[-1]:
        return [gap[0] if gap else None for gap in spoken[1:]]
    return [gap[-1] if gap else None for gap in spoken[:-1]]
