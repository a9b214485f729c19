"""What every reader of a release is shown alike: answers kept as rows, within a bound of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asm_graph.web.services.answer_cache import ENTRY_BYTES, SizedCache

if TYPE_CHECKING:
    from asm_graph.results import Rows

LIMIT = 40_000_000
"""Bytes: the alignments of all federal plans and what the home page counts take a quarter."""
_IN_MEMORY = 2
"""Rows take twice the bytes of their JSON, about."""


class KeptRows(NamedTuple):
    """An answer, and the bytes of its JSON."""

    rows: Rows
    size: int


class ReleaseRows(SizedCache[tuple[str, str], KeptRows]):
    """Answers by the name of a release and the text of the query; the least used make room."""

    def __init__(self, limit: int = LIMIT) -> None:
        super().__init__(limit, _size)


def _size(key: tuple[str, str], kept: KeptRows) -> int:
    return _IN_MEMORY * kept.size + sum(map(len, key)) + ENTRY_BYTES
