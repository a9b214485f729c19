"""What the name of an evaluation, or a sentence on one, says of its type and its years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.records.texts import Fact, fact, fact_of
from asm_graph.spanish.forms import YEAR, fold
from asm_graph.spanish.word_lists import any_of, words_beside

if TYPE_CHECKING:
    from asm_graph.documents import Passage

_WORDS = words_beside(__file__)
_PROGRAM = any_of(_WORDS["programs"])
_ANY_TYPE = any_of(_WORDS["evaluation_types"])
_TYPES = tuple(
    re.compile(
        rf"\bevaluacion(?:es)?\s+(?P<between>(?:[^\W\d_]+\s+){{0,4}}?)"
        rf"(?P<type>{one}(?:\s+y\s+(?:de\s+)?{_ANY_TYPE})?)\b"
    )
    for one in _WORDS["evaluation_types"]
)
_CONNECTION = re.compile(r"(?:(?:de|del|la|el|en|materia|tipo)\s+)*")
_OF_PROGRAM = re.compile(
    rf"\b(?:al|del|de\s+los?|de\s+la|para\s+el|a\s+los?)\s+(?P<name>{_PROGRAM}\b.*)", re.DOTALL
)
_YEAR = rf"(?P<year>{YEAR})(?!\d)"
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}")
_FISCAL_YEAR = re.compile(
    rf"\bejercicios?(?:\s+fiscal(?:es)?)?(?:\s+del?)?(?:\s+ano)?\s+{_YEAR}(?!\s*[-/]\s*\d)"
)
_YEAR_BEHIND = re.compile(
    r"(?<![\s,;(])(?:[\s,;(]++|\b(?:para|correspondiente|al?|el|del|en)\b){0,8}+"
    rf"{_FISCAL_YEAR.pattern}"
)
_SUFFIX = re.compile(rf"{_YEAR_BEHIND.pattern}\W*+\Z")
_ANNUAL_PROGRAM = re.compile(
    rf"\b(?:pae|programa\s+anual\s+de\s+evaluacion(?:es)?)(?:\s+del?|\s+para)?(?:\s+el)?"
    rf"(?:\s+ejercicio)?(?:\s+fiscal)?(?:\s+del?)?[\s-]*{_YEAR}"
)


def evaluation_type(passage: Passage) -> Fact[str] | None:
    """Return the type that the name of an evaluation says, as printed.

    >>> from asm_graph.documents import Passage
    >>> name = "Evaluación Externa de Consistencia y Resultados al Programa Impulso"
    >>> evaluation_type(Passage.of(name, 0, len(name))).value
    'Consistencia y Resultados'
    """
    folded = fold(passage.text)
    found = next((match for pattern in _TYPES if (match := pattern.search(folded))), None)
    if found is None:
        return None
    whole = _CONNECTION.fullmatch(found["between"]) is not None
    return fact(passage.slice(found.start() if whole else found.start("type"), found.end("type")))


def fiscal_year(passage: Passage) -> Fact[int] | None:
    """Return the fiscal year that a text says it is about (`ejercicio fiscal 2021`), if it is one alone."""
    found = list(_FISCAL_YEAR.finditer(fold(passage.text)))
    if len({match["year"] for match in found}) != 1:
        return None
    return fact_of(int(found[0]["year"]), passage.group(found[0]))


def year_in(passage: Passage) -> Fact[int] | None:
    """Return the only year that a text names; None where it names none, or several."""
    found = list(_ANY_YEAR.finditer(passage.text))
    if len({match["year"] for match in found}) != 1:
        return None
    return fact_of(int(found[0]["year"]), passage.group(found[0]))


def annual_program(passage: Passage) -> Fact[str] | None:
    """Return the year of the annual evaluation program that a text names (`PAE 2022`), if it is one alone."""
    found = list(_ANNUAL_PROGRAM.finditer(fold(passage.text)))
    if len({match["year"] for match in found}) != 1:
        return None
    return fact(passage.group(found[0], "year"))


def without_fiscal_year(name: Passage) -> Passage:
    """Return the name of a program without the fiscal year that may stand behind it."""
    suffix = _SUFFIX.search(fold(name.text))
    return name.slice(0, suffix.start()).strip() if suffix and suffix.start() else name


def program_in(name: Passage) -> Passage | None:
    """Return the name of the program within the name of an evaluation (`… del Programa 107 Educación`)."""
    found = _OF_PROGRAM.search(fold(name.text))
    if found is None:
        return None
    program = name.group(found, "name")
    year = _YEAR_BEHIND.search(fold(program.text))
    return program.slice(0, year.start() if year else None).strip(" .,")
