"""Forms in which two writings of one thing are equal: accents, case, spaces and punctuation aside."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from asm_graph.documents.normalization import normalized

FUNCTION_WORD = (
    r"(?:a|al|con|de|del|e|el|en|la|las|los|lo|o|u|para|por|que|se|su|sus|un|una|y|sobre|entre|como)"
)
"""A pattern for the folded words that need another word after them."""

UNNAMED = "sin-nombre"
"""The slug of a name that has neither letter nor digit."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Every hyphen, dash and minus sign, as the beginning of a class of a regular expression has them."""

YEAR = r"(?:19|20)\d\d"
"""A pattern for the four digits of a year."""

_HASH_DIGITS = 10
_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 12
_ORDERED = 200
"""Characters of a text that tell its place among others."""
_PLAIN_DASH = dict.fromkeys(map(ord, DASHES), "-")
_TIMES = "×"
"""People write `3×1` and `3x1`."""


@lru_cache(maxsize=4096)
def letters(character: str) -> str:
    """Return a character's part of the compact form: nothing for a space or a sign, two letters for `æ`."""
    decomposed = unicodedata.normalize("NFKD", character.replace(_TIMES, "x")).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())


def compact(text: str) -> str:
    """Letters and digits alone, in lower case and without accents.

    >>> compact("Clas ifica ción, 3 x 1")
    'clasificacion3x1'
    """
    return "".join(map(letters, text))


def fold(text: str) -> str:
    """Return the text in lower case, without accents, its dashes as hyphens.

    It is as long as the normalized text, so that positions hold in both.

    >>> fold("Artículo 5º, 2007–2008")
    'articulo 5o, 2007-2008'
    """
    plain = normalized(text)
    if plain.isascii():
        return plain.lower()
    return with_hyphens("".join(letters(character)[:1] or character for character in plain))


def with_hyphens(text: str) -> str:
    """Return the text with a hyphen for each dash or minus sign, as figures, keys and ranges are read."""
    return text.translate(_PLAIN_DASH)


@cache
def loose(words: str) -> str:
    """Build a pattern for the words in folded text, wherever narrow columns put spaces into them.

    >>> re.fullmatch(loose("de trabajo"), "de tra bajo") is not None
    True
    """
    return r"\s*".join(re.escape(letter) for letter in fold(words) if not letter.isspace())


def slug(text: str) -> str:
    """Make an ASCII slug for the path of an IRI; empty if the text has neither letter nor digit.

    >>> slug("Unidad de Planeación")
    'unidad-de-planeacion'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def name_slug(name: str) -> str:
    """Make the slug of a name, which is never empty.

    >>> name_slug("Comité de Cuentas"), name_slug("…")
    ('comite-de-cuentas', 'sin-nombre')
    """
    return slug(name) or UNNAMED


def form_hash(*texts: str) -> str:
    """Identify texts without a number in the path of an IRI: ten digits of a hash of their forms.

    >>> form_hash("Becas rurales") == form_hash("BECAS  RURALES.")
    True
    """
    return hashlib.sha256("\n".join(map(compact, texts)).encode()).hexdigest()[:_HASH_DIGITS]


def spanish_order(text: str) -> tuple[str, str]:
    """Return the Spanish sort key of a text: without accents and case, `ñ` after `n`."""
    if text.isascii():
        return text.lower(), text
    folded = text.casefold().replace("ñ", "n\U0010ffff")
    decomposed = unicodedata.normalize("NFKD", folded)
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed, text


def natural_order(text: str) -> tuple[str, str]:
    """Return the Spanish sort key of a text, in which numbers stand by size.

    >>> sorted(["2.10", "Ñandú", "2.9", "nube"], key=natural_order)
    ['2.9', '2.10', 'nube', 'Ñandú']
    """
    return spanish_order(_DIGITS.sub(lambda digits: digits[0].zfill(_LONGEST_NUMBER), text[:_ORDERED]))
