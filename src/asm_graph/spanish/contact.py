"""Contact data and personal keys of people, which are never published: where they stand in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents.passage import Span
from asm_graph.spanish.emails import email_spans
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


def contact_spans(text: str) -> tuple[Span, ...]:
    """Where e-mail addresses, telephone numbers, RFC and CURP of people stand, in order, without overlaps.

    A number counts as a telephone by the words before it (`Tel.`, `ext.`) or by its form (`(55) 5481 7200`);
    years, amounts, keys and other figures do not. The time is linear to the length of the text.
    """
    if not _HINT.search(text):
        return ()
    plain = PlainText.of(text)
    covered: list[Span] = []
    for start, end in sorted(_found(plain)):
        span = plain.span(start, end)
        if covered and span.start < covered[-1].end:
            covered[-1] = Span(covered[-1].start, max(covered[-1].end, span.end))
        else:
            covered.append(span)
    return tuple(covered)


def withheld(text: str) -> str:
    """Return a text to show to people, without contact data and personal keys.

    >>> withheld("Registros de la unidad, tel. 5481 7200")
    'Registros de la unidad, […]'
    """
    pieces: list[str] = []
    start = 0
    for span in contact_spans(text):
        pieces += [text[start : span.start], OMITTED]
        start = span.end
    return "".join([*pieces, text[start:]])


def _found(plain: PlainText) -> Iterator[tuple[int, int]]:
    yield from email_spans(plain)
    yield from personal_key_spans(plain.text)
    yield from telephone_spans(plain.text)
