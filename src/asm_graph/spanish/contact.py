"""E-mail addresses and telephone numbers: contact data of persons, which is never published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents.passage import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = r"\+?\(?\d[\d()\s.\-]{2,}\d"
_EXTENSION = r"(?:\s*,?\s*\bext(?:ensi[oó]n)?s?[\s.:]+\d{2,6}(?:\s*[,y/]\s*\d{2,6})*)"
_LABELLED = re.compile(
    rf"(?<![a-záéíóúñ])(?:tel[eé]fonos?|tels?|fax|celular|cel|conmutador|lada)[\s.:]*{_NUMBER}{_EXTENSION}?",
    re.IGNORECASE,
)
_LONG_DISTANCE = r"(?:\+?52|01|044|045)[\s-]+\d{2,3}[\s-]+\d{3,4}[\s-]?\d{4}"
_AREA_CODE = r"\(\d{2,3}\)[\s-]*\d[\d\s-]{5,}\d"
_GROUPS = (
    r"\d{2,3}[\s-]\d{3,4}[\s-]\d{4}|\d{2,3}[\s-]\d{7,8}|\d{2}[\s-]\d{4}[\s-]\d{4}|\d{10}(?!\s*[a-záéíóúñ])"
)
_CAPITAL = r"5\d{3}-\d{4}(?!\s*[a-záéíóúñ])"
"""Numbers of Mexico City without an area code; `2500-5000 habitantes` is a range."""

_BARE = re.compile(
    rf"(?<![\w.,])(?:{_LONG_DISTANCE}|{_AREA_CODE}|{_GROUPS}|{_CAPITAL})(?!\w|[.,]\d){_EXTENSION}?"
)
_YEARS = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")
_EXTENSION_ALONE = re.compile(r"(?<![a-záéíóúñ])ext(?:ensi[oó]n)?[\s.:]+\d{2,}", re.IGNORECASE)

OMITTED = "[…]"
"""What a text has where contact data stood."""

_HINT = re.compile(r"@|\d[\d()\s.\-]*\d")
"""What every text with contact data has."""


def contact_spans(text: str) -> tuple[Span, ...]:
    """Where contact data stands in a text, in order and without overlaps.

    A number counts as a telephone by its label (`Tel.`, `ext.`) or by its form (`(55) 5481 7200`); ranges of
    years and plain quantities do not.
    """
    covered: list[Span] = []
    for span in sorted(_candidates(text)):
        if covered and span.start < covered[-1].end:
            covered[-1] = Span(covered[-1].start, max(covered[-1].end, span.end))
        else:
            covered.append(span)
    return tuple(covered)


def withheld(text: str) -> str:
    """A text for people's eyes, without e-mail addresses and telephone numbers.

    >>> withheld("Registros de la unidad, tel. 5481 7200")
    'Registros de la unidad, […]'
    """
    if not _HINT.search(text):
        return text
    for span in reversed(contact_spans(text)):
        text = f"{text[: span.start]}{OMITTED}{text[span.end :]}"
    return text


def _candidates(text: str) -> Iterator[Span]:
    for pattern in (_EMAIL, _LABELLED, _BARE, _EXTENSION_ALONE):
        for match in pattern.finditer(text):
            if not _YEARS.fullmatch(match.group()):
                yield Span(*match.span())
