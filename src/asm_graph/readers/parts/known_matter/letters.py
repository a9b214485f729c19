"""Covering letters (*oficios*), which go with annexes and hold none: from their head to what is signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.part_layout import BlockRange
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block

_WORDS = words_beside(__file__)["letters"]
_ADDRESSES = frozenset(map(compact, _WORDS["addresses"]))
_CLOSING = re.compile(_WORDS["closings"])
_MOST_LINES = 120
_HEAD_LINES, _SIGNED_LINES = 10, 15
"""Lines above the address and below the closing that belong to a letter where no page ends."""


def find_letters(blocks: Sequence[Block]) -> Iterator[BlockRange]:
    """Find letters: a line that addresses somebody who is present, and below it one that closes."""
    behind = 0
    for index, block in enumerate(blocks):
        if index < behind or not isinstance(block, TextLine) or compact(block.text) not in _ADDRESSES:
            continue
        closing = _closing(blocks, index)
        if closing is not None:
            start, end = max(_start(blocks, index), behind), _end(blocks, closing)
            yield BlockRange(start, end)
            behind = end


def _closing(blocks: Sequence[Block], address: int) -> int | None:
    """Return where the last closing of a letter stands."""
    found: int | None = None
    for index in range(address + 1, min(address + _MOST_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, TextLine):
            continue
        if compact(block.text) in _ADDRESSES or (found is not None and block.page != _page(blocks[found])):
            break
        if _CLOSING.match(fold(block.text)):
            found = index
    return found


def _start(blocks: Sequence[Block], address: int) -> int:
    """Return where the letter begins: with the page of its address."""
    page = _page(blocks[address])
    start = address
    while start > 0 and _page(blocks[start - 1]) == page and not isinstance(blocks[start - 1], Table):
        if page is None and address - start >= _HEAD_LINES:
            break
        start -= 1
    return start


def _end(blocks: Sequence[Block], closing: int) -> int:
    """Return where the letter ends: with the page of its closing, or before a table."""
    page = _page(blocks[closing])
    end = closing + 1
    while end < len(blocks) and _page(blocks[end]) == page and not isinstance(blocks[end], Table):
        if page is None and end - closing > _SIGNED_LINES:
            break
        end += 1
    return end


def _page(block: Block) -> int | None:
    return min(block.pages, default=None) if isinstance(block, Table) else block.page
