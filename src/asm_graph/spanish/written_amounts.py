"""Amounts of money that are written out (`quince mil pesos 00/100 M.N.`), as contracts repeat them."""

from __future__ import annotations

import re
from decimal import Decimal

from text_to_num import text2num

from asm_graph.spanish.forms import fold

_BEFORE_PESOS = re.compile(
    r"(?<![a-z])(?P<words>(?:[a-z]++ ){1,14}?)(?:de )?pesos\b(?: ?(?:con )?(?P<cents>\d\d)/100)?"
)
_ONE = re.compile(r"\b(veinti|y )un\b")
"""What stands for `uno` before a noun or a thousand, which the library reads only on its own."""


def written_amount(text: str) -> Decimal | None:
    """Return the amount in pesos that a text writes out, if it does.

    >>> written_amount("$15,000.00 (Son quince mil pesos 00/100 M.N.)")
    Decimal('15000.00')
    """
    found = _BEFORE_PESOS.search(" ".join(fold(text).split()))
    words: list[str] = found["words"].split() if found else []
    for first in range(len(words)):
        try:
            pesos: int = text2num(_ONE.sub(r"\1uno", " ".join(words[first:])), "es")
        except ValueError:
            continue
        cents = int(found["cents"] or 0) if found else 0
        return Decimal(pesos) + Decimal(cents).scaleb(-2)
    return None
