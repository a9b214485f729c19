"""Dates, cycles and other words that say when, and cells that hold a committed and an actual date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.records.texts import Date, Fact, YearMonth, fact_of
from asm_graph.spanish.forms import DASHES, YEAR, compact, fold, loose
from asm_graph.spanish.numbers import is_missing
from asm_graph.spanish.word_lists import DATE_WORDS, MONTH_ABBREVIATIONS, MONTHS, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import Passage

_MONTH = rf"{any_of(MONTHS)}|{any_of(MONTH_ABBREVIATIONS)}\b\.?"
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

_KIND = {word: kind for kind, words in DATE_WORDS.items() for word in words if kind != "neutral"}
_WORDS = sorted((word for words in DATE_WORDS.values() for word in words), key=len, reverse=True)
_LABEL_WORD = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(loose, _WORDS))})(?![^\W_])")
_LETTER = re.compile(r"[^\W_]")

_CYCLE = re.compile(
    rf"(?<!\d)(?P<first>{YEAR})(?:\s*(?:[{DASHES}/]|\bal?\b)\s*(?P<last>(?:19|20)?\d\d)(?!\d))?(?!\d)"
)

_MOST_LETTERS = 60
_ORDINALS = r"primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|ultim[ao]|1er|1[ao]|2d?[ao]|3er|[34]t?[ao]"
_PERIODS = (
    r"(?:bi|tri|cuatri|se)mestres?|quincenas?|semanas?|mes(?:es)?|dias?|anos?|ejercicios?|ciclos?|fiscal"
    r"|(?:corto|mediano|largo)plazo|finales|principios|inicios|mediados"
)
_RECURRENCES = (
    r"(?:bi|tri|cuatri|se)?m(?:ensual|estral)|anual|semanal|permanente(?:mente)?|continu[ao](?:mente)?"
)
_OPEN = (
    r"(?:aun)?nosehadefinido|por(?:definir|determinar|confirmar)(?:se)?|sin(?:fecha|definir)|pendiente|indefinid[ao]"
    r"|abiert[ao]|inmediat[ao]|alabrevedad|encurso"
)
_BESIDES = (
    r"actividad|accion|durante|todo|antes|despues|desde|hasta|entre|fecha|del?|al?|en|el|la|los|las|y|o|e"
)
_TIME = re.compile(
    rf"(?:{_OPEN}|{any_of((*MONTHS, *MONTH_ABBREVIATIONS))}|{_ORDINALS}|{_PERIODS}|{_RECURRENCES}|{_BESIDES}"
    rf"|\d)++"
)
"""Possessive: words that begin alike are tried in this order only, so no text takes long."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the characters that print it."""

    date: Date
    passage: Passage


@dataclass(frozen=True, slots=True)
class DateCell:
    """The content of a cell of a date column.

    `status` is `committed` or `preliminary`, only where words say so; `labels` are those words, `dates` all
    dates in reading order, `rest` is what is neither date nor label.
    """

    due: Fact[Date] | None = None
    status: Fact[str] | None = None
    completion: Fact[Date] | None = None
    labels: tuple[Passage, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    rest: tuple[Passage, ...] = ()

    @property
    def is_only_dates(self) -> bool:
        """Whether there is a date, and nothing but dates and their labels."""
        return bool(self.dates) and not any(map(bool, self.rest))


@dataclass(frozen=True, slots=True)
class _Label:
    kind: str | None
    passage: Passage


def find_dates(passage: Passage) -> tuple[FoundDate, ...]:
    """Find the dates of a text in reading order; two-digit years are 20xx, `31/02/2009` is no date.

    >>> from asm_graph.documents import Passage
    >>> text = "Concluida el 5 de mayo de 2009"
    >>> [str(found.date) for found in find_dates(Passage.of(text, 0, len(text)))]
    ['2009-05-05']
    """
    return tuple(FoundDate(date, passage.group(match)) for match, date in _matches(passage.text))


def read_date_cell(passage: Passage) -> DateCell:
    """Read the committed or planned date, the actual one, and the words around them, in whichever order."""
    if is_missing(passage.text) is not None:
        return DateCell(labels=(passage.strip(),) if passage else ())
    dates = list(_matches(passage.text))
    bounds = [0, *(edge for match, _ in dates for edge in match.span()), len(passage)]
    gaps = [passage.slice(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    labels = [list(_labels(gap)) for gap in gaps]
    rest = [piece for gap in gaps for piece in _rest(gap)]
    found = [FoundDate(date, passage.group(match)) for match, date in dates]
    return _assembled(found, labels, rest)


def says_when(text: str) -> bool:
    """Return whether a text says nothing but when, as date cells may: `2008`, `Tercer trimestre`.

    Spaces do not count, since narrow columns break words.
    """
    form = compact(text)
    return len(form) <= _MOST_LETTERS and _TIME.fullmatch(form) is not None


def cycles(text: str) -> tuple[str, ...]:
    """Find the cycles that a text names, each once, in reading order.

    >>> cycles("Mecanismo 2007-08, evaluación 2009 a 2010; ejercicio 2018")
    ('2007-2008', '2009-2010', '2018')
    """
    return tuple(dict.fromkeys(map(_written_out, _CYCLE.finditer(text))))


def cycle_of(text: str) -> str | None:
    """Return the cycle that a whole text names, with nothing else in it.

    >>> cycle_of("2015–16"), cycle_of("PAE 2016")
    ('2015-2016', None)
    """
    match = _CYCLE.fullmatch(text)
    return _written_out(match) if match else None


def period_in(name: str) -> tuple[int, int] | None:
    """Return the first and last year that the name of a plan states, if it states both.

    >>> period_in("Programa Sectorial de Salud 2013 al 2018")
    (2013, 2018)
    """
    found = next((cycle for cycle in cycles(name) if "-" in cycle), None)
    return (int(found[:4]), int(found[-4:])) if found else None


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
    return next(number for number, month in enumerate(MONTH_ABBREVIATIONS, start=1) if re.match(month, name))


def _labels(gap: Passage) -> Iterator[_Label]:
    """Yield the label words of the text between two dates, those that say the same together."""
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


def _assembled(found: list[FoundDate], labels: list[list[_Label]], rest: list[Passage]) -> DateCell:
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
    return DateCell(due, status, completion, known, tuple(found), tuple(rest))


def _label_of_each(labels: list[list[_Label]]) -> list[_Label | None]:
    """Return each date's label: the last one before it, or the first one after where none opens the cell."""
    spoken = [[label for label in gap if label.kind] for gap in labels]
    if not spoken[0] and spoken[-1]:
        return [gap[0] if gap else None for gap in spoken[1:]]
    return [gap[-1] if gap else None for gap in spoken[:-1]]


def _written_out(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    if last is None:
        return first
    last = last if len(last) == len(first) else first[:2] + last
    return first if last == first else f"{first}-{last}"
