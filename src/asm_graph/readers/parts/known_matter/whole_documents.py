"""Documents that hold no facts as a whole: terms of reference, norms and guidelines.

They hold empty forms of all the annexes, and instructions to fill them in, which other layouts would claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import TextLine
from asm_graph.readers.parts.part_layout import BlockRange
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block

_TITLE_LINES = 12
"""Lines of a document among which its title stands."""
_TITLE_LETTERS = 160
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A kind of document: the beginnings of its title (compact form), and phrases of which it has so many."""

    kind: str
    titles: tuple[str, ...]
    phrases: re.Pattern[str]
    least: int
    exceptions: re.Pattern[str]


DOCUMENTS = {
    name: KnownDocument(
        one["kind"],
        tuple(map(compact, one["titles"])),
        re.compile(one["phrases"]),
        one["least"],
        re.compile(one.get("exceptions", _NEVER)),
    )
    for name, one in words_beside(__file__)["documents"].items()
}


def find_document(document: KnownDocument, blocks: Sequence[Block]) -> Iterator[BlockRange]:
    """Find a document of this kind, which is all blocks."""
    lines = [block for block in blocks if isinstance(block, TextLine) and not block.is_running]
    heads = [line.text for line in lines[:_TITLE_LINES] if len(line.text) <= _TITLE_LETTERS]
    if not any(compact(head).startswith(document.titles) for head in heads):
        return
    if document.exceptions.search(fold(" ".join(heads))):
        return
    text = fold(" ".join(line.text for line in lines))
    if sum(1 for _ in document.phrases.finditer(text)) >= document.least:
        yield BlockRange(0, len(blocks))
