"""Whether the end of a page or column cut a sentence: how one text ends, and how the next begins."""

from __future__ import annotations

import re
from itertools import pairwise

from asm_graph.documents.bullets import LINE_BULLETS

_CLOSED = re.compile(r"[.;:!?…][)\]»”\"'’]*$|[)\]»”]$")
_NEEDS_MORE = re.compile(
    r"(?:^|[\s(])(?:a|al|ante|bajo|como|con|cual|cuyas?|cuyos?|de|del|desde|donde|el|en|entre|hacia|hasta|la|las|lo|"
    r"los|mediante|ni|o|para|pero|por|que|se|según|sin|sobre|su|sus|tanto|tras|u|una?|y|e|[b-df-z]\)|\d{1,2}[.)])$|[,(/¿¡“«-]$",
    re.IGNORECASE,
)
"""Words and signs that end no sentence."""
_CONTINUES = re.compile(r"[,;.:)\]»”%](?!\w)")
_NUMBERED = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})(?P<sign>[.)°º-]+)(?!\d)", re.IGNORECASE
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_BEFORE = {two: one for order in (_LETTERS, _ROMANS) for one, two in pairwise(order)}
"""The letter or Roman numeral before each; an item `i)` after `h)` is the letter."""
_BULLET = re.compile(rf"[{LINE_BULLETS}*–—-]$")


def flows(above: str, below: str) -> bool:
    """Tell whether a text certainly continues another, which breaks off in a sentence or a list.

    >>> flows("fuentes informativas para fortalecer los", "diagnósticos."), flows("Sí.", "No aplica")
    (True, False)
    >>> flows("Actividades: • Entregar materiales.", "• Informar."), flows("• Entregar.", "• Informar.")
    (True, False)
    """
    above, below = above.rstrip(), below.lstrip()
    if not above or not below:
        return False
    if begins_item(below):
        return not begins_item(above) and _continues_list(above, below)
    if _NEEDS_MORE.search(above) or _CONTINUES.match(below) or above.count("(") > above.count(")"):
        return True
    return not _CLOSED.search(above) and below[0].islower()


def _continues_list(above: str, below: str) -> bool:
    """Tell whether a text begins with the item after the last one of a list that another has within it."""
    mark, *rest = below.split(maxsplit=1)
    words = above.split()
    if not rest:
        return False
    if _BULLET.match(mark):
        return mark in words
    item = _NUMBERED.fullmatch(mark)
    before = {_BEFORE.get(item["number"].casefold()) or _one_less(item["number"])} if item else set()
    return any(
        one["number"].casefold() in before and one["sign"] == item["sign"]
        for one in map(_NUMBERED.fullmatch, words)
        if one and item
    )


def _one_less(number: str) -> str:
    return str(int(number) - 1) if number.isdecimal() else ""


def begins_item(text: str) -> bool:
    """Tell whether a text begins with the number, letter or bullet of an item.

    >>> begins_item("a) Causas"), begins_item("• Cuenta con"), begins_item("100 por ciento")
    (True, True, False)
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return bool(_BULLET.match(first) or _NUMBERED.match(first))
