"""The forms in which searched and indexed names are compared: folded words, initials, letters alone."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import normalized
from asm_graph.spanish.forms import compact, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\d+(?:\.[^\W_]+)+|[^\W_]+")
_NUMBERED = re.compile(r"(?<=\d)\.(?=[^\W_])")
_PARENTHESIS = re.compile(r"(?<!\s)\s*+\([^()]*+\)[^\w(]*+$")
_ACRONYM = re.compile(r"\(([A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9-]{1,11})\)\W*$")
_LETTER = re.compile(r"[^\W\d_]")
_COMPANY = re.compile(
    r"(?<!\s),?\s++(?:S\.?\s?A\.?(?:\s?de\s?C\.?\s?V\.?)?|[AS]\.?\s?C\.?|S\.?N\.?C\.?)\s*+\.?$"
)
_FEWEST_INITIALS, _MOST_INITIALS = 3, 9
_LEAD = "programa"


@cache
def unheeded() -> frozenset[str]:
    """Load the words that say nothing of what is looked for, in both languages."""
    table = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return frozenset(word for words in table["unheeded"].values() for word in words)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded; a number of a plan or goal is one.

    >>> words_of("Meta 1.1 de los ODS"), words_of("3 × 1")
    (('meta', '1.1', 'de', 'los', 'ods'), ('3', 'x', '1'))
    """
    return tuple(_WORD.findall(fold(normalized(text).replace("×", "x"))))


def heeded(words: Sequence[str]) -> list[str]:
    """Leave out the words that say nothing; all are kept where no other is.

    >>> heeded(words_of("Instituto Mexicano del Seguro Social"))
    ['instituto', 'mexicano', 'seguro', 'social']
    """
    return [word for word in words if word not in unheeded()] or list(words)


def forms_of(name: str) -> frozenset[str]:
    """Return the forms in which equal names are equal: letters alone, with and without what adds nothing.

    That is what names of programs begin with, a parenthesis or a legal form at the end, and prepositions.

    >>> sorted(forms_of("Programa de Becas (PB)"))
    ['becas', 'becaspb', 'programabecas', 'programabecaspb', 'programadebecas', 'programadebecaspb']
    """
    # A target 1.1 is not the goal 11.
    whole = _NUMBERED.sub("p", name)
    forms = set()
    for text in {whole, _COMPANY.sub("", _PARENTHESIS.sub("", whole))}:
        words = heeded(words_of(text))
        forms |= {compact(text), "".join(words), "".join(words[words[:1] == [_LEAD] :])}
    return frozenset(form for form in forms if form)


def initials(name: str) -> frozenset[str]:
    """Return the initials of a name of three words or more, with and without those of `Programa`.

    >>> sorted(initials("Programa de Empleo Temporal")), sorted(initials("Jóvenes Construyendo el Futuro"))
    (['PET'], ['JCF'])
    """
    bare = _COMPANY.sub("", _PARENTHESIS.sub("", name))
    words = [word for word in heeded(words_of(bare)) if _LETTER.match(word)]
    runs = (words, words[1:] if words[:1] == [_LEAD] else words)
    made = {"".join(word[0] for word in run).upper() for run in runs}
    return frozenset(each for each in made if _FEWEST_INITIALS <= len(each) <= _MOST_INITIALS)


def printed_acronym(name: str) -> str:
    """Return the acronym in parentheses at the end of a name that begins as it does, else nothing.

    >>> printed_acronym("Programa de Empleo Temporal (PET)"), printed_acronym("Reasignaciones (IMSS)")
    ('PET', '')
    """
    found = _ACRONYM.search(name)
    begins = [word[0].upper() for word in heeded(words_of(name[: found.start()]))] if found else []
    return found[1] if found and found[1][0] in begins[:2] else ""
