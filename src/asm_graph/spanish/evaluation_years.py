"""The years that documents of evaluations name: that of the annual program (PAE), and the fiscal year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.records.texts import Fact, fact_of
from asm_graph.spanish.forms import DASHES, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import Passage

_BETWEEN = rf"[{DASHES}\s(),.:“”\"]*+(?:(?:de|del|para|el|ejercicio|fiscal|ano)\s+)*+"
_PROGRAM = re.compile(
    rf"(?<!\w)(?:programas?\s+anual(?:es)?\s+de\s+evaluacion(?:es)?{_BETWEEN}(?:pae{_BETWEEN})?|pae{_BETWEEN})"
    rf"(?P<year>20\d\d|(?<=pae[{DASHES}])\d\d)(?!\d)"
)
_FISCAL = re.compile(
    r"(?<!\w)(?:ejercicios?(?:\s+fiscal(?:es)?)?|ano\s+fiscal)\s*+:?\s*+(?:del?\s+)?(?P<year>20\d\d)(?!\d)"
    rf"(?!\s*(?:[{DASHES}/]|y|a)\s*20\d\d)"
)
_CENTURY = 2000


def program_years(passage: Passage) -> Iterator[Fact[int]]:
    """Yield the years of the annual evaluation programs that a passage names, wherever it does.

    `PAE 2022`, `PAE-18` and `Programa Anual de Evaluación 2018` name one.
    """
    for match in _PROGRAM.finditer(fold(passage.text)):
        year = int(match["year"])
        yield fact_of(year if year >= _CENTURY else year + _CENTURY, passage.group(match))


def fiscal_years(passage: Passage) -> Iterator[Fact[int]]:
    """Yield the fiscal years that a passage names, wherever it does (`ejercicio fiscal 2021`).

    A span of years names none.
    """
    for match in _FISCAL.finditer(fold(passage.text)):
        yield fact_of(int(match["year"]), passage.group(match))
