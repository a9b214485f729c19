"""Cells that state nothing, and what kind of nothing; `words.toml` has the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.spanish.forms import compact
from asm_graph.spanish.numbers import is_missing
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK = "blank"
PLACEHOLDER = "placeholder"

_KINDS: Mapping[str, str] = {
    compact(word): kind for kind, words in words_beside(__file__).items() for word in words
}
_MISSING = {"blank": BLANK, "dash": BLANK, "not-available": "not-available", "no-data": "no-data"}


def blank_kind(text: str) -> str | None:
    """Return the notation of the code list `blank-kind` for a cell that states nothing, else None.

    *No aplica* states something: that there is nothing to state.

    >>> blank_kind(""), blank_kind("N/D"), blank_kind("Por definir"), blank_kind("12.5")
    ('blank', 'not-available', 'status', None)
    """
    if missing := is_missing(text):
        return _MISSING.get(missing)
    form = compact(text)
    return _KINDS.get(form) if form else PLACEHOLDER
