"""Values as people read them: Mexican number format, amounts and dates in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.rows import number_of

if TYPE_CHECKING:
    import datetime as dt

    from pyoxigraph import Literal

    from asm_graph.rdf.vocabulary import Language

_NUMBERS = {XSD("decimal"), XSD("integer")}
_DATE, _MONTH, _TRUTH = XSD("date"), XSD("gYearMonth"), XSD("boolean")
_DATE_PARTS = 3
_MONTHS = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_MILLION = Decimal(10**6)
_TENTH = Decimal("0.1")
_CURRENCIES = {"es": {"MXN": "pesos", "USD": "dólares"}, "en": {"MXN": "pesos", "USD": "dollars"}}
_TRUTHS = {"es": {"true": "sí", "false": "no"}, "en": {"true": "yes", "false": "no"}}


def shown(literal: Literal, language: Language) -> str:
    """Format a literal for a page; other than numbers, dates and booleans it is unchanged.

    >>> from pyoxigraph import Literal
    >>> shown(Literal("2009-12-31", datatype=XSD("date")), "es")
    '31 de diciembre de 2009'
    """
    text, datatype = literal.value, literal.datatype
    if datatype in _NUMBERS and (number := number_of(literal)) is not None:
        return number_shown(number)
    if datatype in {_DATE, _MONTH}:
        return _date(text, language)
    return _TRUTHS[language].get(text, text) if datatype == _TRUTH else text


def spoken_date(day: dt.date, language: Language) -> str:
    """Format a date in words: `21 de noviembre de 2026`, `21 November 2026`."""
    return _date(f"{day:%Y-%m-%d}", language)  # a moment is a date too


def number_shown(number: Decimal | int) -> str:
    """Format a number with thousands separated by commas, in either language (NOM-008-SCFI).

    >>> number_shown(Decimal("82150.15"))
    '82,150.15'
    """
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"


def amount_shown(amount: Decimal, scale: Decimal, currency: str, language: Language) -> str:
    """Format an amount of money as people read it: from a million on in millions, to one decimal.

    >>> amount_shown(Decimal("862.4"), Decimal(1000000), "MXN", "es")
    '862.4 millones de pesos'
    """
    whole, coin = amount * scale, _CURRENCIES[language].get(currency, currency)
    if abs(whole) < _MILLION:
        return f"{whole.normalize():,f} {coin}"
    millions = (whole / _MILLION).quantize(_TENTH).normalize()
    return f"{millions:,f} {'millones de' if language == 'es' else 'million'} {coin}"


def _date(text: str, language: Language) -> str:
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= len(_MONTHS[language]):
        return text
    year, month = parts[0], _MONTHS[language][int(parts[1]) - 1]
    day = f"{int(parts[2])} " if len(parts) == _DATE_PARTS else ""
    if language == "es":
        return f"{day}de {month} de {year}" if day else f"{month} de {year}"
    return f"{day}{month} {year}"
