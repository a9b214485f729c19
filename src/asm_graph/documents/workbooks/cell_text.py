"""The text of a cell of a spreadsheet, by the value that a library reads of it."""

from __future__ import annotations

import datetime as dt
import re

_HALVES = re.compile("(?:_x[Dd][89A-Fa-f][0-9A-Fa-f]{2}_)+")
"""Escapes of halves of characters (ECMA-376, part 1, 22.9.2.19), which calamine leaves as they are."""
_DIGITS = 15
"""A spreadsheet shows no more digits of a number; what a double has besides is noise of the computation."""
_EXACT = 2.0**53
"""Below it every whole number is a double of its own."""


def cell_text(value: object) -> str:
    """Write a value: whole numbers without fraction, days by ISO 8601, truth as in Spanish Excel.

    >>> [cell_text(value) for value in (2009.0, True, dt.datetime(2009, 3, 1), dt.timedelta(hours=36))]
    ['2009', 'VERDADERO', '2009-03-01', '36:00:00']
    """
    match value:
        case str():
            return _HALVES.sub(_emoji, value) if "_x" in value else value
        case bool():
            return "VERDADERO" if value else "FALSO"
        case float():
            return _number(value)
        case dt.timedelta():
            return _elapsed(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat().removesuffix("T00:00:00")
    return str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(float(f"{value:.{_DIGITS}g}"))


def _elapsed(value: dt.timedelta) -> str:
    """Write a time as a spreadsheet counts it: hours beyond a day go on."""
    minutes, seconds = divmod(abs(value) // dt.timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{'-' if value < dt.timedelta() else ''}{hours}:{minutes:02}:{seconds:02}"


def _emoji(escapes: re.Match[str]) -> str:
    """Return what escaped halves make: whole characters, or halves still."""
    halves = bytes.fromhex(escapes[0].replace("_x", "").replace("_", ""))
    return halves.decode("utf-16-be", errors="surrogatepass")
