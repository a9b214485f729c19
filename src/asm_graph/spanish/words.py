"""Words that narrow columns broke (`Microrre giones`) become whole; two real words are left apart.

A run of tokens is read in the most probable of all ways, each word weighed by its frequency in Spanish; a
joint is considered only where at least one piece is no real word.

Measured on published open data (the 2022 results matrices, the programs derived from the 2013-2018 plan, one
state's ASM). In 749,954 words as published eleven joints are made, each read in its context: five mend what
the publisher had broken, two close up what was spelt apart (`on line`), four are wrong: a letter of a formula
(`el año t e`, twice), a garbled character, and `Zacateca no`, which loses its negation. These same texts
helped to choose the thresholds. In 3,000 texts without a part in that, with 15 % of the words broken at
random places, all but one of 6,311 joints are right and 96.6 % of the breaks are mended, 94.1 % counting
those that leave two real words (`esta dos`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from simplemma import is_known
from wordfreq import zipf_frequency

from asm_graph.documents import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_PIECES = 4
"""A column narrow enough to break a word in five shows none of it."""

_COMMON_SHORT = 5.1
"""Zipf frequency from which two or three letters are a word (`red`) and no prefix (`des`, `in`)."""
_COMMON = 3.0
"""Zipf frequency from which a longer known word is one that documents use (`grama` is below)."""
_COMMON_NAME = 3.5
"""Zipf frequency from which a string unknown to the word list is a name that stands by itself."""
_COMMON_FOREIGN = 4.2
"""The same in lower case, where it is no name but a foreign word (`software`, unlike `port`)."""
_UNACCENTED = 6
"""Letters from which a word that lost its accent is told from a fragment (`segui` begins *seguimiento*)."""
_BREAK = 2.0
"""What each break costs, in powers of ten: broken words are rarer than whole ones."""
_REAL_PIECE = 1.0
"""What each piece that is a real word costs besides (`m es`): a break left shows, a wrong joint does not."""
_UNKNOWN = 1.5
"""What a string in lower case costs that no list has: it is a fragment (`detect en`) sooner than a name."""
_CORPUS = 9.0
"""Zipf frequencies count occurrences in a thousand million words, as powers of ten."""
_FAMILIAR = 4.0
"""Zipf frequency from which a string unknown to the word list is a word all the same (`México`)."""
_RARE = 1.5
"""The same for seven letters and more, which are hardly ever two words typed as one (`microrregiones`)."""
_RARER = 1.5
"""How much rarer than its rarest piece a word may be: `sub secretaría` is one, `per cápita` is not."""
_OWN = 2.5
"""Least zipf frequency of a word that the document itself uses."""

_REMEMBERED = 1 << 16
_SHORT = 3
_LONG = 7
_OWN_LENGTH = 5
_ONE_LETTER_WORDS = frozenset("aeouy")

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_RUN = re.compile(rf"(?<![\w@/])(?<![^\W\d_][.-])(?:{_LETTER})+(?![\w@/-]|\.\w)")
_SPACES = re.compile(r"[ \u00a0]+")
_HYPHENATED = re.compile(rf"(?<!\w)((?:{_LETTER})+)(-\s+)((?:{_LETTER})+)(?!\w)")
_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
_AFTER_FIGURE = re.compile(r"\d[ \u00a0]?\Z")
_VOWEL = re.compile(r"[aeiouáéíóúü]", re.IGNORECASE)


class Lexicon:
    """Which strings are Spanish words and how common they are; `own` are words known from elsewhere.

    Membership is simplemma's, commonness wordfreq's (the zipf scale: powers of ten per 10⁹ words).
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._own = frozenset(_normal(word) for word in own if len(word) >= _OWN_LENGTH)

    def commonness(self, word: str) -> float:
        """The zipf frequency of a string as it stands, 0 to 8; 0 for what no corpus has."""
        word = _normal(word)
        frequency = _frequency(word)
        return max(frequency, _OWN) if word in self._own else frequency

    def is_word(self, word: str) -> bool:
        """Whether the string may be the outcome of joining pieces."""
        word = _normal(word)
        if word in self._own:
            return True
        if len(word) <= _SHORT:
            return _stands_alone(word, _COMMON_NAME)
        return _in_word_list(word) or _frequency(word) >= (_RARE if len(word) >= _LONG else _FAMILIAR)

    def stands_alone(self, word: str) -> bool:
        """Whether the string is a real word by itself, so common that it is no fragment."""
        name = _COMMON_FOREIGN if word.islower() else _COMMON_NAME
        return _stands_alone(_normal(word), name)


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


@lru_cache(maxsize=_REMEMBERED)
def _frequency(word: str) -> float:
    return zipf_frequency(word, "es")


@lru_cache(maxsize=_REMEMBERED)
def _in_word_list(word: str) -> bool:
    return is_known(word, "es")


@lru_cache(maxsize=_REMEMBERED)
def _stands_alone(word: str, name: float) -> bool:
    if len(word) == 1:
        return word in _ONE_LETTER_WORDS
    if len(word) <= _SHORT:
        return _in_word_list(word) and _frequency(word) >= _COMMON_SHORT
    if _in_word_list(word):
        return _frequency(word) >= _COMMON
    return _frequency(word) >= name or (len(word) >= _UNACCENTED and any(map(_is_common, _accented(word))))


def _is_common(word: str) -> bool:
    return _in_word_list(word) and _frequency(word) >= _COMMON


def _accented(word: str) -> Iterator[str]:
    """The ways to write the word with one accent (`verificacion` is a word that lost it, no fragment)."""
    for index, letter in enumerate(word):
        if letter in _ACUTE:
            yield word[:index] + _ACUTE[letter] + word[index + 1 :]


def own_words(text: str) -> frozenset[str]:
    """The words of five letters and more that a text has whole, as far as the word lists can tell."""
    joined = join_broken_words(Passage.of(text, 0, len(text)), Lexicon())
    return frozenset(_normal(run[0]) for run in _RUN.finditer(joined.text) if len(run[0]) >= _OWN_LENGTH)


def join_broken_words(passage: Passage, lexicon: Lexicon) -> Passage:
    """The passage without the spaces (and line-end hyphens) that stand inside words.

    Of all ways to read a run of tokens the most probable one is taken, by word frequency; a joint needs a
    known word as its outcome and at least one piece that is no real word.
    """
    passage = passage.without(list(_line_end_hyphens(passage.text, lexicon)))
    return passage.without(list(_stray_spaces(passage.text, lexicon)))


def _line_end_hyphens(text: str, lexicon: Lexicon) -> Iterator[Span]:
    for match in _HYPHENATED.finditer(text):
        first, _, second = match.groups()
        if _may_follow(first, second) and _is_joint([first, second], lexicon):
            yield Span(*match.span(2))


def _stray_spaces(text: str, lexicon: Lexicon) -> Iterator[Span]:
    for runs in _neighbours(text):
        words = _most_probable([run[0] for run in runs], lexicon)
        first = 0
        for count in words:
            for left, right in pairwise(runs[first : first + count]):
                yield Span(left.end(), right.start())
            first += count


def _neighbours(text: str) -> Iterator[list[re.Match[str]]]:
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
    """Whether it is the `m` of `10 m al norte`, which is no `mal`."""
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
    """The logarithm of the probability of the pieces as one word; none where they cannot be one."""
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
