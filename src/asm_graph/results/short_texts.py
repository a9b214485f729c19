"""Texts and IRIs shortened for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def shorten(text: str, longest: int) -> str:
    """Shorten a text to at most `longest` characters of whole words and an ellipsis.

    >>> shorten("Programa de Empleo Temporal", 19)
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


def prefixed_name(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as a prefixed name by the longest matching namespace, or unchanged."""
    fitting = [(len(namespace), name) for name, namespace in prefixes.items() if iri.startswith(namespace)]
    length, name = max(fitting, default=(0, ""))
    return f"{name}:{iri[length:]}" if name else iri
