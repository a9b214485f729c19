"""Periods that dates are chosen by: a year (`2018`) or a quarter of one (`2018-T4`)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asm_graph.rdf.vocabulary import Language

_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-T(?P<quarter>[1-4]))?")
_MONTHS, _QUARTERS = 3, 4
_LONGEST = 60
"""Periods between others are worth showing where they are no more than these in all."""
_OF_YEAR, _OF_MONTH = len("2018"), len("2018-12")


def period_of(date: str, *, by_quarter: bool) -> str:
    """Return the period of an ISO date; without a month it is a year.

    >>> period_of("2018-12-31", by_quarter=True), period_of("2018-12-31", by_quarter=False)
    ('2018-T4', '2018')
    """
    year, month = date[:_OF_YEAR], date[_OF_YEAR + 1 : _OF_MONTH]
    return f"{year}-T{-(-int(month) // _MONTHS)}" if by_quarter and month else year


def parts_of(period: str) -> tuple[str, int] | None:
    """Return the year and the quarter of a period, 0 for a whole year; None where it is no period."""
    found = _PERIOD.fullmatch(period)
    return (found["year"], int(found["quarter"] or 0)) if found else None


def short_name(period: str, language: Language) -> str:
    """Return what a period is called where there is little room.

    >>> short_name("2018-T4", "es"), short_name("2018-T4", "en"), short_name("2018", "en")
    ('T4 2018', 'Q4 2018', '2018')
    """
    year, quarter = parts_of(period) or (period, 0)
    return f"{'Q' if language == 'en' else 'T'}{quarter} {year}" if quarter else year


def condition_of_periods(name: str, periods: Iterable[str]) -> str:
    """Return the condition of SQL that a column of dates is in one of the periods; no other text is one."""
    years, months = [], []
    for year, quarter in filter(None, map(parts_of, periods)):
        if quarter:
            last = _MONTHS * quarter
            months += [f"'{year}-{month:02}'" for month in range(last - _MONTHS + 1, last + 1)]
        else:
            years.append(f"'{year}'")
    return (
        f'substr("{name}", 1, {_OF_YEAR}) IN ({", ".join(years)})'
        f' OR substr("{name}", 1, {_OF_MONTH}) IN ({", ".join(months)})'
    )


def counted_by_period(days: Mapping[str, int], asked: Iterable[str]) -> dict[str, int]:
    """Count days by year, from the latest on; periods that are asked for are counted too."""
    years: Counter[str] = Counter()
    quarters: Counter[str] = Counter()
    for day, number in days.items():
        years[period_of(day, by_quarter=False)] += number
        quarters[period_of(day, by_quarter=True)] += number
    chosen = {period: (years | quarters)[period] for period in asked if parts_of(period)}
    return dict(sorted({**chosen, **years}.items(), reverse=True))


def without_gaps(periods: Sequence[str]) -> list[str]:
    """Return periods in order with those between them, unless these are too many.

    >>> without_gaps(["2018-T3", "2019-T1"]), without_gaps(["2017", "2019"])
    (['2018-T3', '2018-T4', '2019-T1'], ['2017', '2018', '2019'])
    """
    ordered = sorted(periods)
    parts = [part for part in map(parts_of, ordered) if part]
    if len(parts) < len(ordered) or len({bool(quarter) for _, quarter in parts}) != 1:
        return ordered
    if not parts[0][1]:
        years = range(int(parts[0][0]), int(parts[-1][0]) + 1)
        return [str(year) for year in years] if len(years) <= _LONGEST else ordered
    first, last = (_QUARTERS * int(year) + quarter - 1 for year, quarter in (parts[0], parts[-1]))
    if last - first >= _LONGEST:
        return ordered
    return [f"{place // _QUARTERS}-T{place % _QUARTERS + 1}" for place in range(first, last + 1)]
