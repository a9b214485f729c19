"""How the names of units begin and how text that was cut ends, by their words."""

from __future__ import annotations

import re

from asm_graph.spanish.forms import plain

_UNIT = re.compile(
    r"(?:unidad|direccion|subdireccion|subsecretaria|secretaria|delegacion(?:es)?|coordinacion|oficialia|comite"
    r"|instituto|consejo|comision|fondo|fideicomiso|centro|area|gerencia|organo|departamento|subdelegacion(?:es)?"
    r"|abogado|gobiernos?|ayuntamientos?|liconsa|diconsa|fonart|fonhapo|indesol|inapam|corett)\b"
)
_ACRONYMS = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,9}(?:\s*(?:[,;/]|\by\b|\be\b)\s*[A-ZÁÉÍÓÚÑ]{2,9})*\.?")
_FUNCTION_WORDS = (
    r"(?:a|al|con|de|del|e|el|en|la|las|los|lo|o|para|por|que|se|su|sus|un|una|y|sobre|entre|como)"
)
_ENDS_OPEN = re.compile(rf"\b{_FUNCTION_WORDS}$|[,-]$")
_BEGINS_OPEN = re.compile(rf"{_FUNCTION_WORDS}\b")
_CLOSED = re.compile(r"[.;:!?%)\]»”\"]\s*$")
_UNIT_WORDS = 25


def is_unit(text: str) -> bool:
    """Whether a text begins like the name of a unit, or is made of abbreviations."""
    if _ACRONYMS.fullmatch(text.strip()):
        return True
    return len(text.split()) <= _UNIT_WORDS and _UNIT.match(plain(text.strip())) is not None


def is_open(text: str) -> bool:
    """Whether a text was cut: it does not end like a sentence or an enumeration."""
    return bool(text.strip()) and not _CLOSED.search(text)


def ends_open(text: str) -> bool:
    """Whether a text ends with a word that needs another (`de`, `y`, a comma)."""
    return _ENDS_OPEN.search(plain(text.strip())) is not None


def goes_on(above: str, text: str) -> bool:
    """Whether a name without punctuation goes on: one of the two ends that meet needs the other."""
    return ends_open(above) or _BEGINS_OPEN.match(plain(text.strip())) is not None
