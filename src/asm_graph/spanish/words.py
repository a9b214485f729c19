"""Words that narrow columns broke (`Microrre giones`) become whole; two real words are left apart.

A run of tokens is read in the most probable of all ways, each word weighed by its frequency in Spanish; a
joint is considered only where at least one piece is no real word.

Measured on published open data (the 2022 results matrices, the programs derived from the 2013-2018 plan, one
state's ASM). In 749,954 words as published eleven joints are made, each read in its context: five mend what
the publisher had broken, two close up what was spelt apart (`on line`), four are wrong: a letter of a formula
(`el año t e`, twice), a garbled character, and `Zacateca no`, which loses its negation. These same texts
helped to choose the thresholds. In 3,000 texts without a part in that, with 15 % of the words broken at
random places, all but one of 6,311 joints are right and 96.6 % of the breaks are mended, 94.1 % counting
those that leave two real words (`esta dos`). Hyphens before a space join two real words, too (`mis- mas`): 33
times in the published reports, all of them right, and never in 45 million characters of federal tables.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents import Passage, Span
from asm_graph.documents.lexicon import OWN_LENGTH, Lexicon, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PIECES = 4
"""A column narrow enough to break a word in five shows none of it."""

_BREAK = 2.0
"""What each break costs, in powers of ten: broken words are rarer than whole ones."""
_REAL_PIECE = 1.0
"""What each piece that is a real word costs besides (`m es`): a break left shows, a wrong joint does not."""
_UNKNOWN = 1.5
"""What a string in lower case costs that no list has: it is a fragment (`detect en`) sooner than a name."""
_CORPUS = 9.0
"""Zipf frequencies count occurrences in a thousand million words, as powers of ten."""
_RARER = 1.5
"""How much rarer than its rarest piece a word may be: `sub secretaría` is one, `per cápita` is not."""

_SHORT = 3
_LONG = 7

_MARK = r"\u0300-\u036f"
"""Accents that no letter was composed with; they stand within words."""
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_MARK}])*+"
_RUN = re.compile(rf"(?<![\w@/{_MARK}])(?<![^\W\d_][.-]){_LETTERS}(?![\w@/-]|\.\w)")
_SPACES = re.compile(r" +")
_HYPHENATED = re.compile(rf"(?<![\w{_MARK}])({_LETTERS})(-\s++)({_LETTERS})(?!\w)")
_COMPOUND = re.compile(r"\w{4,}o")
"""How a compound with a hyphen begins: `socio-económico`, `teórico-práctico`."""
_AFTER_FIGURE = re.compile(r"\d ?\Z")
_VOWEL = re.compile(r"[aeiouáéíóúü]", re.IGNORECASE)


def own_words(text: str) -> frozenset[str]:
    """Return the words of five letters and more that a text has whole, as far as the word lists can tell."""
    joined = join_broken_words(Passage.of(text, 0, len(text)), Lexicon())
    return frozenset(normal(run[0]) for run in _RUN.finditer(joined.text) if len(run[0]) >= OWN_LENGTH)


def join_broken_words(passage: Passage, lexicon: Lexicon) -> Passage:
    """Remove the spaces (and line-end hyphens) that are inside words.

    Of all ways to read a run of tokens the most probable one is taken, by word frequency; a joint needs a
    known word as its outcome and, unless a hyphen shows it, at least one piece that is no real word.
    """
    passage = passage.without(list(_line_end_hyphens(passage.text, lexicon)))
    return passage.without(list(_stray_spaces(passage.text, lexicon)))


def _line_end_hyphens(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the hyphens within words; both pieces may be words (`mis- mas`), but no compound."""
    for match in _HYPHENATED.finditer(text):
        first, _, second = match.groups()
        if _may_follow(first, second) and lexicon.is_word(first + second):
            is_compound = _COMPOUND.fullmatch(first) and all(map(lexicon.stands_alone, (first, second)))
            if not is_compound:
                yield Span(*match.span(2))


def _stray_spaces(text: str, lexicon: Lexicon) -> Iterator[Span]:
    for runs in _neighbors(text):
        words = _most_probable([run[0] for run in runs], lexicon)
        first = 0
        for count in words:
            for left, right in pairwise(runs[first : first + count]):
                yield Span(left.end(), right.start())
            first += count


def _neighbors(text: str) -> Iterator[list[re.Match[str]]]:
    """Letter runs with nothing but spaces between them, two and more at a time."""
    group: list[re.Match[str]] = []
    for run in _RUN.finditer(text):
        if group and not _SPACES.fullmatch(text, group[-1].end(), run.start()):
            yield group
            group = []
        if not _is_unit_of_figure(text, run):
            group.append(run)
    yield group


def _is_unit_of_figure(text: str, run: re.Match[str]) -> bool:
    """Return whether it is the `m` of `10 m al norte`, which is no `mal`."""
    if len(run[0]) > _SHORT or _VOWEL.search(run[0]):
        return False
    return _AFTER_FIGURE.search(text[max(0, run.start() - 2) : run.start()]) is not None


def _most_probable(tokens: list[str], lexicon: Lexicon) -> list[int]:
    """How many tokens make up each word, from left to right."""
    best = [(0.0, 0)]
    for end in range(1, len(tokens) + 1):
        scores = (
            (best[end - count][0] + score, count)
            for count in range(1, min(MOST_PIECES, end) + 1)
            if (score := _score(tokens[end - count : end], lexicon)) is not None
        )
        best.append(max(scores))
    counts = []
    end = len(tokens)
    while end:
        counts.append(best[end][1])
        end -= best[end][1]
    return counts[::-1]


def _score(pieces: list[str], lexicon: Lexicon) -> float | None:
    """Return the logarithm of the probability that the pieces are one word; none where they cannot be one."""
    if len(pieces) == 1:
        return (
            lexicon.commonness(pieces[0]) - _CORPUS - (_UNKNOWN if _is_fragment(pieces[0], lexicon) else 0.0)
        )
    if not all(_may_follow(left, right) for left, right in pairwise(pieces)):
        return None
    if not _is_joint(pieces, lexicon):
        return None
    cost = _BREAK * (len(pieces) - 1) + _REAL_PIECE * sum(map(lexicon.stands_alone, pieces))
    return lexicon.commonness("".join(pieces)) - _CORPUS - cost


def _is_fragment(piece: str, lexicon: Lexicon) -> bool:
    return piece.islower() and len(piece) >= _SHORT and not lexicon.is_word(piece)


def _may_follow(left: str, right: str) -> bool:
    if right.islower():
        return left[1:].islower() or len(left) == 1
    return left.isupper() and right.isupper() and len(left) + len(right) >= _LONG


def _is_joint(pieces: list[str], lexicon: Lexicon) -> bool:
    joined = "".join(pieces)
    if not lexicon.is_word(joined) or all(map(lexicon.stands_alone, pieces)):
        return False
    return lexicon.commonness(joined) >= min(map(lexicon.commonness, pieces)) - _RARER
