"""Values as people read them: Mexican number format, dates in words, counts, formats and file sizes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.rows import number_of

if TYPE_CHECKING:
    import datetime as dt

    from pyoxigraph import Literal

    from asm_graph.rdf.vocabulary import Language


_FORMATS = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
}
_UNITS = ("kB", "MB", "GB", "TB")
_STEP = 1000
_EXACT = 100


def format_name(extension: str) -> str:
    """Name a format by its extension: RDF formats by their standard, others in capitals.

    >>> format_name("ttl"), format_name("csv")
    ('Turtle', 'CSV')
    """
    return _FORMATS.get(extension, extension.upper())


def size_shown(size: float) -> str:
    """Format bytes in decimal units (IEC 80000-13), to two figures or whole.

    >>> size_shown(999), size_shown(13_396), size_shown(1_000_000_000)
    ('999 B', '13 kB', '1 GB')
    """
    if size < _STEP:
        return f"{size:.0f} B"
    unit = 0
    size /= _STEP
    while round(size) >= _STEP and unit < len(_UNITS) - 1:
        size /= _STEP
        unit += 1
    return f"{size:.2g} {_UNITS[unit]}" if round(size) < _EXACT else f"{size:.0f} {_UNITS[unit]}"


def counted(number: int, words: str) -> str:
    """Format a number with its noun: `words` are singular and plural, `renglón|renglones`.

    >>> counted(1, "renglón|renglones"), counted(1200, "renglón|renglones")
    ('1 renglón', '1,200 renglones')
    """
    return f"{number:,} {words.split('|')[number != 1]}"


def plural(words: str) -> str:
    """Return the plural noun.

    >>> plural("renglón|renglones")
    'renglones'
    """
    return words.split("|")[1]


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


def _date(text: str, language: Language) -> str:
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= len(_MONTHS[language]):
        return text
    year, month = parts[0], _MONTHS[language][int(parts[1]) - 1]
    day = f"{int(parts[2])} " if len(parts) == _DATE_PARTS else ""
    if language == "es":
        return f"{day}de {month} de {year}" if day else f"{month} de {year}"
    return f"{day}{month} {year}"
