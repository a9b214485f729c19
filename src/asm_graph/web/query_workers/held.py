"""The connections that workers own, of which the supervisor holds duplicates."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.query_workers.channel import Message, MessageKind
from asm_graph.web.query_workers.shared_memory import PLACES

if TYPE_CHECKING:
    from asm_graph.web.query_workers.channel import Client
    from asm_graph.web.query_workers.processes import Worker

_NO_LINGER = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class _Held:
    """A duplicate of a connection, its client, and the worker that owns it."""

    connection: socket.socket
    client: Client
    worker: Worker


class HeldConnections:
    """Duplicates of connections by their numbers; `epoll` tells when one has ended."""

    def __init__(self, epoll: select.epoll) -> None:
        self._epoll = epoll
        self._free = deque(range(PLACES))
        self._held: dict[int, _Held] = {}
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        """How many there are."""
        return len(self._held)

    def give(self, connection: socket.socket, client: Client, worker: Worker) -> bool:
        """Give a new connection to a worker; False where it does not take it."""
        if not self._free:
            return False
        number = self._free.popleft()
        self._held[number] = _Held(connection, client, worker)
        self._numbers[connection.fileno()] = number
        self._epoll.register(connection, 0)  # whether it has ended is always told
        if self._hand(number, worker):
            return True
        self.take_back(number)
        return False

    def move(self, number: int, worker: Worker) -> bool:
        """Give a connection to another worker; False where that does not take it, and it belongs to none."""
        held = self._held[number]
        held.worker.connections.discard(number)
        held.worker = worker
        return self._hand(number, worker)

    def take_back(self, number: int) -> socket.socket | None:
        """Hold a connection no more, and return it; None where it has ended."""
        held = self._held.pop(number, None)
        if held is None:
            return None
        held.worker.connections.discard(number)
        self._epoll.unregister(held.connection)
        del self._numbers[held.connection.fileno()]
        self._free.append(number + PLACES)
        return held.connection

    def end(self, place: int) -> None:
        """Let go of the connection with this descriptor, which has ended."""
        number = self._numbers.get(place)
        connection = None if number is None else self.take_back(number)
        if connection is not None:
            connection.close()

    def reset(self, number: int) -> None:
        """End a connection so that its client does not take it for the end of an answer."""
        connection = self.take_back(number)
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            connection.close()

    def readable(self, numbers: set[int]) -> list[int]:
        """Return the connections on which something has arrived."""
        poll, places = select.poll(), {}
        for number in numbers:
            place = self._held[number].connection.fileno()
            places[place] = number
            poll.register(place, select.POLLIN)
        return [places[place] for place, event in poll.poll(0) if event & select.POLLIN]

    def _hand(self, number: int, worker: Worker) -> bool:
        held = self._held[number]
        worker.slot.give(number)
        worker.connections.add(number)
        message = Message(MessageKind.CONNECTION, number, held.client.packed())
        return worker.tell(message, held.connection.fileno())
