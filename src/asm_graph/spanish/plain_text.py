"""A text as it would have been typed in plain ASCII, each of its signs with its place in the original.

For finding what must not be published, however it is written. `documents.normalization` is the form in which
texts are published: it keeps dashes, accents and digits as they are printed, which this one does not.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from asm_graph.documents.passage import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

TELEPHONE_SIGN = "\x01"
"""What ☎ and its like become; no text has this control character of its own, since those are dropped."""

_DROPPED = "\x00"
_OTHER_LETTER = "q"
"""A letter of another script: a letter still, and part of no Spanish word that is looked for."""
_OTHER_SIGN = "\x02"
_TELEPHONE_SIGNS = frozenset("☎☏✆✆🕻🕼🕽🕾🕿📞📟📠📱📲℡℻")
_LINE_ENDS = frozenset("\n\v\f\x85\u2028\u2029")
_CATEGORIES = {
    **dict.fromkeys(("Cc", "Cf", "Cs", "Co", "Mn", "Me"), _DROPPED),
    **dict.fromkeys(("Zs", "Zl", "Zp"), " "),
    "Pd": "-",
}
_ALIKE = {
    "\x96": "-",  # the dashes, quotes and dot of Windows-1252, where a text was decoded as Latin-1
    "\x97": "-",
    "−": "-",
    "⁃": "-",
    "˗": "-",
    "➖": "-",
    "─": "-",
    "━": "-",
    "¯": "-",
    "ー": "-",
    "∕": "/",
    "⁄": "/",
    "•": ".",
    "∙": ".",
    "⋅": ".",
    "·": ".",
    "…": _OTHER_SIGN,
    "・": ".",
    "﹒": ".",
    "﹫": "@",
    "\u2800": " ",
    "\u3164": " ",
    "\u115f": " ",
}
_ALIKE |= dict.fromkeys(_TELEPHONE_SIGNS, TELEPHONE_SIGN) | dict.fromkeys(_LINE_ENDS, "\n")
_ALIKE |= {"\t": "\t", "\r": " "}


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in plain lower-case signs; `offsets` says where each stands in the original, and its length.

    `cased` has the same signs with their capitals.

    Accents and whatever cannot be seen are gone; digits of all scripts, dashes and spaces of all widths are
    `0` to `9`, `-` and a space; other letters and signs stand for one letter and one sign.

    >>> PlainText.of("Teléfono： ５５‑4\N{SOFT HYPHEN}8").text
    'telefono: 55-48'
    """

    text: str
    cased: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, original: str) -> PlainText:
        """Make the plain form of a text, in time linear to its length."""
        signs = original.translate(_SIGNS)
        if _DROPPED not in signs:
            return cls(signs.lower(), signs, range(len(signs) + 1))
        offsets = [place for place, sign in enumerate(signs) if sign != _DROPPED]
        cased = signs.replace(_DROPPED, "")
        return cls(cased.lower(), cased, [*offsets, len(signs)])

    def span(self, start: int, end: int) -> Span:
        """Where the signs from `start` to `end` stand in the original, with the marks upon the last."""
        return Span(self.offsets[start], self.offsets[end])


@lru_cache(maxsize=4096)
def _sign(code: int) -> str:
    character = chr(code)
    if alike := _ALIKE.get(character):
        return alike
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    sign = unicodedata.normalize("NFKD", character)[0]
    if sign.isascii() and sign.isprintable():
        return sign
    return _OTHER_LETTER if character.isalpha() else _OTHER_SIGN


class _Signs(dict[int, str]):
    """The table of `str.translate`: one sign for each character, those of Spanish at hand."""

    def __missing__(self, code: int) -> str:
        return _sign(code)


_SIGNS = _Signs({code: _sign(code) for code in range(0x100)})
