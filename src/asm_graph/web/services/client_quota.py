"""How many queries each client has under way, so that none takes all there is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asm_graph.errors import ClientBusy

if TYPE_CHECKING:
    from types import TracebackType


class Clients:
    """Counts the queries of each client, at most `limit` at once; a client is known by its address."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._under_way: Counter[str] = Counter()

    def query_of(self, address: str) -> _Query:
        """A block that counts as one more query of this client; `ClientBusy` where it has too many."""
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
    """A query of a client, as a block; a generator would take three times as long."""

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
