"""Texts shortened for people: names and labels to whole words, quotations and cells with what is left out."""

from __future__ import annotations


def shorten(text: str, longest: int) -> str:
    """Shorten a text to at most `longest` characters of whole words and an ellipsis.

    >>> shorten("Programa de Empleo Temporal", 18)
    'Programa de Empleo…'
    """
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def shorten_counted(text: str, longest: int) -> str:
    """Shorten a text to `longest` characters and say how many are left out.

    >>> shorten_counted("0123456789", 4)
    '0123… [+6]'
    """
    left_out = len(text) - longest
    return f"{text[:longest]}… [+{left_out}]" if left_out > 0 else text
