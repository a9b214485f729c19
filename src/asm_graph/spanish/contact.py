"""Contact data and personal keys of people, which are never published: where they stand in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents.passage import Span
from asm_graph.spanish.emails import email_spans
from asm_graph.spanish.misread_contact import restored, signless_email_spans
from asm_graph.spanish.personal_keys import personal_key_spans
from asm_graph.spanish.plain_text import PlainText
from asm_graph.spanish.telephones import telephone_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

OMITTED = "[…]"
"""What a text has where contact data stood."""

_HINT = re.compile(
    r"[@﹫\d\xad\u200b-\u200f\u2060-\u2064\ufeff\uff01-\uff5e]|arroba|commat|\Wat\W|_at_|\(a\)", re.IGNORECASE
)
"""What every text with contact data has: a digit, a sign for `at`, or an unseen sign that may part it."""


def contact_spans(text: str, *, recognized: bool = False) -> tuple[Span, ...]:
    """Where e-mail addresses, telephone numbers, RFC and CURP of people stand, in order, without overlaps.

    A number counts as a telephone by the words before it (`Tel.`, `ext.`) or by its form (`(55) 5481 7200`);
    years, amounts, keys and other figures do not. The time is linear to the length of the text.
    `recognized` says that the text is of OCR, which may have misread signs and digits of contact data.
    """
    spans = list(_spans(text)) if _HINT.search(text) else []
    if recognized:
        spans += _misread_spans(text)
    covered: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if covered and span.start < covered[-1].end:
            covered[-1] = Span(covered[-1].start, max(covered[-1].end, span.end))
        else:
            covered.append(span)
    return tuple(covered)


def withheld(text: str, *, recognized: bool = False) -> str:
    """Return a text to show to people, without contact data and personal keys, which OCR may have misread.

    >>> withheld("Registros de la unidad, tel. 5481 7200")
    'Registros de la unidad, […]'
    """
    pieces: list[str] = []
    start = 0
    for span in contact_spans(text, recognized=recognized):
        pieces += [text[start : span.start], OMITTED]
        start = span.end
    return "".join([*pieces, text[start:]])


def _spans(text: str) -> Iterator[Span]:
    plain = PlainText.of(text)
    for start, end in _found(plain):
        yield plain.span(start, end)


def _misread_spans(text: str) -> Iterator[Span]:
    as_printed = restored(text)
    if as_printed != text:
        yield from _spans(as_printed)
    plain = PlainText.of(as_printed)
    for start, end in signless_email_spans(plain):
        yield plain.span(start, end)


def _found(plain: PlainText) -> Iterator[tuple[int, int]]:
    yield from email_spans(plain)
    yield from personal_key_spans(plain.text)
    yield from telephone_spans(plain.text)
