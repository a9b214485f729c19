"""Whether two headers name one column, though an edition of the table words one of them otherwise."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from asm_graph.spanish.forms import FUNCTION_WORD, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+|\d+")
_LINKING = re.compile(FUNCTION_WORD)
_FEWEST_LETTERS = 3
"""A shorter beginning of a word abbreviates too many others."""
_SAME: Mapping[str, str] = {
    "descripcion": "desc", "nombre": "desc", "clave": "id", "cve": "id", "identificador": "id",
}  # fmt: skip
"""What publishers call the text and the key of one thing, by turns."""


def same_column(one: str, other: str) -> bool:
    """Return whether two headers have the same words, in any order; articles and endings do not count.

    A word and its beginning are the same, which holds of plurals and of abbreviations; a unit of measure that
    stands in one of them alone makes another column.

    >>> same_column("Temas de Evaluación", "TEMA EVAL."), same_column("DESC_RAMO", "Nombre del ramo")
    (True, True)
    >>> same_column("EJERCIDO_MDP", "EJERCIDO"), same_column("Submeta 1", "Submeta 2")
    (False, False)
    """
    words, others = _words(one), list(_words(other))
    if not words or len(words) != len(others):
        return False
    for word in words:
        match = next((candidate for candidate in others if _kin(word, candidate)), None)
        if match is None:
            return False
        others.remove(match)
    return True


@lru_cache(maxsize=4096)
def _words(header: str) -> tuple[str, ...]:
    """Return the words that count; the text of what a key names needs no word for the key."""
    found = [_SAME.get(word, word) for word in _WORD.findall(fold(header))]
    passed = {"id"} if "desc" in found else set()
    return tuple(word for word in found if word not in passed and not _LINKING.fullmatch(word))


def _kin(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (
        len(shorter) >= _FEWEST_LETTERS and shorter.isalpha() and longer.startswith(shorter)
    )
