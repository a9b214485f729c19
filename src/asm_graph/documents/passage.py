"""Text that knows where it comes from: every character keeps its offset in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import IGNORABLE, end_of_character, normalized_with_offsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

JOINED = -1
"""The offset of a character that the source does not have: the space between two joined pieces."""

_BETWEEN_PIECES = re.compile(rf"(?:[^\S\t\n\r\f\v]|[{IGNORABLE}]|</?[a-zA-Z][^<>]*>)*+")
"""What may be dropped between two characters of one quotation: spaces, signs that show nothing, and markup.

Never a cell or a line.
"""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Character offsets into the text of a document, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document's text after repair, with the offset that each of its characters came from.

    `source` is the whole text of the document as it was received, so that quotations stay verbatim; `text` is
    normalized (`asm_graph.documents.normalization`).

    >>> source = "Microrre giones"
    >>> whole = Passage.of(source, 0, len(source))
    >>> joined = whole.without([Span(8, 9)])
    >>> joined.text, joined.quotes()
    ('Microrregiones', (Span(start=0, end=15),))
    """

    source: str
    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Passage:
        """Return the characters of `source` from `start` to `end`, normalized."""
        return cls(source, *normalized_with_offsets(source, start, end))

    @classmethod
    def joined(cls, pieces: Iterable[Passage], separator: str = " ") -> Passage:
        """One passage out of pieces that were apart in the source."""
        parts = [piece for piece in pieces if piece.text]
        if not parts:
            raise ValueError("nothing to join")
        text = separator.join(part.text for part in parts)
        offsets: list[int] = []
        for index, part in enumerate(parts):
            offsets.extend([JOINED] * len(separator) if index else [])
            offsets.extend(part.offsets)
        return cls(parts[0].source, text, tuple(offsets))

    def __bool__(self) -> bool:
        """Return whether there is anything but white space."""
        return bool(self.text.strip())

    def __len__(self) -> int:
        """Return the number of characters of the repaired text."""
        return len(self.text)

    def slice(self, start: int, end: int | None = None) -> Passage:
        """Return the part from `start` to `end`, counted in the repaired text."""
        return Passage(self.source, self.text[start:end], self.offsets[start:end])

    def group(self, match: re.Match[str], group: int | str = 0) -> Passage:
        """Return the part that a group of a match on `self.text` covers."""
        start, end = match.span(group)
        return self.slice(start, end) if start >= 0 else self.slice(0, 0)

    def strip(self, characters: str | None = None) -> Passage:
        """Without white space (or the given characters) at both ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        return self.slice(left, left + len(self.text.strip(characters)))

    def without(self, spans: Sequence[Span]) -> Passage:
        """Without the characters of the repaired text that the spans cover."""
        dropped = {index for span in spans for index in range(span.start, span.end)}
        kept = [index for index in range(len(self.text)) if index not in dropped]
        return Passage(
            self.source,
            "".join(self.text[index] for index in kept),
            tuple(self.offsets[index] for index in kept),
        )

    def replaced(self, spans: Sequence[Span], sign: str) -> Passage:
        """With a sign of our own, which no place in the source states, for each of the spans (in order)."""
        pieces: list[Passage] = []
        start = 0
        for span in spans:
            pieces += [self.slice(start, span.start), Passage(self.source, sign, (JOINED,) * len(sign))]
            start = span.end
        return Passage.joined([*pieces, self.slice(start)], separator="")

    def split(self, pattern: re.Pattern[str]) -> Iterator[Passage]:
        """Yield the parts between the matches of `pattern`, stripped, the empty ones left out."""
        start = 0
        for match in pattern.finditer(self.text):
            part = self.slice(start, match.start()).strip()
            if part:
                yield part
            start = match.end()
        part = self.slice(start).strip()
        if part:
            yield part

    def quotes(self) -> tuple[Span, ...]:
        """Where the passage stands in the source: one span for each unbroken run, in reading order."""
        runs: list[Span] = []
        for offset, character in zip(self.offsets, self.text, strict=True):
            if offset == JOINED or (character.isspace() and not runs):
                continue
            if runs and self._continues(runs[-1].end, offset):
                runs[-1] = Span(runs[-1].start, max(runs[-1].end, offset + 1))
            else:
                runs.append(Span(offset, offset + 1))
        return tuple(self._trimmed(run) for run in runs if self.source[run.start : run.end].strip())

    def _continues(self, end: int, offset: int) -> bool:
        """Return whether the character at `offset` continues a run whose last one ends at `end`."""
        if offset < end - 1:
            return False
        if offset <= end:  # `end - 1` is the offset of a second letter of one ligature
            return True
        gap = min(end_of_character(self.source, end), offset)
        return _BETWEEN_PIECES.fullmatch(self.source, gap, offset) is not None

    def _trimmed(self, run: Span) -> Span:
        quote = self.source[run.start : run.end]
        start = run.start + len(quote) - len(quote.lstrip())
        return Span(start, end_of_character(self.source, run.end - len(quote) + len(quote.rstrip())))
