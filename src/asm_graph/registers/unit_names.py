"""The names of units in a cell that has several: where one ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.registers.name_forms import ComparisonForm
from asm_graph.spanish.forms import DASHES, compact, fold
from asm_graph.spanish.word_lists import organizations

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADS = organizations("units", "units_with_complement")
"""Nouns that begin the name of a unit if one of the words below follows."""
_ALONE = organizations("units_alone")
"""Nouns that name a unit by themselves."""
_RANK = r"(?:(?:gener|nacion|estat|feder)al(?:es)?|adjunt[ao]s?|ejecutiv[ao]s?|tecnic[ao]s?)"
_GOING_ON = (
    rf"(?:del?|para|{_RANK}|regional(?:es)?|intern[ao]s?|administrativ[ao]s?|responsables?|coordinador[ae]s?)"
)
_UNIT = re.compile(rf"(?:{_HEADS}\s+{_GOING_ON}|{_ALONE}|coordinacion(?:es)?\s+{_RANK})\b")
_COORDINATION = re.compile(r"coordinacion(?:es)?\s+(?:del?|para)\b")
"""May begin a unit or continue one: `Dirección de Planeación y Coordinación de Programas`."""
_COMPLEMENT = re.compile(r"\bdel?\b")
_PLAIN_HEAD = re.compile(rf"({organizations('units_with_adjective')})\s+")
"""A noun with an adjective (`Dirección Comercial`): begins a unit only if another is to its left."""
_BELOW_ANY = re.compile(organizations("units_below_any"))
_LEGAL_FORM = r"(?:S\.?\s?A\.?|S\.?\s?C\.?|A\.?\s?C\.?|C\.?\s?V\.?|S\.?\s?N\.?\s?C\.?)(?!\w)"
_ACRONYM = re.compile(rf"(?!{_LEGAL_FORM})(?:(?:[A-ZÁÉÍÓÚÑ]\.\s?){{2,}}|[A-ZÁÉÍÓÚÑ]{{2,}}(?!\w))")
_SHORT = re.compile(r"\W*[\w.]{2,8}\W*")

_MARKER = rf"(?<![\w.,])\d{{1,2}}\s?(?:\.[{DASHES}]?|\)|[{DASHES}])(?=\s*[^\W\d])"
_WORDS = (
    r"(?<!\w)(?:y/o|[ye]|as[ií]\s+como|junto\s+con|conjuntamente\s+con|en\s+coordinaci[oó]n\s+con|con)(?!\w)"
)
_MARKS = rf"[;,/\n\t•●►]|(?<=[\w)])\.(?=\s)|(?<=\s)[{DASHES}](?=\s)"
_SEPARATOR = re.compile(rf"(?:(?:{_MARKS}|{_MARKER}|{_WORDS})\s*+)++", re.IGNORECASE)
_SURE = re.compile(r"[;\d•●►]")
_ARTICLE = re.compile(r"(?:(?:el|la|los|las|al|a\s+la|a\s+los)\s+)?", re.IGNORECASE)
_EDGE = f" \t\r\n\f\v.,;:/•●►{DASHES}"
_PARENTHESIS = re.compile(r"(?:(?<!\s)\s++)?\(([^()]{2,16})\)\s*$")
_PARENTHESIS_AHEAD = re.compile(r"[\s.]*\([^()]*\)")
_END = re.compile(rf"[{DASHES}\s.,;:/•]*+$|\.?\s*+{_SEPARATOR.pattern}", re.IGNORECASE)
_SPACES = re.compile(r"\s*+")
_BLANK = re.compile(r"(?:nd|na|sd|noaplica|nodisponible|sindato|ninguna?)?")


@dataclass(frozen=True, slots=True)
class UnitName:
    """The name of one unit in a text, with the abbreviation that follows it in parentheses."""

    start: int
    end: int
    name: str
    abbreviation: str | None


def split_unit_names(text: str, known: frozenset[str]) -> tuple[UnitName, ...]:
    """Split a cell into the names of units; `known` are comparison forms of names and abbreviations.

    A known name is kept whole. Elsewhere a semicolon or an item number splits, and a conjunction, comma,
    slash or full stop does if a unit begins to its right: a known name, an acronym, or a noun that begins the
    names of units. Nothing but separators is lost.
    """
    # Such cells say that there is no unit.
    if _BLANK.fullmatch(compact(text)):
        return ()
    # A longer name may begin with a shorter one.
    longest_first = tuple(sorted(known, key=len, reverse=True))
    cell = _Cell(text, ComparisonForm.of(text), fold(text), longest_first)
    return tuple(_named(text, start, end) for start, end in cell.spans())


def _named(text: str, start: int, end: int) -> UnitName:
    name = text[start:end]
    parenthesis = _PARENTHESIS.search(name)
    short = "".join(parenthesis[1].split()) if parenthesis else ""
    if not parenthesis or not _ACRONYM.fullmatch(short):
        return UnitName(start, end, name.strip(_EDGE), None)
    return UnitName(start, end, name[: parenthesis.start()].strip(_EDGE) or short, short)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    comparable: ComparisonForm
    simple: str
    known: tuple[str, ...]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the spans between the separators that split, without separators at their edges."""
        start = _skip(self.text, 0)
        while start < len(self.text):
            end = self._after_known(start)
            if end > start:
                following = _skip(self.text, end)
            else:
                end, following = self._next_split(start)
            yield from self._trimmed(start, end)
            start = following

    def _next_split(self, start: int) -> tuple[int, int]:
        """Return where the unknown name that begins at `start` ends, and where the next name begins."""
        for separator in _SEPARATOR.finditer(self.text, start):
            following = _skip(self.text, separator.end())
            if self._splits(separator, start, following):
                return separator.start(), following
        return len(self.text), len(self.text)

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        span = self.text[start:end]
        start += len(span) - len(span.lstrip(_EDGE))
        span = span.strip(_EDGE)
        if compact(span):
            yield start, start + len(span)

    def _splits(self, separator: re.Match[str], start: int, following: int) -> bool:
        if not compact(self.text[start : separator.start()]):
            return True
        if _SURE.search(separator[0]):
            return True
        left = self.text[start : separator.start()]
        # `Dirección de Planeación y Coordinación …` is one unit; after a comma another begins.
        listed = "," in separator[0] or _COMPLEMENT.search(fold(left)) is None
        if listed and _COORDINATION.match(self.simple, following):
            return True
        return self._begins_unit(following, left)

    def _begins_unit(self, at: int, left: str) -> bool:
        if self._after_known(at) > at or _UNIT.match(self.simple, at):
            return True
        acronym = _ACRONYM.match(self.text, at)
        if acronym:
            # In a cell all in capitals every word looks like an acronym.
            shouted = not any(letter.islower() for letter in self.text)
            return not shouted or bool(_SHORT.fullmatch(left) and _SHORT.fullmatch(acronym[0]))
        return self._begins_second_unit(at, left)

    def _begins_second_unit(self, at: int, left: str) -> bool:
        if self._is_known(left) and _COORDINATION.match(self.simple, at):
            return True
        head = _PLAIN_HEAD.match(self.simple, at)
        before = _PLAIN_HEAD.match(fold(left).lstrip())
        if head is None or before is None:
            return False
        return head[1] == before[1] or _BELOW_ANY.fullmatch(head[1]) is not None

    def _is_known(self, name: str) -> bool:
        return compact(_PARENTHESIS.sub("", name)) in self.known

    def _after_known(self, at: int) -> int:
        """Return where the longest known name that begins here ends, with its abbreviation in parentheses.

        After it the text ends, or a separator or another unit follows; otherwise it is part of a longer name.
        """
        first = self.comparable.letters_before(at)
        for form in self.known:
            if self.comparable.form.startswith(form, first):
                end = self._after_parenthesis(self.comparable.span(first, len(form))[1])
                if _END.match(self.text, end) or self._unit_follows(end):
                    return end
        return at

    def _after_parenthesis(self, at: int) -> int:
        parenthesis = _PARENTHESIS_AHEAD.match(self.text, at)
        return parenthesis.end() if parenthesis else at

    def _unit_follows(self, at: int) -> bool:
        """Tell whether a unit begins after nothing but spaces, where a line break was lost."""
        rest = self.simple[at:]
        return rest[:1].isspace() and bool(_UNIT.match(rest.lstrip()))


def _skip(text: str, at: int) -> int:
    """Skip the separators and the article before a name."""
    for pattern in (_SPACES, _SEPARATOR, _ARTICLE):
        found = pattern.match(text, at)
        at = found.end() if found else at
    return at
