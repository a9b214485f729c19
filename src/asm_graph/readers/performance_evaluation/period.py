"""The year that a report evaluates, and its period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.performance_evaluation.sections import topic, unbulleted
from asm_graph.records.texts import Fact, fact_of
from asm_graph.spanish.forms import DASHES, YEAR, compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.lines import Line

_VALUE = re.compile(rf"valor(?:de|del|en)?({YEAR})")
_TARGET = re.compile(rf"meta(?:de|del|en)?({YEAR})")
_BUDGET = re.compile(rf"presupuesto({YEAR}).*")
_PROGRESS = re.compile(rf"avances?({YEAR})")
_TITLE = re.compile(
    r"\W*(?:(?:informe|reporte)\s+(?:final\s+)?(?:de\s+)?(?:la\s+)?)?evaluaci[oó]n\s+espec[ií]fica\s+de\s+desempe[nñ]o"
    rf"(?:\s+\(EED\))?[\s,:]+({YEAR})\s*[{DASHES}]\s*({YEAR})\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """The year evaluated and the period by which the evaluation is named (`2009-2010`)."""

    year: Fact[int]
    period: Fact[str]


def read_period(lines: Sequence[Line]) -> Period | None:
    """Read the last year that tables give values for; the period ends in the year of *Avances*, or the next.

    An evaluation of this type describes one year and the progress of the year in which it is made; a title
    that prints the period has the last word.
    """
    titled = next(_titles(lines), None)
    if titled:
        return titled
    year = _evaluated(lines)
    progress = next(_years(lines, _PROGRESS), None)
    if year is None and progress is not None:
        year = progress.map(lambda value: value - 1)
    if year is None:
        return None
    if progress is None or progress.value <= year.value:
        return Period(year, year.map(lambda value: f"{value}-{value + 1}"))
    return Period(
        year, fact_of(f"{year.value}-{progress.value}", Passage.joined([year.passage, progress.passage]))
    )


def _evaluated(lines: Sequence[Line]) -> Fact[int] | None:
    """Return the newest year with values; without any, that of the budget, or the newest with targets."""
    for pattern in (_VALUE, _BUDGET, _TARGET):
        newest = max(_years(lines, pattern), key=lambda found: found.value, default=None)
        if newest:
            return newest
    return None


def _titles(lines: Sequence[Line]) -> Iterator[Period]:
    for title in (line.passage.strip() for line in lines if not line.is_row):
        match = _TITLE.fullmatch(title.text)
        if match:
            year = fact_of(int(match[1]), title.group(match, 1))
            printed = title.slice(match.start(1), match.end(2))
            yield Period(year, fact_of(f"{match[1]}-{match[2]}", printed))


def _years(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Fact[int]]:
    for line in lines:
        for cell in _headings(line):
            match = pattern.fullmatch(compact(cell.text))
            if match:
                yield fact_of(int(match[1]), cell)


def _headings(line: Line) -> tuple[Passage, ...]:
    if line.is_row:
        return line.cells()
    text = unbulleted(line.passage.strip())
    return (text,) if topic(text.text) else ()
