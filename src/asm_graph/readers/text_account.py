"""The account of a text's characters, and the text as it may be published."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.documents import Span
from asm_graph.documents.normalization import is_ignorable
from asm_graph.readers.reading import CharacterAccount, Reading, UnreadText
from asm_graph.records.texts import Fact
from asm_graph.spanish.contact import OMITTED, contact_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.documents import TextDocument
    from asm_graph.readers.annotator import Annotator
    from asm_graph.records.texts import Furniture, TextRecord

BLOT = "█"
"""What stands in place of each withheld character, so that the offsets of excerpts hold."""

_FACT = "fact"
_UNKNOWN = ""
_RUN = re.compile(r"[^\n\r\t]+")
_CONTACT, _KEPT_BACK = "contact data", "field not published"
"""The kinds of furniture that readers keep back."""
_BLOTS = re.compile(rf"{BLOT}(?:[{BLOT}\s]*{BLOT})?")


def text_reading(
    document: TextDocument,
    layout: str,
    record: TextRecord,
    annotator: Annotator,
    notices: tuple[str, ...] = (),
) -> Reading:
    """Return the reading of a text: its record, and the account of every character.

    A text names its program without a key, so other documents decide which one is meant.
    """
    published = publishable(
        document.text, annotator.furniture, facts(record), recognized=document.is_recognized
    )
    account = account_of(document.text, record, annotator.furniture, published)
    return Reading(layout, record.title, record, account, notices, keyed=False, published=published)


def account_of(
    text: str, record: TextRecord, furniture: Iterable[Furniture], published: str
) -> CharacterAccount:
    """Account for every character of a text.

    White space, punctuation and invisible signs that stand alone are furniture; what holds a letter or a
    digit is understood only where the reader said so.
    """
    kinds = [_UNKNOWN] * len(text)
    for piece in furniture:
        kinds[piece.span.start : piece.span.end] = [piece.kind] * (piece.span.end - piece.span.start)
    for fact in facts(record):
        for span in fact.spans:
            kinds[span.start : span.end] = [_FACT] * (span.end - span.start)
    not_understood = tuple(_not_understood(text, kinds))
    unread = {index for span in not_understood for index in range(span.start, span.end)}
    counts = Counter(
        kind or _kind_of_sign(text[index]) for index, kind in enumerate(kinds) if index not in unread
    )
    fact_count = counts.pop(_FACT, 0)
    pieces = (UnreadText(span, without_blots(published[span.start : span.end])) for span in not_understood)
    return CharacterAccount(fact_count, dict(sorted(counts.items())), tuple(pieces))


def facts(record: object) -> Iterator[Fact[object]]:
    """Yield every fact of a record, in the order of its fields."""
    if isinstance(record, Fact):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from facts(item)
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from facts(getattr(record, field.name))


def publishable(
    text: str,
    furniture: Iterable[Furniture],
    stated: Iterable[Fact[object]] = (),
    *,
    recognized: bool = False,
) -> str:
    """Blot out what the reader keeps back, and contact data; white space stays, and so do all offsets.

    What the graph states of a field that is kept back is not blotted out. `recognized` says that OCR read
    some of the text.
    """
    pieces = tuple(furniture)
    kept_back = _places(piece.span for piece in pieces if piece.kind == _KEPT_BACK)
    kept_back -= _places(span for fact in stated for span in fact.spans)
    spans = contact_spans(text, recognized=recognized)
    contact = _places((*(piece.span for piece in pieces if piece.kind == _CONTACT), *spans))
    characters = list(text)
    for place in kept_back | contact:
        if not characters[place].isspace():
            characters[place] = BLOT
    return "".join(characters)


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def without_blots(text: str) -> str:
    """Write one sign for each run of a published text that is blotted out.

    >>> without_blots("Avisar al ████ ████ ████ hoy")
    'Avisar al […] hoy'
    """
    return _BLOTS.sub(OMITTED, text)


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


def _kind_of_sign(sign: str) -> str:
    return "white space" if sign.isspace() else "invisible sign" if is_ignorable(sign) else "punctuation"


def _states_something(text: str) -> bool:
    return any(sign.isalnum() and not is_ignorable(sign) for sign in text)
