"""Contact data as optical character recognition may have misread it: `©` for `@`, letters for digits.

A text that was recognized is looked through once more with such signs restored, each in its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.spanish.plain_text import PlainText

_LAST = r"(?:mx|rnx|com|corn|org|net|edu|gob)(?![^\W_])"
"""How domains end, as read."""
_ZONE = rf"[.,][ ]?{_LAST}"
_DOMAIN = rf"[\w-]{{2,40}}(?:[ ]?[.,][ ]?[\w-]{{1,40}}){{0,4}}?[ ]?{_ZONE}"
_SIGN = re.compile(
    rf"(?<=[\w.])[ ]{{0,2}}(?:[©®¢€]|[(\[{{][QOGCa0@©][)\]]?|[(\[]?Q)[ ]{{0,2}}(?={_DOMAIN})"
    rf"|(?<=[\w.])[(\[{{](?!www|http)[^\W_]{{0,2}}[ ]{{0,2}}(?={_DOMAIN})|(?<=[a-z0-9._-])[QGO&](?={_DOMAIN})"
)
"""What stands in the place of the sign of an address, before what looks like its domain."""
_POINT = re.compile(rf"(?<=\w),(?=[ ]?{_LAST})")
_GAP = re.compile(rf"[ ](?=\.[ ]?{_LAST})|(?<=\.)[ ](?={_LAST})")
"""Spaces about the points of a domain."""
_UNSEEN = "\N{ZERO WIDTH SPACE}"
"""A sign that plain texts drop, so that all others keep their places."""
_FIGURES = re.compile(
    r"(?<![^\W\d_])(?=[OoQDlI|SBZ]*\d)[\dOoQDlI|SBZ]{2,}(?![^\W\d_])|(?<=\d[ -])[OolI]{2,4}(?![^\W_])"
)
_DIGITS = str.maketrans("OoQDlI|SBZ", "0000111582")
_MAIL = r"(?:correos?(?:\s{1,2}electronicos?)?|e-?mails?|mails?|electronico)"
_TOLD = re.compile(
    rf"(?<![a-z]){_MAIL}[ \t]{{0,2}}[:;.=]{{0,2}}\s{{0,3}}(?P<address>(?!https?|www)[a-z0-9_]\S{{1,60}}"
    rf"(?:[ ]{{1,2}}(?!https?|www)[^\s:]{{1,60}}){{0,2}}?[ ]?{_ZONE}(?:[ ]?[.,][ ]?(?:mx|rnx)(?![a-z0-9]))?)"
)
"""An address without its sign, behind words that tell one."""
_HOSTED = re.compile(
    r"(?<!\S)(?P<address>(?!https?|www)(?:\S{1,60}|[a-z0-9._-]{3,60}[ ]{1,2})?"
    r"(?:hotmail|gmail|gmai1|yahoo|outlook|prodigy|icloud)[ ]?[.,][ ]?"
    r"(?:com|corn|net|es)(?:[.,]mx)?(?![a-z0-9]))"
)
"""The same at one of the hosts at which people have their mail."""


def restored(text: str) -> str:
    """Return a recognized text with the signs and digits of contact data in place, of the same length.

    >>> restored("Tel. 55 S48l 72OO")
    'Tel. 55 5481 7200'
    """
    points = _GAP.sub(_UNSEEN, _POINT.sub(".", text))
    signs = _SIGN.sub(lambda found: "@".ljust(len(found[0]), _UNSEEN), points)
    return _FIGURES.sub(lambda found: found[0].translate(_DIGITS), signs)


def signless_email_spans(plain: PlainText) -> Iterator[tuple[int, int]]:
    """Where a plain text has e-mail addresses that lost their sign."""
    for pattern in (_TOLD, _HOSTED):
        for found in pattern.finditer(plain.text):
            yield found.span("address")
