"""Lists of ASM in running text: numbered or bulleted items, by theme where headings name one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.bullets import BULLETS
from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.asm_forms.proposals import THEME
from asm_graph.readers.cut_text import is_open
from asm_graph.records.asm import Asm
from asm_graph.records.texts import fact, fact_of
from asm_graph.spanish.forms import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import TextLine
    from asm_graph.readers.annotator import Annotator

_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s*(?:\.\s?-|[.)])\s*(?=[^\W\d_]|[¿¡\"«“(])")
_BULLETED = re.compile(rf"(?:[{BULLETS}*]|[-–]|o(?=\s+[A-ZÁÉÍÓÚÑ]))\s+(?=\S)")
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-\s*\Z")
_REST = re.compile(r"[a-záéíóúñü]+")
_ANNEX = re.compile(r"\W*anexo\s", re.IGNORECASE)
_HANGING = 3.0
"""Points by which the lines of an item stand to the right of its marker."""
_DEEPER = 8.0
_THEME_LETTERS = 90
_MOST_WORDS = 8
"""A bulleted item of at most so many words, without a full stop, is part of one that ends with a colon."""


@dataclass(slots=True)
class ListItem:
    """An item: its marker, its number if that is printed, its lines, and the heading above it."""

    marker: Passage
    number: int | None
    left: float
    page: int | None
    lines: list[Passage]
    theme: Passage | None = None

    @property
    def body(self) -> Passage:
        """The text of the item."""
        return joined_lines(self.lines)


def joined_lines(lines: Sequence[Passage]) -> Passage:
    """Return lines as one text; a word that a hyphen divides at the end of one is whole again."""
    whole = lines[0]
    for line in lines[1:]:
        left, right = _DIVIDED.search(whole.text), _REST.match(line.text)
        if left and right and Lexicon().is_word(left[1] + right[0]):
            whole = Passage.joined((whole.slice(0, left.end(1)), line), separator="")
        else:
            whole = Passage.joined((whole, line))
    return whole


def begins_list(lines: Sequence[TextLine]) -> bool:
    """Return whether a list begins with the first line, or below it as its theme."""
    return bool(lines) and (_may_be_item(lines[0], ()) or _is_theme(lines[:2], ()))


def read_list(lines: Sequence[TextLine]) -> tuple[list[ListItem], int]:
    """Return the items of the list that begins with the first line, and how many lines it has.

    A first line that is short and stands above an item is the theme of the items below it.
    """
    items: list[ListItem] = []
    theme: Passage | None = None
    base: dict[int | None, float] = {}
    for index, line in enumerate(lines):
        begun = _item(line, items, base)
        if begun is not None:
            begun.theme = theme
            items.append(begun)
        elif _is_theme(lines[index : index + 2], items):
            theme = line.passage.strip()
        elif items and items[-1].theme is theme and _goes_on(line, items[-1]):
            items[-1].lines.append(line.passage.strip())
        else:
            return items, index
    return items, len(lines)


def list_asms(items: Sequence[ListItem], annotator: Annotator) -> Iterator[Asm]:
    """Yield the ASM of a list; numbers that begin again with each theme are not those of ASM."""
    printed = [item.number for item in items]
    is_numbered = len(set(printed)) == len(printed)
    for item in items:
        annotator.mark("item number", item.marker)
        yield Asm(
            number=fact_of(item.number, item.marker) if item.number and is_numbered else None,
            text=fact(annotator.clean(item.body)),
            theme=fact(annotator.clean(theme_name(item.theme, annotator))) if item.theme else None,
        )


def theme_name(theme: Passage, annotator: Annotator) -> Passage:
    """Return the name of a theme without the number that stands before it (`Tema II.`)."""
    number = THEME.match(fold(theme.text))
    if number is None or number.end() == len(theme):
        return theme
    annotator.mark("label", theme.slice(0, number.end()).strip())
    return theme.slice(number.end()).strip()


def _may_be_item(line: TextLine, items: Sequence[ListItem]) -> bool:
    """Return whether a line begins like the next item of a list."""
    numbered, bulleted = _NUMBERED.match(line.text), _BULLETED.match(line.text)
    match = numbered or bulleted
    if match is None or _ANNEX.match(line.text[match.end() :]):
        return False
    last = items[-1].number if items else None
    if items and (numbered is None) != (last is None):
        return False
    return numbered is None or int(numbered["number"]) in {1, (last or 0) + 1}


def _item(line: TextLine, items: Sequence[ListItem], base: dict[int | None, float]) -> ListItem | None:
    """Return the item of the list that a line begins; deeper items and other numbers belong to one above."""
    match = _NUMBERED.match(line.text) or _BULLETED.match(line.text)
    left = line.box.left if line.box else 0.0
    if match is None or not _may_be_item(line, items):
        return None
    number = int(match["number"]) if match.re is _NUMBERED else None
    if items and left > base.get(line.page, left) + _DEEPER:
        return None
    if items and number is None and _is_detail(line, items[-1]):
        return None
    base.setdefault(line.page, left)
    marker, text = line.passage.slice(0, match.end()).strip(), line.passage.slice(match.end()).strip()
    return ListItem(marker, number, left, line.page, [text])


def _is_detail(line: TextLine, above: ListItem) -> bool:
    """Return whether a bulleted line only lists what the item above announces with a colon."""
    announced = any(piece.text.rstrip().endswith(":") for piece in above.lines)
    return announced and len(line.text.split()) <= _MOST_WORDS and not line.text.rstrip().endswith(".")


def _goes_on(line: TextLine, item: ListItem) -> bool:
    left = line.box.left if line.box else 0.0
    hangs = left > item.left + _HANGING
    if _BULLETED.match(line.text):
        return True
    if _NUMBERED.match(line.text):
        return hangs
    return hangs or line.text[:1].islower() or (is_open(item.lines[-1].text) and left >= item.left - _HANGING)


def _is_theme(lines: Sequence[TextLine], items: Sequence[ListItem]) -> bool:
    """Return whether a line is the heading of the items below it."""
    heading, *below = lines
    if not below or len(heading.text) > _THEME_LETTERS or heading.text.rstrip().endswith((".", ";")):
        return False
    if _BULLETED.match(heading.text) or _NUMBERED.match(heading.text) or not _may_be_item(below[0], items):
        return False
    if not items or heading.box is None or heading.page != items[-1].page:
        return not items or not is_open(items[-1].lines[-1].text)
    return heading.box.left <= items[-1].left + _HANGING
