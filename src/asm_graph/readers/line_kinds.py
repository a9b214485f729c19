"""Kinds of lines and cells that any layout may have: the name of a unit, the number of a page."""

from __future__ import annotations

import re

from asm_graph.spanish.forms import fold
from asm_graph.spanish.word_lists import organizations

_UNIT = re.compile(rf"{organizations('units', 'coordinations', 'bodies')}\b")
_ACRONYMS = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,9}(?:\s*(?:[,;/]|\by\b|\be\b)\s*[A-ZÁÉÍÓÚÑ]{2,9})*\.?")
_UNIT_WORDS = 25
_PAGE_NUMBER = re.compile(r"(?:p[áa]g(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?", re.IGNORECASE)


def is_unit(text: str) -> bool:
    """Return whether a text begins like the name of a unit, or consists of abbreviations.

    >>> is_unit("Dirección General de Políticas"), is_unit("DGGPB, UPRI"), is_unit("Elaborar un diagnóstico")
    (True, True, False)
    """
    if _ACRONYMS.fullmatch(text.strip()):
        return True
    return len(text.split()) <= _UNIT_WORDS and _UNIT.match(fold(text.strip())) is not None


def is_page_number(text: str) -> bool:
    """Return whether a line may be the number of a page.

    >>> is_page_number("12"), is_page_number("Página 12 de 30"), is_page_number("12 páginas")
    (True, True, False)
    """
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None
