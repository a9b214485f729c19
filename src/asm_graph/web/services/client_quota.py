"""A limit on concurrent queries per client."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.errors import ClientBusy

if TYPE_CHECKING:
    from types import TracebackType


class Clients:
    """Counts the queries of each client address, at most `limit` at once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._under_way: Counter[str] = Counter()

    def query_of(self, address: str) -> _Query:
        """Count one more query of this client for the length of a block; raise `ClientBusy` at the limit."""
        return _Query(self, address)

    def enter(self, address: str) -> None:
        """Count one more query.

        Raises:
            ClientBusy: the client has too many.
        """
        if self._under_way[address] >= self._limit:
            raise ClientBusy(f"{self._limit} queries of this client are under way; wait for them to end.")
        self._under_way[address] += 1

    def leave(self, address: str) -> None:
        """Count one less."""
        self._under_way[address] -= 1
        if not self._under_way[address]:
            del self._under_way[address]


class _Query:
    """A client's query as a context manager; a generator would take three times as long."""

    __slots__ = ("_address", "_clients")

    def __init__(self, clients: Clients, address: str) -> None:
        self._clients = clients
        self._address = address

    def __enter__(self) -> None:
        self._clients.enter(self._address)

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._clients.leave(self._address)
