"""A cache of answers by release and query."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from asm_graph.engine.query.scanner import normalised

if TYPE_CHECKING:
    from asm_graph.engine.interface import EngineQuery

_LONGEST_NORMALIZED = 5_000
"""Characters; longer queries are written by programs, each time with the same white space."""
_ENTRY_BYTES = 500
"""What an entry takes besides its texts, about."""


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
        text = normalised(query.text) if len(query.text) <= _LONGEST_NORMALIZED else query.text
        return cls(release, text, query.default_graphs, query.named_graphs, content_type, query.base)


class AnswerCache:
    """Whole answers within `limit` bytes, keys included; the least recently used go first.

    `used` counts its bytes; `hits` and `misses` the times that an answer was looked for.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.used = 0
        self.hits = 0
        self.misses = 0
        self._answers: OrderedDict[AnswerKey, bytes] = OrderedDict()

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is worth keeping while it is sent: a tenth of all."""
        return self._limit // 10

    def get(self, key: AnswerKey) -> bytes | None:
        """Return the cached answer, if any."""
        if key not in self._answers:
            self.misses += 1
            return None
        self.hits += 1
        self._answers.move_to_end(key)
        return self._answers[key]

    def kept_since(self, key: AnswerKey) -> bytes | None:
        """The answer, if somebody else got it after it was looked for: that is not counted again."""
        return self._answers.get(key)

    def put(self, key: AnswerKey, answer: bytes) -> bytes:
        """Keep an answer, and drop others where it needs their place.

        Returns the answer that is kept: the same for all who put the same.
        """
        if self._answers.get(key) == answer:
            return self._answers[key]
        if _size(key, answer) > self._limit:
            return answer
        self._drop(key)
        self._answers[key] = answer
        self.used += _size(key, answer)
        while self.used > self._limit:
            self._drop(next(iter(self._answers)))
        return answer

    def _drop(self, key: AnswerKey) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None:
            self.used -= _size(key, answer)


def _size(key: AnswerKey, answer: bytes) -> int:
    """Bytes of an answer and its key: a character takes up to four."""
    texts = (key.query, *key.default_graphs, *key.named_graphs, key.base)
    return len(answer) + 4 * sum(map(len, texts)) + _ENTRY_BYTES
