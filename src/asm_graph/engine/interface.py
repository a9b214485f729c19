"""The interface of an engine: a query in, an answer out piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """A query that the guard admitted, and how to answer it.

    `media_type` is the serialization wanted. A dataset of its own (SPARQL 1.1 Protocol, 2.1.4) is in
    `default_graphs` and `named_graphs`; with both empty the query's own or the store's dataset holds.
    `seconds` asks for less time than the engine's limit. `base` is what relative IRIs are resolved by.
    Of several clients that wait each has its turn.
    """

    text: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float | None = None
    base: str = ""
    client: str = field(default="", compare=False)


class Body(Protocol):
    """The pieces of an answer; closing it early stops the work behind it."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the pieces; a `QueryError` means that the answer is truncated."""
        ...

    async def aclose(self) -> None:
        """Give back what answers the query; the answer may be unfinished. May be called twice."""
        ...


class WholeBody:
    """A body in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the one piece."""
        yield self.data

    async def aclose(self) -> None:
        """There is nothing to give back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has begun; its holder closes its body. `length` is known if it is complete."""

    body: Body
    length: int | None = None

    @classmethod
    def whole(cls, data: bytes) -> Answer:
        """Make a complete answer."""
        return cls(WholeBody(data), len(data))

    async def read(self) -> bytes:
        """Read the whole answer."""
        if isinstance(self.body, WholeBody):
            return self.body.data
        try:
            return b"".join([piece async for piece in self.body])
        finally:
            await self.body.aclose()


class Engine(Protocol):
    """Answers queries; every error it raises is an `asm_graph.errors.QueryError`."""

    async def answer(self, query: EngineQuery) -> Answer:
        """Return the answer once its first piece is there; earlier errors are raised here."""
        ...

    async def drain(self) -> None:
        """Wait for the queries under way, then close."""
        ...

    async def close(self) -> None:
        """End everything, answers under way included."""
        ...
