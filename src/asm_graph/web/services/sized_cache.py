"""A cache bounded in bytes, from which the least recently used entries go first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")

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
