"""A worker: it owns connections, and answers the short queries that arrive on them.

Whatever a query does to its process, a crash included, ends this process only.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.query.guard import Guard
from asm_graph.web.query_workers.answers import AnswerRules, Answers
from asm_graph.web.query_workers.channel import Client, Message, MessageKind, receive, send
from asm_graph.web.query_workers.connections import Connection, Connections, Turns
from asm_graph.web.query_workers.current_store import CurrentStore, ServedRelease, pointer_of
from asm_graph.web.query_workers.request import LARGEST, RequestReader, ShortRequest, Verdict
from asm_graph.web.services.request_log import LoggedRequest, log_line

if TYPE_CHECKING:
    from asm_graph.web.query_workers.answers import WholeAnswer
    from asm_graph.web.query_workers.shared_memory import SharedMemory

_SOON = 0.005
"""Seconds within which the supervisor does not look at a query."""
_MOMENT = 0.001
"""Seconds for which the current release remains so: to look before each query is a 25th of its time."""
_TURNS = 1_000
"""After so many, connections that are not used are looked for, even if there is no pause."""
_PEEK = socket.MSG_PEEK | socket.MSG_DONTWAIT


@dataclass(frozen=True, slots=True)
class WorkerRules:
    """What a worker has to know of the settings; `link` leads to the current release."""

    link: str
    guard: dict[str, int]
    root: str
    memory: int
    cache_bytes: int
    result_bytes: int
    result_rows: int
    idle_seconds: float
    header_bytes: int
    logs: bool


class QueryWorker:
    """Answers what arrives on its connections, one request of each client in turn."""

    def __init__(self, rules: WorkerRules, channel: socket.socket, memory: SharedMemory, slot: int) -> None:
        self._rules = rules
        self._channel = channel
        self._memory = memory
        self._slot = memory.slot(slot)
        guard = Guard(**rules.guard)
        self._answers = Answers(AnswerRules(guard, rules.root, rules.cache_bytes), memory, self._slot)
        self._reader = RequestReader(frozenset({b"/sparql", f"{rules.root}/sparql".encode()}))
        self._largest = min(LARGEST, rules.header_bytes)
        self._connections = Connections(channel, rules.idle_seconds)
        self._turns = Turns()
        self._release: CurrentStore | None = None
        self._pointer: str | None = None
        self._looked = 0.0
        self._turn = 0
        self._is_following = False
        self._is_stopping = False

    def run(self) -> None:
        """Answer until told to stop, or the supervisor is gone."""
        self._send(Message(MessageKind.READY, payload=str(os.getpid()).encode()))
        while not self._is_stopping:
            self._take_turn(wait=not self._turns or self._is_following)
        self._is_following = False
        self._take_turn(wait=False)
        while self._turns:
            self._answer_round()
        for connection in self._connections:
            self._end(connection)

    def _take_turn(self, *, wait: bool) -> None:
        happened, has_messages = self._connections.poll(wait=wait)
        if has_messages:
            self._receive_all()
        for connection in happened:
            if self._connections.has(connection):
                self._read(connection)
        if self._turns and not self._is_following:
            self._answer_round()
        for connection in self._connections.slow():
            self._hand_over(connection)
        self._turn += 1
        if not happened or self._turn % _TURNS == 0:
            for connection in self._connections.late():
                self._end(connection)

    def _receive_all(self) -> None:
        try:
            while (received := receive(self._channel)) is not None:
                self._receive(*received)
        except BlockingIOError:
            return
        except OSError:
            pass
        self._is_stopping = True

    def _receive(self, message: Message, descriptor: int | None) -> None:
        match message.kind:
            case MessageKind.CONNECTION if descriptor is not None:
                accepted = socket.socket(fileno=descriptor)
                client = Client.unpacked(message.payload)
                self._connections.add(Connection(accepted, descriptor, message.number, client))
            case MessageKind.RELEASE:
                self._serve(ServedRelease.unpacked(message.payload))
            case MessageKind.STOP:
                self._is_stopping = True
            case _:
                raise ValueError(message)

    def _serve(self, release: ServedRelease) -> None:
        """Answer from a release from now on; without one all is left to the page server."""
        self._is_following = False
        self._pointer = release.pointer
        if self._release is not None and self._release.name == release.name:
            return
        self._answers.forget()
        self._release = None
        if release.name:
            with contextlib.suppress(OSError, RuntimeError):  # the page server tells what is wrong
                self._release = CurrentStore(release, self._rules.result_bytes, self._rules.result_rows)

    def _read(self, connection: Connection) -> None:
        """See what has arrived on a connection, and leave it there."""
        if connection.waits:
            connection.has_more = True
            return
        try:
            data = connection.socket.recv(self._largest + 1, _PEEK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end(connection)
            return
        request = self._reader.read(data) if len(data) <= self._largest else Verdict.OTHER
        if request is Verdict.PARTIAL:
            self._connections.expect_rest(connection)
        elif isinstance(request, ShortRequest):
            self._connections.has_whole(connection)
            connection.waits = True
            connection.has_more = connection.has_more or len(data) > len(request.sent)
            self._turns.add(_sender(connection, request), connection, request)
        else:
            self._hand_over(connection)

    def _answer_round(self) -> None:
        """Answer one request of each client, from the release that is current at this moment."""
        if not self._is_stopping and self._has_moved():
            self._is_following = True
            self._send(Message(MessageKind.FOLLOW))
            return
        for connection, request in self._turns.take_round():
            if self._connections.has(connection):
                self._answer(connection, request)

    def _has_moved(self) -> bool:
        """Whether the link to the current release leads elsewhere than a moment ago."""
        now = time.monotonic()
        if now - self._looked < _MOMENT:
            return False
        self._looked = now
        return pointer_of(self._rules.link) != self._pointer

    def _answer(self, connection: Connection, request: ShortRequest) -> None:
        if not self._claim(connection):
            return
        if self._memory.supervisor_sleeps:
            self._send(Message(MessageKind.WAKE))
        answer = self._answers.answer(request, self._release) if self._release is not None else None
        self._slot.begin_sending(may_be_watched=time.monotonic() - self._slot.since > _SOON)
        if answer is None:
            self._leave(connection)
        else:
            self._send_answer(connection, request, answer)
        self._slot.finish()
        if self._connections.has(connection) and connection.has_more:
            connection.has_more = False
            self._read(connection)

    def _send_answer(self, connection: Connection, request: ShortRequest, answer: WholeAnswer) -> None:
        """Send an answer, and take its request from the connection."""
        try:
            sent = _sent(connection.socket, answer.data)
            connection.socket.recv(len(request.sent))
        except OSError:  # its client has gone
            self._shut(connection)
            return
        self._count(answer)
        if sent < len(answer.data):
            self._leave(connection, answer.data[sent:])
            return
        self._connections.use(connection, self._slot.since)
        connection.waits = False

    def _count(self, answer: WholeAnswer) -> None:
        self._slot.count(answer.kind, answer.seconds, is_repeated=answer.is_repeated)
        if self._rules.logs:
            method, status, media_type = answer.kind
            note = LoggedRequest(method, "sparql", status, media_type, answer.size, answer.seconds)
            os.write(sys.stdout.fileno(), log_line(note).encode())

    def _claim(self, connection: Connection) -> bool:
        """Begin to serve a connection; one that has gone to another worker is let go of."""
        if self._slot.claim(connection.number):
            return True
        self._connections.drop(connection)
        return False

    def _hand_over(self, connection: Connection) -> None:
        """Let the page server go on with a connection, if it is ours."""
        if self._claim(connection):
            self._leave(connection)
            self._slot.finish()

    def _end(self, connection: Connection) -> None:
        """End a connection for all who hold it, if it is ours."""
        if self._claim(connection):
            self._shut(connection)
            self._slot.finish()

    def _leave(self, connection: Connection, unsent: bytes = b"") -> None:
        self._slot.give_up(connection.number)
        self._connections.drop(connection)
        self._send(Message(MessageKind.HAND_OVER, connection.number, unsent))

    def _shut(self, connection: Connection) -> None:
        with contextlib.suppress(OSError):  # its client was faster
            connection.socket.shutdown(socket.SHUT_RDWR)
        self._connections.drop(connection)

    def _send(self, message: Message) -> None:
        try:
            send(self._channel, message)
        except OSError:
            self._is_stopping = True


def _sender(connection: Connection, request: ShortRequest) -> str:
    """Return whose request it is: the client's at the other end, or of whom a proxy speaks."""
    return (connection.client.is_proxy and request.headers.client) or connection.client.name


def _sent(connection: socket.socket, data: bytes) -> int:
    """Send what there is room for, and return how much that was."""
    try:
        return connection.send(data)
    except BlockingIOError:
        return 0
