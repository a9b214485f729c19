"""A limit on concurrent queries per client."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import ClientDisconnect

from asm_graph.engine.workers.idle_workers import WaitQueue
from asm_graph.errors import ClientBusy
from asm_graph.web.http.disconnect import DisconnectWatch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    from starlette.requests import Request

T = TypeVar("T")
_OF_ONE_CLIENT = 64
"""Bits of an IPv6 address that a client cannot choose (RFC 6177): it has all addresses of such a network."""


class Clients:
    """Counts the queries of each client, at most `limit` at once; more of them wait for so many seconds."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._under_way: Counter[str] = Counter()
        self._waiting: dict[str, WaitQueue[None]] = {}

    def query_of(self, client: str) -> _ClientQuery:
        """Count one more query of this client for the length of a block; raise `ClientBusy` at the limit."""
        return _ClientQuery(self, client)

    async def serve(self, request: Request, work: Callable[[], Awaitable[T]]) -> T:
        """Run work that counts as a query of its client and is canceled when the client disconnects.

        Raises:
            ClientBusy: the client has too many.
            ClientDisconnect: it has left.
        """
        async with DisconnectWatch(request.receive), self.query_of(client_of(request)):
            return await work()
        raise ClientDisconnect

    async def enter(self, client: str) -> None:
        """Count one more query, once it may begin.

        Raises:
            ClientBusy: the client has too many, and none of them ended in time.
        """
        if self._under_way[client] < self._limit:
            self._under_way[client] += 1
            return
        queue = self._waiting.setdefault(client, WaitQueue(lambda _: self.leave(client)))
        try:
            await queue.wait(self._seconds)
        except TimeoutError:
            message = f"{self._limit} queries of this client are under way; wait for them to end."
            raise ClientBusy(message) from None
        finally:
            if not queue and self._waiting.get(client) is queue:
                del self._waiting[client]

    def leave(self, client: str) -> None:
        """Count one less, or let one begin that waits."""
        if queue := self._waiting.get(client):
            queue.serve(None)
            return
        self._under_way[client] -= 1
        if not self._under_way[client]:
            del self._under_way[client]


class _ClientQuery:
    """A client's query as a context manager; a generator would take three times as long."""

    __slots__ = ("_client", "_clients")

    def __init__(self, clients: Clients, client: str) -> None:
        self._clients = clients
        self._client = client

    async def __aenter__(self) -> None:
        await self._clients.enter(self._client)

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._clients.leave(self._client)


def client_of(request: Request) -> str:
    """Who sends a request: an address, or the network that is one client's."""
    return client_at(request.client.host if request.client else "")


def client_at(host: str) -> str:
    """Who sends from an address: the address, or the network that is one client's."""
    if ":" not in host:
        return host
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address) or address.ipv4_mapped is not None:
        return str(getattr(address, "ipv4_mapped", address))
    return str(IPv6Network((int(address), _OF_ONE_CLIENT), strict=False))
