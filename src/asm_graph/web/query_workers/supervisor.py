"""The supervisor: a thread of the page server that accepts connections and gives each to a worker.

It keeps a duplicate of every connection that a worker owns, and reads none. What a worker cannot answer goes
on in the page server, untouched.

It is a thread, so that handing a connection over is a call; the price is that it shares the interpreter with
pages that are being made, and waits for it (see `sys.setswitchinterval` in `asm_graph.web.server`).
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from asm_graph.web.query_workers.channel import Client, Message, MessageKind, receive
from asm_graph.web.query_workers.crew import Crew
from asm_graph.web.query_workers.held import HeldConnections
from asm_graph.web.query_workers.shared_memory import Phase
from asm_graph.web.query_workers.watch import Watch
from asm_graph.web.services.client_quota import client_at

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from asm_graph.web.query_workers.current_store import ServedRelease
    from asm_graph.web.query_workers.processes import Worker
    from asm_graph.web.query_workers.shared_memory import SharedMemory
    from asm_graph.web.query_workers.worker import WorkerRules

_AT_ONCE = 64
"""Connections that are accepted before anything else is looked at."""
_RETRY_SECONDS = 0.5
_STOP_SECONDS = 2.0
_log = logging.getLogger(__name__)


class PageServer(Protocol):
    """What goes on with connections that are not, or not any more, a worker's; called from the thread."""

    def take(self, connection: socket.socket, unsent: bytes = b"", excess: int = 0) -> None:
        """Take a connection, and send first what is unsent; `excess` says how many there are too many."""
        ...

    def follow(self, tell: Callable[[ServedRelease], None]) -> None:
        """See which release is to be served, and tell."""
        ...

    def count(self) -> int:
        """Return how many connections it has."""
        ...


@dataclass(frozen=True, slots=True)
class SupervisorLimits:
    """How many workers and connections there are at most, and which addresses are those of proxies."""

    workers: int
    connections: int
    trusts: Callable[[str], bool]


class Supervisor:
    """Gives connections to workers; `start`, `open` and `stop` are called from another thread."""

    def __init__(
        self, listener: socket.socket, rules: WorkerRules, memory: SharedMemory, limits: SupervisorLimits
    ) -> None:
        self._listener = listener
        self._limits = limits
        self._epoll = select.epoll()
        self._held = HeldConnections(self._epoll)
        self._crew = Crew(rules, memory, limits.workers, self._epoll)
        self._watch = Watch(memory, self._rescue)
        self._orders: deque[Callable[[], None]] = deque()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._thread = threading.Thread(target=self._run, name="supervisor")
        self._pages: PageServer | None = None
        self._release: Message | None = None
        self._accept_at: float | None = None
        self._stop_at: float | None = None

    def start(self) -> None:
        """Start the workers; they wait for connections."""
        self._thread.start()

    def open(self, pages: PageServer, release: ServedRelease) -> None:
        """Begin to accept connections."""
        self._order(lambda: self._open(pages, release))

    def stop(self) -> None:
        """Accept no more; return once the workers have answered what had arrived, and are gone."""
        self._order(self._begin_to_stop)
        self._thread.join()

    def _order(self, order: Callable[[], None]) -> None:
        self._orders.append(order)
        os.eventfd_write(self._bell, 1)

    def _run(self) -> None:
        try:
            self._supervise()
        finally:
            if self._stop_at is None:  # by a fault of ours: whoever started the server has to know
                os.kill(os.getpid(), signal.SIGTERM)
            self._crew.close()

    def _supervise(self) -> None:
        self._epoll.register(self._bell, select.EPOLLIN)
        self._crew.fill()
        while self._stop_at is None or (self._crew and time.monotonic() < self._stop_at):
            happened = self._epoll.poll(self._watch.patience())
            # New connections come last: one may get the descriptor of one that has ended.
            for place, _ in sorted(happened, key=lambda each: each[0] == self._listener.fileno()):
                self._see(place)
            self._watch.look(self._crew)
            if self._stop_at is None:
                self._crew.fill()
                self._accept_again()

    def _see(self, place: int) -> None:
        """See to what has something to say."""
        worker = self._crew.at(place)
        if worker is not None:
            self._hear(worker)
        elif place == self._bell:
            os.eventfd_read(self._bell)
            while self._orders:
                self._orders.popleft()()
        elif place == self._listener.fileno():
            self._accept()
        else:
            self._held.end(place)

    def _open(self, pages: PageServer, release: ServedRelease) -> None:
        self._pages = pages
        self._tell_release(release)
        self._listener.settimeout(0)
        self._epoll.register(self._listener, select.EPOLLIN)

    def _begin_to_stop(self) -> None:
        self._stop_at = time.monotonic() + _STOP_SECONDS
        if self._pages is not None:
            self._epoll.unregister(self._listener)
        self._listener.close()
        self._watch.wake()
        for worker in self._crew.everyone():
            worker.tell(Message(MessageKind.STOP))

    def _tell_release(self, release: ServedRelease) -> None:
        self._release = Message(MessageKind.RELEASE, payload=release.packed())
        for worker in self._crew.everyone():
            worker.tell(self._release)

    def _accept(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                connection, address = self._listener.accept()
            except BlockingIOError:
                return
            except ConnectionError:  # its client has gone
                continue
            except OSError as error:  # too many files are open, as a rule: it would fail again at once
                _log.warning("connections cannot be accepted; trying again: %s", error)
                self._epoll.modify(self._listener, 0)
                self._accept_at = time.monotonic() + _RETRY_SECONDS
                return
            connection.settimeout(0)
            host = str(address[0])
            self._place(connection, Client(client_at(host), is_proxy=self._limits.trusts(host)))

    def _accept_again(self) -> None:
        if self._accept_at is not None and self._accept_at <= time.monotonic():
            self._accept_at = None
            self._epoll.modify(self._listener, select.EPOLLIN)

    def _place(self, connection: socket.socket, client: Client) -> None:
        """Give a new connection to a worker; one too many is the page server's to turn away."""
        if self._pages is None:
            raise RuntimeError("connections are accepted before anybody answers them.")
        excess = len(self._held) + self._pages.count() + 1 - self._limits.connections
        worker = self._crew.choose() if excess <= 0 else None
        if worker is None or not self._held.give(connection, client, worker):
            self._pages.take(connection, excess=max(0, excess))

    def _hear(self, worker: Worker) -> None:
        """Take the messages of a worker; the end of its channel says that it is gone."""
        with contextlib.suppress(BlockingIOError):
            while (received := self._received(worker)) is not None:
                self._take(worker, received)
            self._bury(worker)

    def _received(self, worker: Worker) -> Message | None:
        try:
            received = receive(worker.channel)
        except ConnectionError:
            return None
        return received[0] if received else None

    def _take(self, worker: Worker, message: Message) -> None:
        match message.kind:
            case MessageKind.READY:
                self._crew.note_ready(worker, int(message.payload))
                if self._release is not None:
                    worker.tell(self._release)
            case MessageKind.HAND_OVER:
                if message.number in worker.connections:  # it may have ended
                    self._hand_over(message.number, message.payload)
            case MessageKind.FOLLOW if self._pages is not None:
                self._pages.follow(lambda release: self._order(lambda: self._tell_release(release)))
            case MessageKind.WAKE:
                self._watch.wake()
            case _:
                _log.warning("a worker sent what it should not; it is ended.")
                worker.kill()

    def _hand_over(self, number: int, unsent: bytes = b"") -> None:
        connection = self._held.take_back(number)
        if connection is not None and self._pages is not None:
            self._pages.take(connection, unsent)

    def _bury(self, worker: Worker) -> None:
        """See to the connections of a worker that is gone; the page server answers what it was evaluating."""
        serving, phase = worker.slot.serving, worker.slot.phase
        self._crew.remove(worker)
        if serving is not None and serving in worker.connections:
            if phase is Phase.EVALUATING:
                self._hand_over(serving)
            else:
                self._held.reset(serving)
        for number in list(worker.connections):
            other = self._crew.choose()
            if other is None or not self._held.move(number, other):
                self._hand_over(number)

    def _rescue(self, worker: Worker, serving: int) -> None:
        """Move what has arrived for a busy worker to others that have nothing to do."""
        waiting = self._held.readable(worker.connections - {serving})
        for number in filter(worker.slot.owns, waiting):  # what it hands over is on its way here
            other = self._crew.choose(at_once=True)
            if other is None:
                return
            if not self._held.move(number, other):
                self._hand_over(number)
