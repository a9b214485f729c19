"""Forms in which two writings of one thing are equal."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Lower case without accents; the length may change.

    >>> plain("Área RESPONSABLE")
    'area responsable'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def compact(text: str) -> str:
    """Letters and digits only, lower case, without accents: equal whatever the spaces and punctuation.

    >>> compact("Clas ifica ción") == compact("clasificación")
    True
    """
    return "".join(filter(str.isalnum, plain(text)))
