"""Messages between supervisor and worker, over a Unix socket that keeps them apart."""

from __future__ import annotations

import socket
import struct
from enum import Enum
from typing import Final, NamedTuple

_HEADER = struct.Struct("=cQ")
_DESCRIPTOR = struct.Struct("i")
_FLAGS = socket.MSG_DONTWAIT | socket.MSG_CMSG_CLOEXEC
LONGEST: Final = 180_000
"""Bytes of a message: the rest of an answer, at most."""


class MessageKind(Enum):
    """What a message says; the first three are the supervisor's, the others the worker's."""

    CONNECTION = b"C"  # here is a connection: the payload is its client, a file descriptor comes with it
    RELEASE = b"R"  # this is the release to answer from, packed
    STOP = b"S"  # answer what has arrived, and end
    READY = b"Y"  # connections may come
    HAND_OVER = b"H"  # the page server is to go on with a connection, and send the payload first
    FOLLOW = b"F"  # another release may be current
    WAKE = b"W"  # the supervisor is to look


class Client(NamedTuple):
    """Who is at the other end of a connection; a proxy says itself whom it asks for."""

    name: str
    is_proxy: bool

    def packed(self) -> bytes:
        """Return it as bytes."""
        return b"%d" % self.is_proxy + self.name.encode()

    @classmethod
    def unpacked(cls, data: bytes) -> Client:
        """Read what `packed` has written."""
        return cls(data[1:].decode(), is_proxy=data[:1] == b"1")


class Message(NamedTuple):
    """A message; `number` is that of the connection that it is about."""

    kind: MessageKind
    number: int = 0
    payload: bytes = b""

    def packed(self) -> bytes:
        """Return it as bytes."""
        return _HEADER.pack(self.kind.value, self.number) + self.payload

    @classmethod
    def unpacked(cls, data: bytes) -> Message:
        """Read what `packed` has written."""
        kind, number = _HEADER.unpack_from(data)
        return cls(MessageKind(kind), number, data[_HEADER.size :])


def channel() -> tuple[socket.socket, socket.socket]:
    """Return the ends of a channel; a message waits until there is room for it."""
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * LONGEST)
    return ends


def send(end: socket.socket, message: Message, descriptor: int | None = None) -> None:
    """Send a message, with a file descriptor if there is one.

    Raises:
        BlockingIOError: the end does not wait, and there is no room.
        OSError: nobody receives.
    """
    if descriptor is None:
        end.send(message.packed())
    else:
        socket.send_fds(end, [message.packed()], [descriptor])


def receive(end: socket.socket) -> tuple[Message, int | None] | None:
    """Receive a message that is there, and the file descriptor that came with it; None at the end.

    Raises:
        BlockingIOError: there is none.
    """
    room = socket.CMSG_LEN(_DESCRIPTOR.size)
    data, came_with, _, _ = end.recvmsg(LONGEST, room, _FLAGS)  # socket.recv_fds leaves flags out
    if not data:
        return None
    descriptors = [_DESCRIPTOR.unpack(each)[0] for _, kind, each in came_with if kind == socket.SCM_RIGHTS]
    return Message.unpacked(data), descriptors[0] if descriptors else None
