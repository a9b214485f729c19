"""Bytes become text where their words prove how they are encoded; a letter is never guessed.

Spanish is written in Windows-1252, Mac Roman and the code pages 850 and 437 of DOS besides UTF-8, and files
mix them: rows that another program appended, texts that were decoded wrongly and saved again. Every word with
a character beyond ASCII is read in each of these ways. The way that makes most words Spanish is that of the
file; a line that it garbles is read in the way that makes words of that line, and so is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice, permutations
from typing import TYPE_CHECKING

import ftfy

from asm_graph.documents.word_quality import Quality, is_lost, is_plain, is_usual, lacks_a_letter, quality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ANY_BYTE = "sloppy-windows-1252"
"""Windows-1252 as ftfy completes it: the five bytes that it leaves undefined are control characters."""
_LINE_END = 0x85
_HAS_SIGNS = re.compile("[\x80-\x84\x86-\x9f]")
_SIGNS = {code: bytes([code]).decode(_ANY_BYTE) for code in range(0x80, 0xA0) if code != _LINE_END}
"""U+0085 is left out: it may be the end of a line."""
_ONE_BYTE = (_ANY_BYTE, "mac_roman", "cp850", "cp437")

_WORD = re.compile(
    r"(?<![0-9A-Za-z\x80-\U0010ffff])[0-9A-Za-z]*+[\x80-\U0010ffff][0-9A-Za-z\x80-\U0010ffff]*+"
)
_TOLERATED = 0.01
"""Share of the words that lack a letter up to which a publisher may have typed them so."""
_SHOWN = 40
"""Characters of a word that an error shows."""
_SAMPLE = 2_000
"""Distinct words by which the encoding of a file is told."""
_MOST_ODD = 50_000
"""Distinct words that need a second look; the largest table of the known layouts has three hundred."""


class GarbledWord(ValueError):
    """A word whose letters are lost, or of no encoding that can be told; `line` is where it was met first."""

    def __init__(self, word: str, line: int = 1) -> None:
        super().__init__("".join(map(_shown, word[:_SHOWN])))
        self.word, self.line = word, line


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the words of a text; None for a word that cannot be read so."""

    encoding: str
    of: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Decoder:
    """Mends what was decoded wrongly in the lines of one text, or the cells of one table.

    `main` is the reading of most words; `is_needed` tells whether any word needs a second look.
    """

    main: _Reading
    readings: tuple[_Reading, ...]
    is_needed: bool = True

    @classmethod
    def of(cls, texts: Iterable[str]) -> Decoder:
        """Return the decoder for texts that belong together.

        Raises:
            GarbledWord: see `decoded_text`.
        """
        return _decoder(with_signs("\n".join(texts)), _REREADINGS)

    def mend(self, line: str) -> str:
        """Return a line, or a cell, with all its words as they were written.

        Raises:
            GarbledWord: a word does not prove how it is encoded.
        """
        line = with_signs(line)
        if not self.is_needed:
            return line
        words = dict.fromkeys(_WORD.findall(line))
        if not words or (self.main is _AS_IT_IS and all(map(is_plain, words))):
            return line
        reading = self.main
        if any(quality(reading.of(word)) < Quality.KNOWN for word in words):
            reading = _best(words, (reading, *(one for one in self.readings if _fits(words, one, reading))))
        return _WORD.sub(lambda word: _read(word[0], reading, self.readings), line)


def decoded_text(data: bytes) -> tuple[str, str]:
    """Return the text of a file's bytes and its encoding, that of most words if there are several.

    Raises:
        GarbledWord: the words do not prove how they are encoded.
    """
    try:
        text, readings = with_signs(data.decode("utf-8-sig")), _REREADINGS
    except UnicodeDecodeError:
        text, readings = data.decode(_ANY_BYTE), _CODE_PAGES
    try:
        decoder = _decoder(text, readings)
        if not decoder.is_needed:
            return text, decoder.main.encoding
        return "\n".join(map(decoder.mend, text.split("\n"))), decoder.main.encoding
    except GarbledWord as error:
        raise GarbledWord(error.word, text.count("\n", 0, text.index(error.word)) + 1) from error


def with_signs(text: str) -> str:
    """Return the text with signs of Windows-1252 where an export wrote control characters of Latin-1."""
    return text.translate(_SIGNS) if _HAS_SIGNS.search(text) else text


def _decoder(text: str, readings: tuple[_Reading, ...]) -> Decoder:
    words = tuple(dict.fromkeys(_WORD.findall(text)))
    odd = [word for word in words if not is_plain(word)]
    if len(odd) > _MOST_ODD:
        raise GarbledWord(odd[0])
    if readings is not _CODE_PAGES and not odd:
        return Decoder(readings[0], readings, is_needed=False)
    sample = tuple(islice(dict.fromkeys([*odd[: _SAMPLE // 2], *words]), _SAMPLE))
    main = _best(sample, readings)
    if readings is _CODE_PAGES and _most_that_words_can_be(sample) < 2 * Quality.FOREIGN:
        raise GarbledWord(odd[0] if odd else words[0])
    lost = [word for word in odd if _is_lost(word, main, readings)]
    if len(lost) > _TOLERATED * len(words):
        raise GarbledWord(lost[0])
    return Decoder(main, readings)


def _most_that_words_can_be(words: Iterable[str]) -> int:
    """Return what all words are in the code page that suits each best: negative in another alphabet."""
    return sum(max(quality(reading.of(word)) for reading in _CODE_PAGES) for word in words)


def _is_lost(word: str, main: _Reading, readings: tuple[_Reading, ...]) -> bool:
    try:
        return lacks_a_letter(_read(word, main, readings))
    except GarbledWord:
        return False  # its line may tell what it is, or is refused


def _best(words: Iterable[str], readings: Sequence[_Reading]) -> _Reading:
    """Return the reading that makes most words Spanish, the first one of equals.

    Nothing but known words tells that a text of UTF-8 is not what it seems to be.
    """
    least = Quality.KNOWN if readings[0].encoding == "utf-8" else Quality.PLAUSIBLE
    return max(
        readings,
        key=lambda reading: sum(found for word in words if (found := quality(reading.of(word))) >= least),
    )


def _fits(words: Iterable[str], reading: _Reading, main: _Reading) -> bool:
    """Return whether a reading leaves every word of a line plausible that the main one does."""
    plausible = (word for word in words if quality(main.of(word)) >= Quality.PLAUSIBLE)
    return all(quality(reading.of(word)) >= Quality.PLAUSIBLE for word in plausible)


@lru_cache(maxsize=1 << 16)
def _read(word: str, main: _Reading, readings: tuple[_Reading, ...]) -> str:
    """Return the word by the main reading, or by the one that makes a word of what the main one garbles."""
    text = main.of(word)
    reached = quality(text)
    if is_lost(word):
        raise GarbledWord(word)
    if text is not None and reached >= Quality.PLAUSIBLE:
        return text
    others = set(_others(word, readings))
    least = Quality.PLAUSIBLE if reached == Quality.GARBLED and readings is _CODE_PAGES else Quality.KNOWN
    for found in (
        {other for other in others if quality(other) == Quality.KNOWN},
        set(filter(is_usual, _without_utf8(word))),
        {other for other in others if quality(other) >= least},
    ):
        if len(found) == 1:
            return found.pop()
    if text is None or (reached == Quality.GARBLED and found):
        raise GarbledWord(word)
    return text


def _others(word: str, readings: Sequence[_Reading]) -> Iterator[str]:
    """Yield the word as each reading has it."""
    yield from filter(None, (reading.of(word) for reading in readings))
    yield from _without_utf8(word)


def _without_utf8(word: str) -> Iterator[str]:
    """Yield the word, if its signs are UTF-8 that was decoded as something else, as it was written."""
    yield from filter(None, (_transcoded(word, written, "utf-8") for written in _ONE_BYTE))
    if (repaired := ftfy.fix_encoding(word)) != word:
        yield repaired


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else f"\\x{ord(sign):02x}"


def _transcoded(word: str, written: str, read: str) -> str | None:
    """Return the word in the encoding `read` that was taken for `written`."""
    try:
        return word.encode(written).decode(read)
    except UnicodeError:
        return None


_CODE_PAGES = tuple(
    _Reading(read, partial(_transcoded, written=_ANY_BYTE, read=read))
    for read in ("cp1252", "mac_roman", "cp850", "cp437", "utf-8")
)
"""The ways to read a file that is not UTF-8, once every byte is a character."""

_AS_IT_IS = _Reading("utf-8", lambda word: word)
_REREADINGS = (
    _AS_IT_IS,
    *(
        _Reading("utf-8", partial(_transcoded, written=written, read=read))
        for written, read in permutations(_ONE_BYTE, 2)
    ),
)
"""The ways to read a file of UTF-8: as it is, or with one encoding that was taken for another before."""
