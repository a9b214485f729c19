"""Connections with limits: slow senders, slow readers and idle clients are cut off."""

from __future__ import annotations

import re
import socket
import struct
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import h11
from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import Problem, problem_response
from asm_graph.web.transport.bounded_parser import BoundedParser

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from asm_graph.settings import Settings
    from asm_graph.web.services.request_log import Traffic

_GRACE_SECONDS = 1.0
"""The application tells a client that its body is slow; the connection waits so much longer."""
RESET = "reset"
"""The name in the state of a request of what ends its connection so that no client takes it for an end."""
_NO_LINGER = struct.pack("ii", 1, 0)
_ARRIVING = {h11.IDLE, h11.SEND_BODY}
_CAN_ANSWER = {h11.IDLE, h11.SEND_RESPONSE}
_BETWEEN_REQUESTS = {h11.CLIENT: h11.IDLE, h11.SERVER: h11.IDLE}
_CLOSE = {"Connection": "close"}
_MOST_TOLD = 100
"""Connections that hear that there are too many; where there are even more, they are not taken."""
_HEALTH = "/health"
"""Asked by what starts a server anew that does not answer: a crowd must not look as if it had died."""
_LINE_END, _LINE_ENDS = b"\n", b"\r\n"
_UNENCODED = re.compile(rb"[^\x21-\x7e]")


class Arrival(NamedTuple):
    """How a connection came that somebody else has accepted.

    `unsent` is the rest of an answer, which goes first; `excess` says how many connections there are too
    many; `has_ended` is to be called at the end.
    """

    unsent: bytes
    excess: int
    has_ended: Callable[[], None]


class BoundedConnection(H11Protocol):
    """One connection; `of` makes the class for given settings."""

    settings: ClassVar[Settings]
    traffic: ClassVar[Traffic]
    arrival: Arrival | None = None

    @classmethod
    def of(cls, settings: Settings, traffic: Traffic) -> type[BoundedConnection]:
        """Make the connection class for these settings; what it refuses counts as traffic."""
        return type(cls.__name__, (cls,), {"settings": settings, "traffic": traffic})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent
        """Begin to wait for a request; one connection too many hears only that there are too many."""
        super().connection_made(transport)
        self.conn: BoundedParser = BoundedParser(self.settings.header_bytes)
        self._line = bytearray()
        """The first line of the request that is arriving, of which h11 keeps nothing where it is none."""
        self._arrival: asyncio.TimerHandle | None = None
        self._stall: asyncio.TimerHandle | None = None
        self.app_state = {**self.app_state, RESET: self._reset}
        excess = self.arrival.excess if self.arrival else len(self.connections) - self.settings.connections
        if self.arrival and self.arrival.unsent:
            transport.write(self.arrival.unsent)
        if excess > _MOST_TOLD:
            self._reset()
        elif excess > 0:
            self.app = _crowded(self.app, self.settings, self.traffic)
        self._watch_arrival()

    def data_received(self, data: bytes) -> None:
        """Take bytes of a request."""
        if self._is_between_requests():
            self._line = bytearray()
        if _LINE_END not in self._line:
            line, end, _ = (self._line + data).lstrip(_LINE_ENDS).partition(_LINE_END)
            self._line = line + end
        head_was_there = self.conn.their_state is h11.SEND_BODY
        super().data_received(data)
        if not head_was_there and self.conn.their_state is h11.SEND_BODY:
            self._stop_arrival()  # the body has its own time
        self._watch_arrival()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers, and let the application know."""
        self._stop_arrival()
        self.resume_writing()
        super().connection_lost(exc)
        if self.arrival is not None:
            self.arrival.has_ended()

    def pause_writing(self) -> None:
        """Start the deadline for a client that reads more slowly than we write."""
        super().pause_writing()
        self._stall = self.loop.call_later(self.settings.send_seconds, self._reset)

    def resume_writing(self) -> None:
        """Cancel the deadline: the client has read."""
        super().resume_writing()
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  the words are ours
        """Tell a client that what it sends is no HTTP, or has no end."""
        received, _ = self.conn.trailing_data
        in_body = self.conn.our_state is h11.SEND_RESPONSE
        if self.conn.fault is not None:
            self._refuse(Problem(self.conn.fault))
        elif in_body or len(received) <= self.settings.header_bytes:
            self._refuse(Problem("unencoded" if _has_unencoded_address(self._line) else "request"))
        elif b"\n" in received:
            self._refuse(Problem("headers"))
        else:
            self._refuse(Problem("address"))

    def _is_between_requests(self) -> bool:
        return self.conn.states == _BETWEEN_REQUESTS and not self.conn.trailing_data[0]

    def _reset(self) -> None:
        """End a connection at once, and what the system still holds for its client with it."""
        connection = self.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self.transport.abort()

    def _watch_arrival(self) -> None:
        """Give a request that is on its way a time to be there."""
        if self.conn.their_state not in _ARRIVING:
            self._stop_arrival()
        elif self._arrival is None:
            in_body = self.conn.their_state is h11.SEND_BODY
            seconds = self.settings.request_seconds + (_GRACE_SECONDS if in_body else 0)
            self._arrival = self.loop.call_later(seconds, self._cut_off)

    def _stop_arrival(self) -> None:
        if self._arrival is not None:
            self._arrival.cancel()
            self._arrival = None

    def _cut_off(self) -> None:
        """Close a connection whose request is late, with a problem if the request has begun."""
        received, _ = self.conn.trailing_data
        if received and self.conn.their_state is h11.IDLE:
            self._refuse(Problem("slow"))
        else:
            self.transport.close()

    def _refuse(self, problem: Problem) -> None:
        """Answer before any application has a request to answer, and close."""
        if self.conn.our_state in _CAN_ANSWER:
            self.traffic.problems[problem.code] += 1
            response = problem_response(problem, self.settings, "es", _CLOSE)
            is_head = self.conn.our_state is h11.SEND_RESPONSE and self.scope["method"] == "HEAD"
            body = b"" if is_head else bytes(response.body)
            head = h11.Response(status_code=response.status_code, headers=response.raw_headers)
            for event in (head, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def _has_unencoded_address(line: bytearray) -> bool:
    """Tell whether a line is that of a request but for letters or spaces in its address (RFC 9112, 3.2)."""
    method, _, rest = bytes(line).rstrip().partition(b" ")
    address, _, version = rest.rpartition(b" ")
    return method.isalpha() and version.startswith(b"HTTP/1.") and _UNENCODED.search(address) is not None


def _crowded(app: ASGIApp, settings: Settings, traffic: Traffic) -> ASGIApp:
    """Return what answers where there are too many connections: that the server runs, and nothing else."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == _HEALTH:
            await app(scope, receive, _closing(send))
            return
        traffic.problems["crowded"] += 1
        language = language_of(Request(scope))
        response: Response = problem_response(Problem("crowded"), settings, language, _CLOSE)
        await response(scope, receive, send)

    return application


def _closing(send: Send) -> Send:
    """Return what sends a response and then closes the connection."""

    async def closing(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"connection", b"close")]
        await send(message)

    return closing
