"""A cache of answers by release and query, bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from asm_graph.query.scanner import normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from asm_graph.engine.interface import EngineQuery


K = TypeVar("K", bound="Hashable")
V = TypeVar("V")

_LONGEST_NORMALIZED = 5_000
"""Characters; longer queries are written by programs, each time with the same white space."""
ENTRY_BYTES = 500
"""What an entry takes besides its texts, about."""


class SizedCache(Generic[K, V]):
    """Entries within `limit` bytes, as `size` measures each; `used` is the sum.

    >>> cache = SizedCache[str, bytes](10, lambda _key, value: len(value))
    >>> cache.put("a", b"123456")
    >>> cache.put("b", b"1234")
    >>> cache.get("a"), cache.used
    (b'123456', 10)
    >>> cache.put("c", b"1")
    >>> cache.get("a"), cache.get("b"), cache.used
    (b'123456', None, 7)
    """

    def __init__(self, limit: int, size: Callable[[K, V], int]) -> None:
        self.limit = limit
        self.used = 0
        self._size = size
        self._entries: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Return the value of a key, which counts as used now; None where there is none."""
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key]

    def put(self, key: K, value: V) -> None:
        """Keep a value unless it alone exceeds the limit; others make room."""
        size = self._size(key, value)
        if size > self.limit:
            return
        self.drop(key)
        self._entries[key] = value
        self.used += size
        while self.used > self.limit:
            self.drop(next(iter(self._entries)))

    def drop(self, key: K) -> None:
        """Forget a key, whether or not it is there."""
        if key in self._entries:
            self.used -= self._size(key, self._entries.pop(key))


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
        known = normalized(query.text) if len(query.text) <= _LONGEST_NORMALIZED else query.text
        return cls(release, known, query.default_graphs, query.named_graphs, content_type, query.base)


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
