"""A cache of answers by release and query."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asm_graph.engine.query.scanner import normalised
from asm_graph.web.services.sized_cache import ENTRY_BYTES, SizedCache

if TYPE_CHECKING:
    from asm_graph.engine.interface import EngineQuery


class AnswerKey(NamedTuple):
    """What an answer depends on; the query is normalized, so that white space makes no difference."""

    release: str
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    content_type: str
    base: str = ""

    @classmethod
    def of(cls, release: str, query: EngineQuery, content_type: str) -> AnswerKey:
        """Make the key of a query to a release."""
        text = normalised(query.text)
        return cls(release, text, query.default_graphs, query.named_graphs, content_type, query.base)


class AnswerCache(SizedCache[AnswerKey, bytes]):
    """Whole answers within `limit` bytes, keys included.

    `hits` and `misses` count the times that an answer was looked for.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit, _size)
        self.hits = 0
        self.misses = 0

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is worth keeping while it is sent: a tenth of all."""
        return self.limit // 10

    def get(self, key: AnswerKey) -> bytes | None:
        """Return the cached answer, if any, and count a hit or a miss."""
        answer = super().get(key)
        if answer is None:
            self.misses += 1
        else:
            self.hits += 1
        return answer

    def kept_since(self, key: AnswerKey) -> bytes | None:
        """Return the answer if it was put after `get` missed it; that is not counted again."""
        return super().get(key)

    def keep(self, key: AnswerKey, answer: bytes) -> bytes:
        """Keep an answer, and return the one to hold: the same object for all who keep the same."""
        kept = super().get(key)
        if kept == answer:
            return kept
        self.put(key, answer)
        return answer


def _size(key: AnswerKey, answer: bytes) -> int:
    """Return the bytes of an answer and its key: a character takes up to four."""
    texts = (key.query, *key.default_graphs, *key.named_graphs, key.base)
    return len(answer) + 4 * sum(map(len, texts)) + ENTRY_BYTES
