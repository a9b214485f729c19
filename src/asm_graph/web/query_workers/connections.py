"""The connections of a worker: which wait for a request, or for the rest of one, and since when."""

from __future__ import annotations

import select
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from asm_graph.web.query_workers.channel import Client
    from asm_graph.web.query_workers.request import ShortRequest

_PARTIAL_SECONDS: Final = 0.02
"""How long the rest of a request may take: beyond, its sender is slow, which the page server sees to."""
_LOOKS: Final = 4
"""How often it is looked for connections that are not used, in the time that they may be so."""
_EVENTS: Final = 64
"""That are told at once; so many more are told the next time."""
_END: Final = select.EPOLLRDHUP
"""What happens where a client has sent its last byte."""


@dataclass(eq=False, slots=True)
class Connection:
    """A connection, its descriptor, its number and its client; `last` is when it was used (monotonic clock).

    `waits` says that a request of it waits for its turn, `has_more` that there is something after it: another
    request, or the end.
    """

    socket: socket.socket
    place: int
    number: int
    client: Client
    last: float = field(default_factory=time.monotonic)
    waits: bool = False
    has_more: bool = False


class Connections:
    """The connections of a worker, in the order in which they were used; `poll` tells what happens to them.

    One on which nothing happens for `idle_seconds` is late.
    """

    def __init__(self, channel: socket.socket, idle_seconds: float) -> None:
        self._channel_place = channel.fileno()
        self._idle_seconds = idle_seconds
        self._epoll = select.epoll()
        self._epoll.register(channel, select.EPOLLIN)
        self._open: OrderedDict[int, Connection] = OrderedDict()
        self._numbers: dict[int, Connection] = {}
        self._partial: OrderedDict[Connection, float] = OrderedDict()

    def __iter__(self) -> Iterator[Connection]:
        """Iterate over the connections."""
        return iter(list(self._open.values()))

    def add(self, connection: Connection) -> None:
        """Add a connection; one of the same number before has gone elsewhere."""
        before = self._numbers.get(connection.number)
        if before is not None:
            self.drop(before)
        self._numbers[connection.number] = connection
        self._open[connection.place] = connection
        self._epoll.register(connection.socket, select.EPOLLIN | select.EPOLLET | _END)

    def has(self, connection: Connection) -> bool:
        """Whether a connection is still here."""
        return self._numbers.get(connection.number) is connection

    def poll(self, *, wait: bool) -> tuple[list[Connection], bool]:
        """Return the connections on which something happened, and whether there are messages."""
        events = self._epoll.poll(self._patience() if wait else 0, _EVENTS)
        channel = self._channel_place
        happened, has_messages = [], False
        for place, event in events:
            if place == channel:
                has_messages = True
            elif (connection := self._open.get(place)) is not None:
                connection.has_more = connection.has_more or event & _END != 0
                happened.append(connection)
        return happened, has_messages

    def use(self, connection: Connection, moment: float) -> None:
        """Note that a connection is used at a moment (monotonic clock)."""
        connection.last = moment
        self._open.move_to_end(connection.place)

    def expect_rest(self, connection: Connection) -> None:
        """Note that the rest of a request has to arrive; it has its time from the first such note."""
        self._partial.setdefault(connection, time.monotonic() + _PARTIAL_SECONDS)

    def has_whole(self, connection: Connection) -> None:
        """Note that no rest is expected any more."""
        if self._partial:
            self._partial.pop(connection, None)

    def drop(self, connection: Connection) -> None:
        """Let go of a connection, which others may hold: it would go on to tell us what happens to it."""
        self._epoll.unregister(connection.socket)
        self._open.pop(connection.place)
        self._partial.pop(connection, None)
        if self.has(connection):
            del self._numbers[connection.number]
        connection.socket.close()

    def slow(self) -> list[Connection]:
        """Return the connections whose request does not come."""
        if not self._partial:
            return []
        now = time.monotonic()
        return [connection for connection, end in self._partial.items() if end <= now]

    def late(self) -> list[Connection]:
        """Return the connections that were not used for long."""
        end, found = time.monotonic() - self._idle_seconds, []
        for connection in self._open.values():
            if connection.last > end:
                break
            found.append(connection)
        return found

    def _patience(self) -> float | None:
        """How long there is nothing to do if nothing happens; None: for ever."""
        if self._partial:
            return _PARTIAL_SECONDS
        return self._idle_seconds / _LOOKS if self._open else None


class Turns:
    """Requests that wait to be answered: clients take turns."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[tuple[Connection, ShortRequest]]] = OrderedDict()

    def __bool__(self) -> bool:
        """Whether any waits."""
        return bool(self._waiting)

    def add(self, client: str, connection: Connection, request: ShortRequest) -> None:
        """Add a request of a client."""
        self._waiting.setdefault(client, deque()).append((connection, request))

    def take_round(self) -> list[tuple[Connection, ShortRequest]]:
        """Take one request of each client."""
        taken = []
        for client, waiting in list(self._waiting.items()):
            taken.append(waiting.popleft())
            if not waiting:
                del self._waiting[client]
        return taken
