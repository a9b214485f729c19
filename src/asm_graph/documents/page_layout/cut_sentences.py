"""Whether the end of a page or column cut a sentence: how one text ends, and how the next begins."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"[.;:!?…][)\]»”\"'’]*$|[)\]»”]$")
_NEEDS_MORE = re.compile(
    r"(?:^|[\s(])(?:a|al|ante|bajo|como|con|cual|cuyas?|cuyos?|de|del|desde|donde|el|en|entre|hacia|hasta|la|las|lo|"
    r"los|mediante|ni|o|para|pero|por|que|se|según|sin|sobre|su|sus|tanto|tras|u|una?|y|e|[b-df-z]\)|\d{1,2}[.)])$|[,(/¿¡“«-]$",
    re.IGNORECASE,
)
"""Words and signs that end no sentence."""
_CONTINUES = re.compile(r"[,;.:)\]»”%](?!\w)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})(?:[.)°-]+|$)(?!\d)\s*", re.IGNORECASE)
_BULLET = re.compile(r"[•●○◦▪■❑❖➢►✓✔*–—-]$")


def flows(above: str, below: str) -> bool:
    """Tell whether a text certainly continues another, which breaks off in a sentence.

    >>> flows("fuentes informativas para fortalecer los", "diagnósticos."), flows("Sí.", "No aplica")
    (True, False)
    """
    above, below = above.rstrip(), below.lstrip()
    if not above or not below or begins_item(below):
        return False
    if _NEEDS_MORE.search(above) or _CONTINUES.match(below) or above.count("(") > above.count(")"):
        return True
    return not _CLOSED.search(above) and below[0].islower()


def begins_item(text: str) -> bool:
    """Tell whether a text begins with the number, letter or bullet of an item.

    >>> begins_item("a) Causas"), begins_item("• Cuenta con"), begins_item("100 por ciento")
    (True, True, False)
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return bool(_BULLET.match(first) or (_NUMBERED.match(first) and not first.isalnum()))
