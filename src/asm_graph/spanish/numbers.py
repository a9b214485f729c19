"""Figures as Mexican documents print them, and the several ways of printing that there is none.

The dot is the decimal sign and the comma parts thousands, as is usual in Mexico: `1.500` is one and a half.
A comma that cannot part thousands (`33,3`, `0,500`) is a decimal sign.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation
from typing import TypeVar

from asm_graph.documents.normalization import normalized
from asm_graph.records.texts import Measure
from asm_graph.spanish.forms import DASHES, fold, with_hyphens
from asm_graph.spanish.word_lists import MISSING

V = TypeVar("V")

_WHOLE_DIGITS, _DECIMALS = 20, 18
_FINEST = Decimal(1).scaleb(-_DECIMALS)
_EXACT = Context(prec=_WHOLE_DIGITS + _DECIMALS + 1)

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_DASHES = re.compile(rf"[{DASHES}]+")
_LETTERS = re.compile(r"[^\W\d_][^\W\d_./\s]*(?:[./\s]+[^\W\d_]+)*\.?")
_FIGURE = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?"
    r"|[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?"
    r"|[1-9]\d{0,2}\.\d{3},\d+"
    r"|\d+(?:[.,]\d+)?"
    r"|\.\d+",
    re.ASCII,
)
_SIGNED = re.compile(r"(?P<sign>[-+]?) ?(?P<figure>[\d.].*?)(?:(?<!\s)\s*+%)?", re.ASCII)
_IN_PARENTHESES = re.compile(r"\((?P<figure>[^()]*)\)")

_CURRENCIES = {
    "$": "MXN",
    "mxn": "MXN",
    "mn": "MXN",
    "peso": "MXN",
    "us$": "USD",
    "usd": "USD",
    "dolar": "USD",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
}
_SCALES = {"mil": Decimal(1_000), "millon": Decimal(1_000_000), "mdp": Decimal(1_000_000)}
_AMOUNT = re.compile(
    rf"(?:(?P<before>US\s?\\?\$|\\?\$|MXN|USD|EUR|€)\s*)?"
    rf"(?P<figure>(?:(?<![\w.,])-)?(?:{_FIGURE.pattern}))(?![\d%])"
    rf"(?:\s*(?P<scale>millones|mill[óo]n|miles|mil|mdp)\b)?"
    rf"(?:\s*(?:de\s+)?(?P<after>pesos?|M\.?\s?N\.?|MXN|USD|d[óo]lar(?:es)?|EUR|euros?|€))?",
    re.IGNORECASE | re.ASCII,
)


def read_measure(text: str) -> Measure | None:
    """Read a printed figure, or the printed sign that there is none; nothing where the text is neither."""
    raw = text.strip()
    missing = is_missing(raw)
    if missing is not None:
        return Measure(raw, missing=missing)
    value = read_figure(raw)
    return None if value is None else Measure(raw, value)


def read_figure(text: str) -> Decimal | None:
    """Read the number that the whole text prints, without its percent sign; parentheses make it negative."""
    text = with_hyphens(normalized(text)).strip()
    enclosed = _IN_PARENTHESES.fullmatch(text)
    match = _SIGNED.fullmatch(enclosed["figure"].strip() if enclosed else text)
    if match is None or not _FIGURE.fullmatch(match["figure"]) or (enclosed and match["sign"]):
        return None
    value = _decimal(match["figure"])
    is_negative = enclosed or match["sign"] == "-"
    return -value if value is not None and is_negative else value


def read_amount(text: str) -> tuple[Decimal, str] | None:
    """Read the first amount of money in a text and its currency (ISO 4217), by default pesos.

    A dash before the currency sign (`-$82,150.15`) opens an item of a list and makes nothing negative.
    """
    text = with_hyphens(normalized(text))
    found = list(_AMOUNT.finditer(text))
    marked = [match for match in found if match["before"] or match["after"]]
    whole = [match for match in found if match[0] == text.strip()]
    match = next(iter(marked or whole), None)
    if match is None:
        return None
    figure = match["figure"]
    value = _decimal(figure.removeprefix("-"), _looked_up(match["scale"], _SCALES, Decimal(1)))
    if value is None:
        return None
    return -value if figure.startswith("-") else value, _currency(match)


def decimal_of(text: str | Decimal) -> Decimal | None:
    """Read a plain figure, with an exponent or without; None where no decimal can hold it.

    Such are of more than 20 digits before the point, or of none among the first 18 behind it; those beyond
    the 18th are rounded away. An engine has no more room (Oxigraph: 128 bits), and no source means more.

    >>> decimal_of("1.5E+3"), decimal_of("1E+999999999"), decimal_of("1E-400"), decimal_of("-0.00")
    (Decimal('1.5E+3'), None, None, Decimal('0'))
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if number.is_zero():
        return Decimal(0)
    if not number.is_finite() or not -_DECIMALS <= number.adjusted() < _WHOLE_DIGITS:
        return None
    exponent = int(number.as_tuple().exponent)
    return number if exponent >= -_DECIMALS else number.quantize(_FINEST, context=_EXACT)


def whole_number(text: str) -> int | None:
    """Read a text as a whole number; a run of more than nine figures is a key, and counts nothing.

    >>> whole_number("012"), whole_number("1.0"), whole_number("9" * 5000)
    (12, None, None)
    """
    return int(text) if _WHOLE.fullmatch(text) else None


def is_missing(text: str) -> str | None:
    """Which notation of the code list `missing` the text prints, if it does."""
    text = text.strip()
    if not text:
        return "blank"
    if _DASHES.fullmatch(text):
        return "dash"
    return MISSING.get(re.sub(r"[./\s]", "", fold(text))) if _LETTERS.fullmatch(text) else None


def _decimal(figure: str, scale: Decimal = Decimal(1)) -> Decimal | None:
    figure = figure.replace(" ", "")
    if "," in figure and "." in figure:
        thousands = min(",.", key=figure.index)
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", figure):
        thousands = ","
    else:
        thousands = "." if figure.count(".") > 1 else ""
    if thousands:
        figure = figure.replace(thousands, "")
    number = decimal_of(figure.replace(",", "."))
    return None if number is None else decimal_of(number * scale)


def _currency(match: re.Match[str]) -> str:
    return _looked_up(match["before"], _CURRENCIES, "") or _looked_up(match["after"], _CURRENCIES, "MXN")


def _looked_up(printed: str | None, meanings: dict[str, V], default: V) -> V:
    word = re.sub(r"[\\.\s]", "", fold(printed or ""))
    return meanings.get(word, meanings.get(re.sub(r"e?s$", "", word), default))
