"""The account of a document's characters: facts, furniture, not understood, adding up to the whole."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Span
from asm_graph.documents.normalization import is_ignorable
from asm_graph.records.texts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asm_graph.records.texts import Reading

_FACT = "fact"
_UNKNOWN = ""
_RUN = re.compile(r"[^\n\r\t]+")


@dataclass(frozen=True, slots=True)
class Account:
    """Numbers of characters; `furniture` counts them by kind, `not_understood` says where they stand."""

    total: int
    facts: int
    furniture: Mapping[str, int]
    not_understood: tuple[Span, ...]

    @property
    def unread(self) -> int:
        """How many characters were not understood."""
        return sum(span.end - span.start for span in self.not_understood)


def account(text: str, reading: Reading) -> Account:
    """Say of every character of a document what became of it.

    White space, punctuation and invisible signs that stand alone are furniture; what holds a letter or a
    digit is understood only where the reader said so.
    """
    kinds = [_UNKNOWN] * len(text)
    for piece in reading.furniture:
        kinds[piece.span.start : piece.span.end] = [piece.kind] * (piece.span.end - piece.span.start)
    for fact in facts(reading.record):
        for span in fact.spans:
            kinds[span.start : span.end] = [_FACT] * (span.end - span.start)
    not_understood = tuple(_not_understood(text, kinds))
    unread = {index for span in not_understood for index in range(span.start, span.end)}
    counts = Counter(
        kind or _kind_of_sign(text[index]) for index, kind in enumerate(kinds) if index not in unread
    )
    fact_count = counts.pop(_FACT, 0)
    return Account(len(text), fact_count, dict(sorted(counts.items())), not_understood)


def _kind_of_sign(sign: str) -> str:
    return "white space" if sign.isspace() else "invisible sign" if is_ignorable(sign) else "punctuation"


def facts(record: object) -> Iterator[Fact[object]]:
    """Every fact of a record, in the order of its fields."""
    if isinstance(record, Fact):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from facts(item)
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from facts(getattr(record, field.name))


def _not_understood(text: str, kinds: list[str]) -> Iterator[Span]:
    for run in _RUN.finditer(text):
        start = run.start()
        while start < run.end():
            end = start
            while end < run.end() and (kinds[end] == _UNKNOWN) == (kinds[start] == _UNKNOWN):
                end += 1
            if kinds[start] == _UNKNOWN and _states_something(text[start:end]):
                stripped = text[start:end].strip()
                at = text.index(stripped, start)
                yield Span(at, at + len(stripped))
            start = end


def _states_something(text: str) -> bool:
    return any(sign.isalnum() and not is_ignorable(sign) for sign in text)
