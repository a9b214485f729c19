"""How the names of units begin and how text that was cut ends, by their words."""

from __future__ import annotations

import re

from asm_graph.spanish.forms import FUNCTION_WORD, fold
from asm_graph.spanish.organizations import NOUNS

_COMPANIES = r"liconsa|diconsa|fonart|fonhapo|indesol|inapam|corett"
"""Bodies whose abbreviation is written like a name."""
_UNIT = re.compile(rf"(?:{NOUNS}|coordinacion|{_COMPANIES})\b")
_ACRONYMS = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,9}(?:\s*(?:[,;/]|\by\b|\be\b)\s*[A-ZÁÉÍÓÚÑ]{2,9})*\.?")
_ENDS_OPEN = re.compile(rf"\b{FUNCTION_WORD}$|[,-]$")
_BEGINS_OPEN = re.compile(rf"{FUNCTION_WORD}\b")
_CLOSED = re.compile(r"[.;!?%)\]»”\"](?:\s|</p>)*$")
_ITEM_ANNOUNCED = re.compile(r"(?:^|[.;>]\s*)\d{1,2}\s*[.)-]+\s*$")
_UNIT_WORDS = 25


def is_unit(text: str) -> bool:
    """Whether a text begins like the name of a unit, or is made of abbreviations."""
    if _ACRONYMS.fullmatch(text.strip()):
        return True
    return len(text.split()) <= _UNIT_WORDS and _UNIT.match(fold(text.strip())) is not None


def is_open(text: str) -> bool:
    """Whether a text was cut: it does not end like a sentence, or with the bare number of an item."""
    return bool(text.strip()) and (not _CLOSED.search(text) or _ITEM_ANNOUNCED.search(text) is not None)


def ends_open(text: str) -> bool:
    """Whether a text ends with a word that needs another (`de`), or within a paragraph or brackets."""
    within = text.count("<p>") > text.count("</p>") or text.count("(") > text.count(")")
    return within or _ENDS_OPEN.search(fold(text.strip())) is not None


def goes_on(above: str, text: str) -> bool:
    """Whether a name without punctuation goes on: one of the two ends that meet needs the other."""
    return ends_open(above) or _BEGINS_OPEN.match(fold(text.strip())) is not None
