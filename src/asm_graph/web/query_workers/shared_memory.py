"""Memory that the supervisor and its workers share: what each worker serves, and what it has counted.

A connection has a number, which is never used again, and an owner, the only worker that may serve it. A
worker claims a connection before it serves it; the supervisor gives it to another one only while the worker
serves something else. Both do so under a lock of the worker, which the kernel frees if its holder dies. A
worker that hands a connection over first gives up owning it, so that nobody gives it to another meanwhile.
"""

from __future__ import annotations

import mmap
import os
import time
from enum import IntEnum
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, lockf
from itertools import product
from typing import TYPE_CHECKING, Final

from asm_graph.web.http.negotiation import GRAPHS, RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES: Final = 65_536
"""Most connections at a time; those that have the same place in turn have numbers that differ by this."""
MOST_WORKERS: Final = 130
METHODS: Final = ("GET", "POST")
STATUSES: Final = (200, 304)
MEDIA_TYPES: Final = ("", *sorted({each.media_type for each in (*RESULTS, *GRAPHS)}))
KINDS: Final = tuple(product(METHODS, STATUSES, MEDIA_TYPES))
"""How answers are told apart that are counted."""
_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_WORD = 8
_SLOT_WORDS = 128
_FIRST_SLOT = 1
"""Word 0 says that the supervisor sleeps."""
_LONG_QUERIES = 16_384
_OWNER_BITS = 8
_OWNERS = _WORD * (_FIRST_SLOT + MOST_WORKERS * _SLOT_WORDS)
_LONG = _OWNERS + _WORD * PLACES
_SIZE = _LONG + 4 * _LONG_QUERIES
_SERVING, _SINCE, _PHASE, _QUERY, _SECONDS, _REPEATED, _MISSED, _KEPT, _ANSWERED = range(9)


class Phase(IntEnum):
    """What a worker does with the connection that it serves."""

    NOTHING = 0
    EVALUATING = 1
    SENDING = 2


_EVALUATING, _SENDING = int(Phase.EVALUATING), int(Phase.SENDING)


class SharedMemory:
    """The memory, in a file without a name; `descriptor` is what a worker inherits."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        memory = memoryview(mmap.mmap(descriptor, _SIZE))
        self._words = memory[:_OWNERS].cast("Q")
        self._numbers = memory[:_OWNERS].cast("d")
        self.owners = memory[_OWNERS:_LONG].cast("Q")
        self._long = memory[_LONG:].cast("I")

    @classmethod
    def create(cls) -> SharedMemory:
        """Make new memory."""
        descriptor = os.memfd_create("asm-graph")
        os.ftruncate(descriptor, _SIZE)
        return cls(descriptor)

    @property
    def supervisor_sleeps(self) -> bool:
        """Whether the supervisor is to be woken by whoever begins to serve."""
        return self._words[0] != 0

    @supervisor_sleeps.setter
    def supervisor_sleeps(self, value: bool) -> None:
        self._words[0] = value

    def slot(self, index: int) -> Slot:
        """Return the slot of a worker."""
        return Slot(self, index, self._words, self._numbers)

    def note_long(self, query: int) -> None:
        """Remember a query that is not for the workers."""
        self._long[query % _LONG_QUERIES] = query

    def is_long(self, query: int) -> bool:
        """Whether a query was noted so; another of the same place may have taken it over."""
        return self._long[query % _LONG_QUERIES] == query


def known_by(tag: str) -> int:
    """Return what a query is remembered by whose answer has this entity tag; never 0."""
    return int(tag[1:9], 16) or 1


class Slot:
    """What one worker is doing, and what it has counted since the server started."""

    def __init__(
        self, memory: SharedMemory, index: int, words: memoryview[int], numbers: memoryview[float]
    ) -> None:
        self.index = index
        self._memory = memory
        self._descriptor = memory.descriptor
        self._owner = index + 1
        self._first = _FIRST_SLOT + index * _SLOT_WORDS
        self._words = words
        self._numbers = numbers

    def give(self, number: int) -> None:
        """Make the worker the owner of a connection."""
        self._memory.owners[number % PLACES] = number << _OWNER_BITS | self._owner

    def owns(self, number: int) -> bool:
        """Whether the worker is the owner of a connection."""
        return self._memory.owners[number % PLACES] == number << _OWNER_BITS | self._owner

    def give_up(self, number: int) -> None:
        """Own a connection no more, which the worker serves at this moment."""
        self._memory.owners[number % PLACES] = 0

    def claim(self, number: int) -> bool:
        """Begin to serve a connection; False if another worker owns it by now."""
        self._lock()
        is_owner = self.owns(number)
        if is_owner:
            self._words[self._first + _PHASE] = _EVALUATING
            self._numbers[self._first + _SINCE] = time.monotonic()
            self._words[self._first + _SERVING] = number + 1
        self.unlock()
        return is_owner

    def begin_sending(self, *, may_be_watched: bool) -> None:
        """Note that an answer leaves: the worker must not be ended until it has.

        One that `may_be_watched` waits for who looks at it at this moment, and may end it.
        """
        if may_be_watched:
            self._lock()
        self._words[self._first + _PHASE] = _SENDING
        if may_be_watched:
            self.unlock()

    def finish(self) -> None:
        """Note that the connection is served."""
        self._words[self._first + _SERVING] = 0

    def _lock(self) -> None:
        lockf(self._descriptor, LOCK_EX, 1, self.index)

    def try_lock(self) -> bool:
        """Take the lock if it is free; `unlock` gives it back."""
        try:
            lockf(self._descriptor, LOCK_EX | LOCK_NB, 1, self.index)
        except OSError:
            return False
        return True

    def unlock(self) -> None:
        """Give the lock back."""
        lockf(self._descriptor, LOCK_UN, 1, self.index)

    @property
    def serving(self) -> int | None:
        """The number of the connection that is served, if any."""
        number = self._words[self._first + _SERVING]
        return number - 1 if number else None

    @property
    def since(self) -> float:
        """When that began (monotonic clock)."""
        return self._numbers[self._first + _SINCE]

    @property
    def phase(self) -> Phase:
        """What is done with it."""
        return Phase(self._words[self._first + _PHASE])

    @property
    def query(self) -> int:
        """What the query is known by that is evaluated, or was last."""
        return self._words[self._first + _QUERY]

    @query.setter
    def query(self, value: int) -> None:
        self._words[self._first + _QUERY] = value

    def count(self, kind: tuple[str, int, str], seconds: float, *, is_repeated: bool | None) -> None:
        """Count an answer, by method, status and media type; whether it was kept, if it was looked for."""
        self._words[self._first + _ANSWERED + _PLACES[kind]] += 1
        if is_repeated is not None:
            self._words[self._first + (_REPEATED if is_repeated else _MISSED)] += 1
        self._numbers[self._first + _SECONDS] += seconds

    def answered(self) -> Iterator[tuple[tuple[str, int, str], int]]:
        """Yield the kinds of answers that there were, and how many."""
        first = self._first + _ANSWERED
        for kind, count in zip(KINDS, self._words[first : first + len(KINDS)], strict=True):
            if count:
                yield kind, count

    @property
    def seconds(self) -> float:
        """How long they took together."""
        return self._numbers[self._first + _SECONDS]

    @property
    def repeated(self) -> int:
        """How many were kept from before."""
        return self._words[self._first + _REPEATED]

    @property
    def missed(self) -> int:
        """How many were not."""
        return self._words[self._first + _MISSED]

    @property
    def kept_bytes(self) -> int:
        """How many bytes of answers the worker keeps."""
        return self._words[self._first + _KEPT]

    @kept_bytes.setter
    def kept_bytes(self, value: int) -> None:
        self._words[self._first + _KEPT] = value
