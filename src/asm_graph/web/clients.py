"""How many queries each client has under way, so that none takes all there is."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asm_graph.errors import ClientBusy

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clients:
    """Counts the queries of each client, at most `limit` at once; a client is known by its address."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def query_of(self, address: str) -> Iterator[None]:
        """Count one more query until the block ends.

        Raises:
            ClientBusy: the client has too many.
        """
        if self._under_way[address] >= self._limit:
            raise ClientBusy(f"{self._limit} queries of this client are under way; wait for them to end.")
        self._under_way[address] += 1
        try:
            yield
        finally:
            self._under_way[address] -= 1
            if not self._under_way[address]:
                del self._under_way[address]
