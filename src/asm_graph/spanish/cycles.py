"""Cycles as people write them: one year, or two years joined."""

from __future__ import annotations

import re

from asm_graph.spanish.forms import DASHES

_CYCLE = re.compile(
    rf"(?<!\d)(?P<first>(?:19|20)\d\d)(?:\s*(?:[{DASHES}/]|\bal?\b)\s*(?P<last>(?:19|20)?\d\d)(?!\d))?(?!\d)"
)


def cycles(text: str) -> tuple[str, ...]:
    """The cycles that a text names, each once, in reading order.

    >>> cycles("Mecanismo 2007-08, evaluación 2009 a 2010; ejercicio 2018")
    ('2007-2008', '2009-2010', '2018')
    """
    return tuple(dict.fromkeys(map(_written_out, _CYCLE.finditer(text))))


def period_in(name: str) -> tuple[int, int] | None:
    """The first and last year that the name of a plan states, if it states both.

    >>> period_in("Programa Sectorial de Salud 2013 al 2018")
    (2013, 2018)
    """
    found = next((cycle for cycle in cycles(name) if "-" in cycle), None)
    return (int(found[:4]), int(found[-4:])) if found else None


def _written_out(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    if last is None:
        return first
    last = last if len(last) == len(first) else first[:2] + last
    return first if last == first else f"{first}-{last}"
