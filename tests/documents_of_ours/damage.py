"""What conversion does to a text: words broken, cells lost, rows cut by page breaks, signs in other forms."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.spanish.words import join_broken_words

if TYPE_CHECKING:
    from random import Random

    from tests.documents_of_ours.follow_ups import Line

    from asm_graph.documents.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]{8,}")
_NEEDS_ANOTHER = re.compile(r"(?:de|del|la|las|los|el|en|con|que|y|se|a|para|una)")


def break_words(cell: str, random: Random, lexicon: Lexicon) -> str:
    """The cell with a space in some of its long words.

    Only breaks that are mended are made: how many are not is measured where words are mended; here it is
    asked what a broken word does to everything that is read from the cell.
    """
    for match in reversed(list(_WORD.finditer(cell))):
        at = random.randint(match.start() + 2, match.end() - 2)
        broken = f"{cell[:at]} {cell[at:]}"
        if random.random() < 0.5 and _mended(broken, lexicon) == cell:
            cell = broken
    return cell


def _mended(text: str, lexicon: Lexicon) -> str:
    return join_broken_words(Passage.of(text, 0, len(text)), lexicon).text


def stray_spaces(title: str, random: Random) -> str:
    """A header cell with spaces anywhere in its words."""
    return "".join(letter + " " * (random.random() < 0.2) for letter in title).strip()


def cut(
    row: list[str], columns: list[int], random: Random, *, at_need: bool = False
) -> tuple[list[str], list[str]]:
    """A row cut by a page break: some of the cells named go on in a second row, where they stand.

    With `at_need` cells are cut only after a word that needs another one (`los talleres de`).
    """
    head, rest = list(row), [""] * len(row)
    for column in columns:
        words = row[column].split(" ")
        places = [at for at in range(2, len(words)) if not at_need or _NEEDS_ANOTHER.fullmatch(words[at - 1])]
        if places:
            at = random.choice(places)
            head[column], rest[column] = " ".join(words[:at]), " ".join(words[at:])
    return head, rest


def shifted(row: list[str], by: int) -> list[str]:
    """The cells one column off; a cell that would leave the table stays where it is."""
    if by < 0 and not row[0]:
        return [*row[1:], ""]
    if by > 0 and not row[-1]:
        return ["", *row[:-1]]
    return row


def rows_at(found: list[Line]) -> list[int]:
    """Where the rows of a document are that are no header."""
    return [index for index, line in enumerate(found) if isinstance(line, list) and line[0] != "No."]


IGNORABLE = "\u00ad\u200b\u200c\u2060\ufeff\ufe0f"
SPACES = "\u00a0\u202f\u2009\u2007"
LIGATURES = {"ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}


def disguised(text: str, random: Random) -> str:
    """The same text in other characters, as PDF extractors and word processors write it."""
    for letters, ligature in LIGATURES.items():
        pieces = text.split(letters)
        text = pieces[0] + "".join(random.choice((letters, ligature)) + piece for piece in pieces[1:])
    return "".join(_disguised(sign, random) for sign in text)


def _disguised(sign: str, random: Random) -> str:
    other = sign
    if sign == " ":
        other = random.choice(SPACES)
    elif sign == "-":
        other = random.choice("\u2010\u2011")
    elif sign.isascii() and sign.isdigit():
        other = chr(ord(sign) - ord("0") + 0xFF10)
    elif sign.isalpha():
        other = unicodedata.normalize("NFD", sign)
    hidden = random.choice(IGNORABLE) if random.random() < 0.1 and not sign.isspace() else ""
    return (other if random.random() < 0.3 else sign) + hidden
